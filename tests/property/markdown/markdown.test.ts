import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Block, blockSchema } from '../../../shared/document/block.ts'
import { bindKeys, readMarkdown, writeMarkdown } from '../../../shared/document/markdown/index.ts'
import { briefing, entities, entityMap, words } from './arbitraries.ts'

const resolve = (key: string) => entities.find((entity) => entity.key === key)

/** Blocks without their ids, which Markdown does not hold. */
const withoutIds = (blocks: readonly Block[]): unknown =>
  JSON.parse(
    JSON.stringify(blocks, function (this: unknown, name, value) {
      // The id of a target is no id of a node.
      const isTarget =
        typeof this === 'object' &&
        this !== null &&
        !('children' in this) &&
        'type' in this &&
        !('original' in this)
      return name === 'id' && !isTarget ? undefined : value
    }),
  )

function read(markdown: string) {
  const draft = readMarkdown(markdown)
  expect(draft.problems).toEqual([])
  const bound = bindKeys(draft, resolve)
  expect(bound.problems).toEqual([])
  return { header: draft.header, blocks: bound.blocks }
}

describe('Markdown', () => {
  it('gives back every briefing it can hold, and the same text again', () => {
    fc.assert(
      fc.property(briefing, (given) => {
        const markdown = writeMarkdown(given, entityMap)
        const again = read(markdown)
        expect(again.header).toEqual(given.header)
        expect(withoutIds(again.blocks)).toEqual(withoutIds(given.blocks))
        expect(writeMarkdown(again, entityMap)).toBe(markdown)
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 600) },
    )
  })

  it('reads any text without throwing, into blocks that can be stored', () => {
    const anyText = fc.oneof(
      fc.array(words, { maxLength: 12 }).map((parts) => parts.join('\n')),
      fc
        .array(words, { maxLength: 12 })
        .map((parts) => `---\n${parts.join('\n')}\n---\n${parts.join('\n\n')}`),
      fc.string({ unit: 'binary', maxLength: 200 }),
    )
    fc.assert(
      fc.property(anyText, (text) => {
        const draft = readMarkdown(text)
        const lines = text.split(/\r\n|\n|\r/u).length
        for (const problem of draft.problems) {
          expect(problem.line).toBeGreaterThanOrEqual(1)
          expect(problem.line).toBeLessThanOrEqual(lines)
        }
        for (const block of draft.blocks) expect(blockSchema.safeParse(block).success).toBe(true)
        bindKeys(draft, resolve)
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 2000) },
    )
  })

  it('settles: what was read from any text is written and read as the same', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 8 }).map((parts) => parts.join('\n')),
        (text) => {
          const draft = readMarkdown(text)
          const bound = bindKeys(draft, resolve)
          fc.pre(draft.problems.length === 0 && bound.problems.length === 0)
          const once = writeMarkdown({ header: draft.header, blocks: bound.blocks }, entityMap)
          expect(writeMarkdown(read(once), entityMap)).toBe(once)
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 2000) },
    )
  })
})
