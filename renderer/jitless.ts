import { config } from 'zod'

// The window's content security policy forbids compiled code. Schemas look at this when they are made, so this module has
// to be the first one imported.
config({ jitless: true })
