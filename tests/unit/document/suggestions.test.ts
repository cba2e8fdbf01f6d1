import { describe, expect, it } from 'vitest'
import { runChecks } from '../../../shared/checks/index.ts'
import type { Block } from '../../../shared/document/block.ts'
import { captionNumbers } from '../../../shared/document/captions.ts'
import { writeMarkdown } from '../../../shared/document/markdown/index.ts'
import { statisticsOf } from '../../../shared/document/statistics.ts'
import { hasSuggestions, project, settle, suggestionsIn } from '../../../shared/document/suggestions.ts'
import { newBriefing } from '../../../shared/document/templates.ts'
import { allText, blockText, citationsOf, plainText, quotationsOf } from '../../../shared/document/walk.ts'
import { lineOf } from '../../../shared/spelling/prose.ts'
import { idOf } from '../editor/notation.ts'

const stamp = (label: string) => ({ id: idOf(label), by: 'R. Hale', at: '2026-03-04T09:00:00.000Z' })
const target = { type: 'quote' as const, id: idOf('quote') }
const cited = { revision: 1, sha256: 'b'.repeat(64) }
const citation = (id: string, more: object = {}) => ({
  type: 'citation' as const,
  id: idOf(id),
  items: [{ target, cited }],
  children: [{ text: '' as const }] as [{ text: '' }],
  ...more,
})

/** Two paragraphs of which one word is exchanged, a citation goes, one line is cut in two and a divider comes in. */
const blocks: Block[] = [
  {
    type: 'paragraph',
    id: idOf('a'),
    children: [
      { text: 'Exports ' },
      { text: 'fell', deleted: stamp('word') },
      { text: 'rose', inserted: stamp('word') },
      { text: ' in March.' },
      citation('gone', { deleted: stamp('cite') }),
      { text: '' },
    ],
  },
  {
    type: 'paragraph',
    id: idOf('b'),
    suggested: { act: 'break', ...stamp('cut') },
    children: [{ text: ' Nobody said why.' }],
  },
  {
    type: 'divider',
    id: idOf('d'),
    suggested: { act: 'insert', ...stamp('rule') },
    children: [{ text: '' }],
  },
  {
    type: 'paragraph',
    id: idOf('c'),
    children: [
      { text: 'The ' },
      {
        type: 'quotation',
        id: idOf('q'),
        target,
        cited,
        children: [{ text: 'licence ' }, { text: 'now ', deleted: stamp('now') }, { text: 'holds' }],
      },
      { text: '.' },
    ],
  },
]

describe('a briefing with suggestions', () => {
  it('reads as if all were accepted, or as it was', () => {
    expect(project(blocks, 'final').map(allText)).toEqual(
      ['Exports rose in March.\n', ' Nobody said why.\n', '\n', 'The “licence holds”.\n'].map((text) =>
        text.replace(/\n$/u, ''),
      ),
    )
    expect(project(blocks, 'original').map(allText)).toEqual([
      'Exports fell in March. Nobody said why.',
      'The “licence now holds”.',
    ])
    expect(
      project(blocks, 'original')
        .flatMap(citationsOf)
        .map(({ id }) => id),
    ).toEqual([idOf('gone')])
    expect([...project(blocks, 'final'), ...project(blocks, 'original')].some(hasSuggestions)).toBe(false)
  })

  it('is read block by block as if all were accepted', () => {
    expect(blocks.map(blockText)).toEqual(project(blocks, 'final').map(blockText))
    expect(blocks.flatMap(citationsOf)).toEqual([])
    expect(blocks.flatMap(quotationsOf).map(({ words }) => words)).toEqual(['licence holds'])
    expect(plainText([{ text: 'a' }, { text: 'b', deleted: stamp('x') }])).toBe('a')
    expect(
      lineOf({ children: [{ text: 'li' }, { text: 'xx', deleted: stamp('x') }, { text: 'cence' }] }).text,
    ).toBe('licence')
    expect(statisticsOf(blocks).words).toBe(statisticsOf(project(blocks, 'final')).words)
  })

  it('lists each suggestion once, a word and the one for it as one', () => {
    expect(suggestionsIn(blocks).map(({ id, inserted, deleted }) => [id, inserted, deleted])).toEqual([
      [idOf('word'), 'rose', 'fell'],
      [idOf('cite'), '', '[citation]'],
      [idOf('cut'), '¶', ''],
      [idOf('rule'), '[divider]', ''],
      [idOf('now'), '', 'now '],
    ])
  })

  it('settles one and leaves the others as they are', () => {
    const one = settle(blocks, ({ id }) => (id === idOf('word') ? 'reject' : 'keep'))
    expect(blockText(one[0] as Block)).toBe('Exports fell in March.')
    expect(one.slice(1)).toEqual(blocks.slice(1))
    expect(one[1]).toBe(blocks[1])
    expect(suggestionsIn(one)).toHaveLength(4)
  })

  it('names no suggestion in what leaves, and each of them among the findings', () => {
    const { header } = newBriefing('blank', 'Exports', '2026-03-05')
    const written = writeMarkdown({ header, blocks }, new Map())
    expect(written).toContain('Exports rose in March.')
    expect(written).not.toMatch(/fell|Hale|now /u)
    const found = runChecks({ header, blocks, entities: new Map(), verifications: new Map() })
    expect(
      found.filter(({ check }) => check === 'suggestion-open').map(({ message, block }) => [message, block]),
    ).toEqual([
      ['R. Hale suggests “rose” for “fell”', idOf('a')],
      ['R. Hale suggests to take out “[citation]”', idOf('a')],
      ['R. Hale suggests to put in “¶”', idOf('b')],
      ['R. Hale suggests to put in “[divider]”', idOf('d')],
      ['R. Hale suggests to take out “now”', idOf('c')],
    ])
  })

  it('gives a table that is to go no number', () => {
    const table = (id: string, more: object = {}): Block => ({
      type: 'table',
      id: idOf(id),
      children: [
        { type: 'table-caption', children: [{ text: 'Carriers' }] },
        { type: 'table-row', children: [{ type: 'table-cell', children: [{ text: '1' }] }] },
      ],
      ...more,
    })
    const both = [table('t1', { suggested: { act: 'delete', ...stamp('t') } }), table('t2')]
    expect([...captionNumbers(both)].map(([id, { number }]) => [id, number])).toEqual([[idOf('t2'), 1]])
  })

  it('lets a nested list follow its line into the item before', () => {
    const item = (id: string, text: string, more: object = {}, below: object[] = []) => ({
      type: 'list-item',
      id: idOf(`i${id}`),
      children: [{ type: 'paragraph', id: idOf(id), children: [{ text }], ...more }, ...below],
    })
    const under = { type: 'list', id: idOf('under'), ordered: false, children: [item('z', 'deep')] }
    const list = {
      type: 'list',
      id: idOf('list'),
      ordered: false,
      children: [
        item('x', 'one '),
        item('y', 'two', { suggested: { act: 'break', ...stamp('cut') } }, [under]),
      ],
    } as unknown as Block
    const [back] = project([list], 'original')
    expect(back).toMatchObject({
      children: [
        {
          id: idOf('ix'),
          children: [{ id: idOf('x'), children: [{ text: 'one two' }] }, { id: idOf('under') }],
        },
      ],
    })
  })
})
