import fc from 'fast-check'
import { Editor, Node, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { insertBlocks, takesTextOnly } from '../../../renderer/editor/clipboardInsert.ts'
import { insertBreakBlock } from '../../../renderer/editor/core/blocks.ts'
import { citationNode, insertInlines, removeNode, setWords } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { copiedBlocks, figureOf, insertFigures } from '../../../renderer/editor/core/figures.ts'
import { findAll } from '../../../renderer/editor/core/find.ts'
import { insertFootnote, leaveFootnote } from '../../../renderer/editor/core/notes.ts'
import type { Pattern } from '../../../renderer/editor/core/pattern.ts'
import { replaceHits } from '../../../renderer/editor/core/replace.ts'
import { setSuggesting } from '../../../renderer/editor/core/suggesting/mode.ts'
import { settleIn } from '../../../renderer/editor/core/suggesting/settling.ts'
import { insertTable } from '../../../renderer/editor/core/tables/inserting.ts'
import { removeRows } from '../../../renderer/editor/core/tables/rowsColumns.ts'
import { type Block, blockSchema } from '../../../shared/document/block.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import { hasSuggestions, project, settle, suggestionsIn } from '../../../shared/document/suggestions.ts'
import { allText, quotationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { arbitraryBlocks } from './suggestingBlocks.ts'

const target = { type: 'quote' as const, id: mintId() }
const cited = { revision: 1, sha256: 'b'.repeat(64) }

/** What a person does with words, citations and blocks: all of it becomes suggestions. */
const step = fc.record({
  act: fc.constantFrom(
    'type',
    'type',
    'enter',
    'backspace',
    'backspace',
    'word',
    'delete',
    'fragment',
    'fragment',
    'over',
    'footnote',
    'leave',
    'divider',
    'figure',
    'table',
    'row',
    'cite',
    'quote',
    'copy',
    'paste',
    'words',
    'remove',
    'replace',
    'soft',
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom('a', 'e', 'é', 'x', ',', '😀') }),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

function pointAt(editor: Editor, share: number) {
  const points = [...Editor.positions(editor, { at: [], voids: false })]
  return points[Math.min(points.length - 1, Math.floor(share * points.length))] ?? Editor.start(editor, [])
}

const everyE: Pattern = {
  find: (text: string) =>
    [...text.matchAll(/e+/gu)].map(({ index, 0: found }) => ({
      start: index,
      end: index + found.length,
      groups: [],
    })),
} as unknown as Pattern

function take(editor: Editor, { act, at, to, text }: Step): void {
  const anchor = pointAt(editor, at)
  const ranged = ['fragment', 'over', 'copy', 'paste', 'replace'].includes(act)
  Transforms.select(editor, ranged ? { anchor, focus: pointAt(editor, to) } : anchor)
  const first = (editor.children as Block[]).flatMap(quotationsOf)[0]
  switch (act) {
    case 'type':
    case 'over':
      editor.insertText(text)
      return
    case 'enter':
      editor.insertBreak()
      return
    case 'soft':
      editor.insertSoftBreak()
      return
    case 'backspace':
      editor.deleteBackward('character')
      return
    case 'word':
      editor.deleteBackward('word')
      return
    case 'delete':
      editor.deleteForward('character')
      return
    case 'fragment':
      editor.deleteFragment()
      return
    case 'footnote':
      insertFootnote(editor)
      return
    case 'leave':
      leaveFootnote(editor)
      return
    case 'divider':
      insertBreakBlock(editor, 'divider')
      return
    case 'figure':
      insertFigures(editor, [
        figureOf({ sha256: 'a'.repeat(64), mediaType: 'image/png', width: 40, height: 30 }),
      ])
      return
    case 'table':
      insertTable(editor, 2, 2)
      return
    case 'row':
      removeRows(editor)
      return
    case 'cite':
      insertInlines(editor, anchor, [citationNode([{ target, cited }])])
      return
    case 'quote':
      insertInlines(editor, anchor, [
        { type: 'quotation', id: mintId(), target, cited, children: [{ text }] },
        { text: ' ' },
        citationNode([{ target, cited }]),
      ])
      return
    case 'copy':
      if (takesTextOnly(editor)) return
      insertBlocks(editor, project(copiedBlocks(editor), 'final') as Block[])
      return
    case 'paste': {
      const copied = project(copiedBlocks(editor), 'final') as Block[]
      Transforms.collapse(editor)
      if (takesTextOnly(editor)) return
      insertBlocks(editor, copied)
      return
    }
    case 'words':
      if (first) setWords(editor, first.id, text)
      return
    case 'remove':
      if (first) removeNode(editor, first.id)
      return
    case 'replace': {
      replaceHits(editor, findAll(editor, everyE), () => text)
      return
    }
  }
}

/** How an empty run looks is nothing that anybody sees. */
const bare = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'text' in value && value.text === '' ? { text: '' } : value

/**
 * Every line of words and every block without any, in order, as it is known and with what it holds; whether it is a heading
 * is how it looks, which is changed at once, and paragraphs without words are nothing that is read.
 */
function unitsOf(blocks: readonly Block[]): unknown[] {
  // A view of the same blocks: what is empty between two of them is put in by the editor only.
  const editor = createPlainEditor(structuredClone(blocks) as Block[])
  Editor.normalize(editor, { force: true })
  return [...Node.nodes(editor)].flatMap(([node]) => {
    if (Editor.isEditor(node) || 'text' in node) return []
    if (editor.isInline(node)) return []
    const own = node.children.every((child) => 'text' in child || editor.isInline(child))
    if (
      (node.type === 'paragraph' || node.type === 'heading') &&
      Node.string(node) === '' &&
      node.children.length === 1
    )
      return []
    if (!own) return []
    const type = node.type === 'heading' ? 'paragraph' : node.type
    return [JSON.parse(JSON.stringify([type, 'id' in node ? node.id : '', node.children], bare))]
  })
}

function start(blocks: readonly Block[]): Editor {
  const editor = createPlainEditor(structuredClone(blocks) as Block[])
  Editor.normalize(editor, { force: true })
  editor.history = { undos: [], redos: [] }
  let tick = 0
  setSuggesting(editor, {
    by: 'R. Hale',
    now: () => new Date(Date.UTC(2026, 0, 1) + (tick++ % 3) * 700_000).toISOString(),
    refuse: () => undefined,
  })
  return editor
}

const line = (children: Paragraph['children'] = [{ text: '' }]): Paragraph => ({
  type: 'paragraph',
  id: mintId(),
  children,
})
const act = (name: Step['act'], at: number, to = 0): Step => ({ act: name, at, to, text: 'a' })

/** What random acts have found once. */
const found: [Block[], Step[]][] = [
  // A table taken out with a line that was only suggested left the caret where that line had been.
  [
    [
      { type: 'callout', id: mintId(), variant: 'note', children: [line()] },
      {
        type: 'table',
        id: mintId(),
        children: [
          {
            type: 'table-row',
            children: [
              { type: 'table-cell', children: [{ text: 'q' }] },
              { type: 'table-cell', children: [{ text: 'l' }] },
            ],
          },
        ],
      },
      line(),
    ],
    [act('enter', 0), act('copy', 0.999)],
  ],
  // Code that was only suggested became a paragraph that was not.
  [
    [{ type: 'code-block', id: mintId(), children: [{ text: '' }] }, line()],
    [act('copy', 0, 0.5), act('type', 0), act('backspace', 0)],
  ],
  // A link that a break had divided was two links when the break was rejected.
  [[line([{ type: 'link', url: 'https://example.org', children: [{ text: 'aa' }] }])], [act('soft', 0.5)]],
  // An item that was only suggested got a paragraph that was not, before the list that was left in it.
  [
    [
      {
        type: 'list',
        id: mintId(),
        ordered: true,
        children: [
          {
            type: 'list-item',
            id: mintId(),
            children: [
              line([{ type: 'link', url: 'https://example.org', children: [{ text: 'l' }] }]),
              {
                type: 'list',
                id: mintId(),
                ordered: false,
                children: [{ type: 'list-item', id: mintId(), children: [line()] }],
              },
            ],
          },
        ],
      },
    ],
    [act('paste', 0, 0.8), act('backspace', 0), act('delete', 0)],
  ],
]

describe('any sequence of acts while suggesting', () => {
  it('leaves the text that was there as it was', () => {
    fc.assert(
      fc.property(arbitraryBlocks, fc.array(step, { maxLength: 25 }), (blocks, steps) => {
        const editor = start(blocks)
        const before = unitsOf(editor.children as Block[])
        for (const each of steps) take(editor, each)
        expect(unitsOf(project(editor.children as Block[], 'original'))).toEqual(before)
      }),
      { numRuns: 200, examples: found },
    )
  })

  it('leaves a valid document that is undone to the beginning', () => {
    fc.assert(
      fc.property(arbitraryBlocks, fc.array(step, { maxLength: 25 }), (blocks, steps) => {
        const editor = start(blocks)
        const before = structuredClone(editor.children)
        for (const each of steps) take(editor, each)
        const ids = new Set<string>()
        for (const [node] of Node.nodes(editor)) {
          if (!('id' in node) || typeof node.id !== 'string') continue
          expect(ids.has(node.id), node.id).toBe(false)
          ids.add(node.id)
        }
        for (const block of editor.children as Block[])
          expect(blockSchema.safeParse(block).error?.message, JSON.stringify(block)).toBeUndefined()
        while (editor.history.undos.length > 0) editor.undo()
        expect(editor.children).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it('is accepted to what its readers read, and rejected to what was there', () => {
    fc.assert(
      fc.property(arbitraryBlocks, fc.array(step, { maxLength: 25 }), (blocks, steps) => {
        const editor = start(blocks)
        const before = unitsOf(editor.children as Block[])
        for (const each of steps) take(editor, each)
        const written = structuredClone(editor.children) as Block[]
        const final = project(written, 'final')
        expect(final.some(hasSuggestions)).toBe(false)
        settleIn(editor, () => 'accept')
        if (final.length > 0) expect(unitsOf(editor.children as Block[])).toEqual(unitsOf(final))
        else expect((editor.children as Block[]).map(allText).join('').trim()).toBe('')
        if (written.some(hasSuggestions)) editor.undo()
        expect(editor.children).toEqual(written)
        settleIn(editor, () => 'reject')
        expect(unitsOf(editor.children as Block[])).toEqual(before)
      }),
      { numRuns: 100 },
    )
  })

  it('can be settled one by one, in any order, to the same', () => {
    fc.assert(
      fc.property(
        arbitraryBlocks,
        fc.array(step, { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        (blocks, steps, order) => {
          const editor = start(blocks)
          for (const each of steps) take(editor, each)
          let one = structuredClone(editor.children) as Block[]
          const final = project(one, 'final')
          for (let left = suggestionsIn(one); left.length > 0; left = suggestionsIn(one)) {
            const [at] = order.take(1)
            const { id } = left[(at ?? 0) % left.length] ?? { id: '' }
            const next = settle(one, (stamp) => (stamp.id === id ? 'accept' : 'keep'))
            expect(suggestionsIn(next).some((each) => each.id === id)).toBe(false)
            one = next
          }
          // Of lines that became one, which lends its id depends on the order; the words do not.
          const read = (blocks: readonly Block[]) =>
            unitsOf(blocks).map((unit) => {
              const [type, id, words] = unit as [string, string, unknown]
              return [type, type === 'paragraph' ? '' : id, words]
            })
          expect(read(one)).toEqual(final.length > 0 ? read(final) : read(one))
          expect(one.length === 0).toBe(final.length === 0)
        },
      ),
      { numRuns: 100 },
    )
  })
})
