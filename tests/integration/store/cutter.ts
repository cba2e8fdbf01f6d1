/*
 * Makes a library, saves ten times, cuts the index of its log to nothing, does something, saves once more, closes it,
 * opens it again, and says at which revision its briefing is.
 *
 *   node cutter.ts FILE save|read|doctor|backup
 */
import { truncate } from 'node:fs/promises'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { apply, editFor, firstBlock } from './edits.ts'

const [path = '', act = ''] = process.argv.slice(2)
const library = await createLibrary(path)
let { id, blocks, revision } = await library.briefings.create({ header: emptyHeader, blocks: [firstBlock] })
const save = async (): Promise<void> => {
  const { blocks: next, change } = apply(blocks, editFor(revision + 1))
  revision = (await library.briefings.save({ briefingId: id, baseRevision: revision, ...change })).revision
  blocks = next
}
for (let n = 0; n < 10; n++) await save()
await truncate(`${path}-shm`, 0)
if (act === 'read') await library.briefings.get(id)
if (act === 'doctor') await library.doctor()
if (act === 'backup') await library.backup(`${path.slice(0, -'.attest'.length)}-copy.attest`)
await save()
await library.close()
const again = await openLibrary(path)
const problems = await again.doctor()
console.log(
  problems.length > 0 ? JSON.stringify(problems) : `revision ${(await again.briefings.get(id)).revision}`,
)
await again.close()
