/*
 * Types into the one briefing of a library as fast as it can, and says `s REVISION` on stdout once the store has
 * acknowledged it. Ends without closing anything at the first save that is refused, with the reason on stderr.
 *
 *   node undaunted.ts FILE
 */
import { writeSync } from 'node:fs'
import { openLibrary } from '../../../main/store/open.ts'
import { apply, editFor } from './edits.ts'

const library = await openLibrary(process.argv[2] ?? '')
const [briefing] = await library.briefings.list()
if (!briefing) throw new Error('no briefing')
let { blocks, revision } = await library.briefings.get(briefing.id)
try {
  for (;;) {
    const { blocks: next, change } = apply(blocks, editFor(revision + 1))
    const saved = await library.briefings.save({ briefingId: briefing.id, baseRevision: revision, ...change })
    writeSync(1, `s ${saved.revision}\n`)
    blocks = next
    revision = saved.revision
  }
} catch (error) {
  writeSync(2, String(error))
  process.kill(process.pid, 'SIGKILL')
}
