import { statSync } from 'node:fs'
import { createLibrary, openLibrary } from '../../main/store/open.ts'
import { emptyHeader } from '../../shared/document/header.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import { mintId } from '../../shared/model/identity.ts'
import { type Bench, bytes, median, ms, quantile, timed } from './bench.ts'
import { inFolder } from './temporary.ts'
import { randomFrom, sentence } from './words.ts'

const keystrokes = 150

/** One keystroke's save in a briefing of `blocks` paragraphs, again and again. */
const measure = (blocks: number): Promise<{ wal: number[]; durable: number[] }> =>
  inFolder(async (at) => {
    const random = randomFrom(blocks)
    const paragraphs = Array.from(
      { length: blocks },
      (_, i): Paragraph => ({
        type: 'paragraph',
        id: mintId(),
        children: [{ text: Array.from({ length: 4 }, () => sentence(random, i)).join(' ') }],
      }),
    )
    const made = await createLibrary(at('save.attest'))
    const { id } = await made.briefings.create({
      header: { ...emptyHeader, subject: 'Save' },
      blocks: paragraphs,
    })
    // Closing empties the log, so that its growth is what a save writes.
    await made.close()
    const library = await openLibrary(at('save.attest'))
    try {
      let { revision } = await library.briefings.get(id)
      const logSize = (): number => statSync(at('save.attest-wal'), { throwIfNoEntry: false })?.size ?? 0
      const wal: number[] = []
      const durable: number[] = []
      for (let i = 0; i < keystrokes; i++) {
        const at = Math.floor(random() * blocks)
        const block = paragraphs[at] as Paragraph
        const typed = { ...block, children: [{ text: `${(block.children[0] as { text: string }).text}x` }] }
        paragraphs[at] = typed
        const before = logSize()
        durable.push(
          await timed(async () => {
            ;({ revision } = await library.briefings.save({
              briefingId: id,
              baseRevision: revision,
              upserts: [typed],
              removals: [],
            }))
          }),
        )
        wal.push(logSize() - before)
      }
      // The first save grows an empty log by its header too; a log that was begun again does not grow.
      return { wal: wal.slice(1).filter((size) => size > 0), durable: durable.slice(1) }
    } finally {
      await library.close()
    }
  })

const bench: Bench = async () => {
  const rows: string[][] = []
  const medians: number[] = []
  for (const blocks of [100, 10_000]) {
    const { wal, durable } = await measure(blocks)
    medians.push(median(wal))
    rows.push([
      blocks.toLocaleString('en'),
      bytes(median(wal)),
      bytes(quantile(wal, 0.95)),
      ms(median(durable)),
      ms(quantile(durable, 0.95)),
    ])
  }
  const [small = 1, large = 1] = medians
  rows.push(['large : small', `${(large / small).toFixed(2)} ×`, '', '', ''])
  return {
    title: 'Saving one keystroke',
    how: `One changed paragraph of a briefing is saved ${keystrokes} times, one after the other. Bytes are what the write-ahead log grows by; durable is from the call until the answer, which comes after the disk was flushed. Goal: at most 16 KiB (median), the same at both sizes, durable within 1 s.`,
    head: ['paragraphs', 'WAL, median', 'WAL, p95', 'durable, median', 'durable, p95'],
    rows,
  }
}
export default bench
