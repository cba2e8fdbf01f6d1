import type { Key } from './identity.ts'

/** The link that shows something of the open library, wherever the system opens it. */
export const linkTo = (key: Key): string => `attest://show?key=${encodeURIComponent(key)}`
