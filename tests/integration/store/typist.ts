/*
 * Types into the one briefing of a library and imports documents at the same time, as fast as it can, until killed.
 * Says each thing on stdout once the store has acknowledged it: `s REVISION` and `d NUMBER`.
 *
 *   node typist.ts FILE FIRST_DOCUMENT
 */
import { writeSync } from 'node:fs'
import { openLibrary } from '../../../main/store/open.ts'
import { document } from './captured.ts'
import { apply, articleText, editFor } from './edits.ts'

const [path = '', firstDocument = '0'] = process.argv.slice(2)
const library = await openLibrary(path)
const [briefing] = await library.briefings.list()
if (!briefing) throw new Error('no briefing')
const opened = await library.briefings.get(briefing.id)
library.briefings.acquire(briefing.id, 'typist')
writeSync(1, 'ready\n')

async function type(): Promise<void> {
  let { blocks, revision } = opened
  for (;;) {
    const { blocks: next, change } = apply(blocks, editFor(revision + 1))
    const saved = await library.briefings.save({ briefingId: opened.id, baseRevision: revision, ...change })
    writeSync(1, `s ${saved.revision}\n`)
    blocks = next
    revision = saved.revision
  }
}

async function gather(): Promise<void> {
  for (let n = Number(firstDocument); ; n++) {
    await library.sources.capture(document(articleText(n), { fileName: `${n}.txt` }))
    writeSync(1, `d ${n}\n`)
  }
}

/** Versions and search are looked after while typing goes on, as the app does. */
async function tidy(): Promise<void> {
  for (;;) await library.tidy()
}

await Promise.all([type(), gather(), tidy()])
