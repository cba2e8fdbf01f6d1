import { stat } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { header, library, paragraph } from './written.ts'

/** DESIGN §9. */
const GOAL = 16 * 1024

it.each([100, 10_000])('writes at most 16 KiB for one keystroke among %i blocks', async (count) => {
  const made = await library()
  const blocks = Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? paragraph('word '.repeat(60))
      : paragraph('word '.repeat(60), { type: 'claim', id: mintId() }),
  )
  const { id } = await made.briefings.create({ header: header('Memo'), blocks })
  // Closed and opened again: the log begins empty, and is not yet long enough to be folded in.
  await made.close()
  const desk = await openLibrary(made.path)
  onTestFinished(() => desk.close())
  const log = `${desk.path}-wal`
  const written: number[] = []
  let revision = 1
  let block = blocks[count / 2 + 1] as Paragraph
  for (let key = 0; key < 100; key++) {
    const [first, ...rest] = block.children
    block = { ...block, children: [{ text: `${first && 'text' in first ? first.text : ''}x` }, ...rest] }
    const before = (await stat(log)).size
    revision = (
      await desk.briefings.save({ briefingId: id, baseRevision: revision, upserts: [block], removals: [] })
    ).revision
    written.push((await stat(log)).size - before)
  }
  written.sort((a, b) => a - b)
  expect(written[0]).toBeGreaterThan(0)
  expect(written[50]).toBeLessThanOrEqual(GOAL)
})
