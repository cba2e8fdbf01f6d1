import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Block } from '../../../shared/document/block.ts'
import { compareBlocks } from '../../../shared/document/compare.ts'
import { mintId } from '../../../shared/model/identity.ts'

const ids = Array.from({ length: 8 }, mintId)
const paragraph = (at: number, text: string): Block => ({
  type: 'paragraph',
  id: ids[at] ?? '',
  children: [{ text }],
})
const cited = (at: number, id: string, locator: string): Block => ({
  type: 'paragraph',
  id: ids[at] ?? '',
  children: [
    { text: 'Words ' },
    {
      type: 'citation',
      id,
      items: [{ target: { type: 'source', id: ids[7] ?? '' }, cited: null, locator }],
      children: [{ text: '' }],
    },
    { text: '' },
  ],
})

it('tells changed words, added, removed and moved paragraphs apart', () => {
  const { blocks } = compareBlocks(
    [
      paragraph(0, 'One stays.'),
      paragraph(1, 'The old words.'),
      paragraph(2, 'Goes.'),
      paragraph(3, 'Last.'),
    ],
    [
      paragraph(3, 'Last.'),
      paragraph(0, 'One stays.'),
      paragraph(1, 'The new words.'),
      paragraph(4, 'Comes.'),
    ],
  )
  expect(blocks.map(({ id, kind, moved }) => [ids.indexOf(id), kind, moved])).toEqual([
    [3, 'added', true],
    [0, 'same', false],
    [1, 'changed', false],
    [4, 'added', false],
    [2, 'removed', false],
    [3, 'removed', true],
  ])
  expect(blocks[2]?.parts).toEqual([
    { kind: 'same', text: 'The ' },
    { kind: 'source', text: 'old' },
    { kind: 'memo', text: 'new' },
    { kind: 'same', text: ' words.' },
  ])
})

it('lists citations that came, went or cite another place', () => {
  const [stays, goes, comes] = [mintId(), mintId(), mintId()]
  const { citations } = compareBlocks(
    [cited(0, stays, '3'), cited(1, goes, '5')],
    [cited(0, stays, '4'), cited(2, comes, '6')],
  )
  expect(citations.map(({ id, kind }) => [id, kind])).toEqual([
    [stays, 'changed'],
    [comes, 'added'],
    [goes, 'removed'],
  ])
})

it('loses no word of either state, whatever was done', () => {
  const state = fc
    .uniqueArray(fc.record({ at: fc.nat(6), text: fc.constantFrom('a b', 'a c', 'b', 'c d e') }), {
      selector: ({ at }) => at,
    })
    .map((list) => list.map(({ at, text }) => paragraph(at, text)))
  fc.assert(
    fc.property(state, state, (before, after) => {
      const { blocks } = compareBlocks(before, after)
      const side = (kind: 'source' | 'memo', skip: 'added' | 'removed') =>
        blocks
          .filter((block) => block.kind !== skip)
          .map(({ id, parts }) =>
            paragraph(
              ids.indexOf(id),
              parts
                .filter((part) => part.kind === 'same' || part.kind === kind)
                .map(({ text }) => text)
                .join(''),
            ),
          )
      expect(side('source', 'added')).toEqual(before)
      expect(side('memo', 'removed')).toEqual(after)
    }),
  )
})
