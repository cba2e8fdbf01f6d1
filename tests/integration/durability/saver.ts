/*
 * Works at one library and says each answer on standard output, once it has it: one thing after the other, so that
 * whoever traces this process can tell which write belongs to which answer.
 *
 *   node saver.ts FOLDER [synchronous=NORMAL | synchronous=OFF | early]
 *
 * The mutants: a store that does not wait for the disk, and an answer that does not wait for the store.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { createExporter } from '../../../main/export/exporter.ts'
import { Connection } from '../../../main/store/database.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { document } from '../store/captured.ts'
import { apply, editFor } from '../store/edits.ts'

const [folder = '', mutant = ''] = process.argv.slice(2)
if (mutant.startsWith('synchronous=')) {
  const { exec } = Connection.prototype
  Connection.prototype.exec = function (sql) {
    return exec.call(this, sql.replace('synchronous = FULL', mutant.replace('=', ' = ')))
  }
}
const say = (answer: string): void => void writeSync(1, `${answer}\n`)

const library = await openLibrary(join(folder, 'desk.attest'))
const [first] = await library.briefings.list()
if (!first) throw new Error('no briefing')
let { blocks, revision } = await library.briefings.get(first.id)
for (let edit = 0; edit < 12; edit++) {
  const next = apply(blocks, { ...editFor(revision + 1), act: edit % 2 === 0 ? 'type' : 'add' })
  if (mutant === 'early') say(`edit ${revision + 1}`)
  ;({ revision } = await library.briefings.save({
    briefingId: first.id,
    baseRevision: revision,
    ...next.change,
  }))
  if (mutant !== 'early') say(`edit ${revision}`)
  blocks = next.blocks
}
for (let n = 0; n < 3; n++) {
  await library.sources.capture(document(`Article ${n}. `.repeat(500), { fileName: `${n}.txt` }))
  say(`import ${n}`)
}
await library.backup(join(folder, 'copy.attest'))
say('backup')
const typst = { compile: () => Promise.reject(new Error('not here')), warm: () => undefined }
const exporter = createExporter({
  library,
  typst: { ...typst, dispose: async () => undefined },
  now: Date.now,
})
await exporter.exportBriefing({ briefingId: first.id, format: 'md', path: join(folder, 'memo.md') })
say('export')
await library.close()
