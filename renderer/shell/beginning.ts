import type { LibraryState } from '../../shared/contract/library.ts'
import type { Result } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'

// What the window needs to know at its start, asked before anything that draws is run: the main side answers meanwhile.
// The first module of `main.tsx`, so nothing with a schema may be imported here.

const info = client.call('app.info', {})
const settings = client.call('settings.get', {})
const state = client.call('library.state', {})

/** What was told before anybody listened. */
let told: LibraryState | null = null
const endListening = client.on('library.state', (newer) => {
  told = newer
})

/** The answers, once; whoever takes them listens to what comes later. */
export async function beginning() {
  const answers = await Promise.all([info, settings, state])
  endListening()
  const newest: Result<LibraryState> = told === null ? answers[2] : { ok: true, value: told }
  return { info: answers[0], settings: answers[1], state: newest }
}
