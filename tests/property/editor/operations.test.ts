import fc from 'fast-check'
import { Editor, Node, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { insertBlocks } from '../../../renderer/editor/clipboardInsert.ts'
import {
  insertBreakBlock,
  setLine,
  setPortion,
  toggleCallout,
  toggleCode,
} from '../../../renderer/editor/core/blocks.ts'
import {
  citationNode,
  insertInlines,
  makeParaphrase,
  setWords,
} from '../../../renderer/editor/core/citing.ts'
import { commentable, markComment, unmarkComment } from '../../../renderer/editor/core/comments.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import {
  changeFigure,
  copiedBlocks,
  figureAt,
  figureOf,
  insertFigures,
} from '../../../renderer/editor/core/figures.ts'
import { indentItem, liftItem, toggleCheck, toggleList } from '../../../renderer/editor/core/lists.ts'
import { toggleMark } from '../../../renderer/editor/core/marks.ts'
import { insertFootnote, leaveFootnote } from '../../../renderer/editor/core/notes.ts'
import { withNewIds } from '../../../renderer/editor/core/schema.ts'
import { type Block, blockSchema, readBlock, storedBlock } from '../../../shared/document/block.ts'
import { newBriefing } from '../../../shared/document/templates.ts'
import { quotationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'

const target = { type: 'quote' as const, id: mintId() }
const cited = { revision: 1, sha256: 'b'.repeat(64) }
const threads = [mintId(), mintId(), mintId()]
const quotation = (words: string) => ({
  type: 'quotation' as const,
  id: mintId(),
  target,
  cited,
  children: [{ text: words }],
})

/** One step a person may take; `at` picks a place by its share of the document. */
const step = fc.record({
  act: fc.constantFrom(
    'type',
    'space',
    'hash',
    'dash',
    'enter',
    'backspace',
    'delete',
    'select',
    'bold',
    'superscript',
    'list',
    'numbers',
    'checks',
    'tick',
    'code',
    'footnote',
    'leave',
    'indent',
    'lift',
    'heading',
    'paragraph',
    'bottom-line',
    'note',
    'divider',
    'figure',
    'describe',
    'copy',
    'portion',
    'cite',
    'quote',
    'paste',
    'paraphrase',
    'words',
    'comment',
    'uncomment',
    'undo',
    'redo',
  ),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  text: fc.string({ minLength: 1, maxLength: 6, unit: 'grapheme' }).filter((text) => !text.includes('\n')),
})

function pointAt(editor: Editor, share: number) {
  const points = [...Editor.positions(editor, { at: [], voids: false })]
  return points[Math.min(points.length - 1, Math.floor(share * points.length))] ?? Editor.start(editor, [])
}

function take(
  editor: Editor,
  { act, at, to, text }: typeof step extends fc.Arbitrary<infer Step> ? Step : never,
): void {
  if (act !== 'undo' && act !== 'redo') {
    const anchor = pointAt(editor, at)
    Transforms.select(editor, act === 'select' ? { anchor, focus: pointAt(editor, to) } : anchor)
    if (
      ['bold', 'superscript', 'list', 'delete', 'heading', 'bottom-line', 'comment'].includes(act) &&
      to > 0.5
    ) {
      Transforms.select(editor, { anchor, focus: pointAt(editor, to) })
    }
  }
  const first = (editor.children as Block[]).flatMap(quotationsOf)[0]
  switch (act) {
    case 'type':
      editor.insertText(text)
      return
    case 'space':
      editor.insertText(' ')
      return
    case 'hash':
      editor.insertText('# ')
      return
    case 'dash':
      editor.insertText('-')
      return
    case 'enter':
      editor.insertBreak()
      return
    case 'backspace':
      editor.deleteBackward('character')
      return
    case 'delete':
      Transforms.delete(editor)
      return
    case 'select':
      return
    case 'bold':
      toggleMark(editor, 'bold')
      return
    case 'superscript':
      toggleMark(editor, 'superscript')
      return
    case 'list':
      toggleList(editor, 'bullets')
      return
    case 'numbers':
      toggleList(editor, 'numbers')
      return
    case 'checks':
      toggleList(editor, 'checks')
      return
    case 'code':
      toggleCode(editor)
      return
    case 'tick':
      toggleCheck(editor)
      return
    case 'footnote':
      insertFootnote(editor)
      return
    case 'leave':
      leaveFootnote(editor)
      return
    case 'indent':
      indentItem(editor)
      return
    case 'lift':
      liftItem(editor)
      return
    case 'heading':
      setLine(editor, { type: 'heading', level: 2 })
      return
    case 'paragraph':
      setLine(editor, { type: 'paragraph' })
      return
    case 'bottom-line':
      toggleCallout(editor, 'bottom-line')
      return
    case 'note':
      toggleCallout(editor, 'note')
      return
    case 'divider':
      insertBreakBlock(editor, 'divider')
      return
    case 'figure':
      insertFigures(editor, [
        figureOf({ sha256: 'a'.repeat(64), mediaType: 'image/png', width: 40, height: 30 }),
      ])
      return
    case 'describe': {
      const figure = figureAt(editor)
      if (figure) changeFigure(editor, figure[1], { alt: text, width: to * 120, decorative: to > 0.5 })
      return
    }
    case 'copy':
      insertBlocks(editor, copiedBlocks(editor))
      return
    case 'portion':
      setPortion(editor, to > 0.5 ? '(U)' : '')
      return
    case 'cite':
      insertInlines(editor, pointAt(editor, at), [citationNode([{ target, cited }])])
      return
    case 'quote':
      insertInlines(editor, pointAt(editor, at), [
        quotation(text),
        { text: ' ' },
        citationNode([{ target, cited }]),
      ])
      return
    case 'paste':
      Transforms.insertFragment(editor, editor.children.slice(0, 2).map(withNewIds))
      return
    case 'paraphrase':
      if (first) makeParaphrase(editor, first.id)
      return
    case 'words':
      if (first) setWords(editor, first.id, text)
      return
    case 'comment': {
      const range = commentable(editor)
      if (range) markComment(editor, range, threads[text.length % threads.length] ?? '')
      return
    }
    case 'uncomment':
      unmarkComment(editor, threads[text.length % threads.length] ?? '')
      return
    case 'undo':
      editor.undo()
      return
    case 'redo':
      editor.redo()
      return
  }
}

function start(): Editor {
  const { blocks } = newBriefing('decision-memo', 'Cable permits', null)
  const editor = createPlainEditor(blocks)
  Editor.normalize(editor, { force: true })
  editor.history = { undos: [], redos: [] }
  Transforms.select(editor, Editor.start(editor, []))
  return editor
}

const ids = (editor: Editor): string[] =>
  [...Node.nodes(editor)].flatMap(([node]) => ('id' in node && typeof node.id === 'string' ? [node.id] : []))

describe('any sequence of acts', () => {
  it('leaves a valid document whose ids are each there once, and can be saved and read back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const editor = start()
        for (const each of steps) take(editor, each)
        for (const block of editor.children as Block[]) {
          const parsed = blockSchema.safeParse(block)
          expect(parsed.error?.message, JSON.stringify(block)).toBeUndefined()
          expect(readBlock(JSON.parse(JSON.stringify(storedBlock(block))), 1)).toEqual(block)
        }
        const all = ids(editor)
        expect(new Set(all).size).toBe(all.length)
      }),
      { numRuns: 150 },
    )
  })

  it('is undone to the beginning and redone to the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const editor = start()
        const before = structuredClone(editor.children)
        for (const each of steps) if (each.act !== 'undo' && each.act !== 'redo') take(editor, each)
        const after = structuredClone(editor.children)
        let undone = 0
        while (editor.history.undos.length > 0 && undone < 1000) {
          editor.undo()
          undone += 1
        }
        expect(editor.children).toEqual(before)
        while (editor.history.redos.length > 0) editor.redo()
        expect(editor.children).toEqual(after)
      }),
      { numRuns: 100 },
    )
  })
})
