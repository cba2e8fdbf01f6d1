import { Editor, Node, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { describe, expect, it } from 'vitest'
import { htmlOfBlocks, textOfBlocks } from '../../../renderer/editor/clipboardWrite.ts'
import {
  commentable,
  commentsAtCaret,
  commentsMarkedBy,
  leaveComments,
  markComment,
  rangeOfComment,
  unmarkComment,
} from '../../../renderer/editor/core/comments.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { toggleMark } from '../../../renderer/editor/core/marks.ts'
import { type Block, readBlock, storedBlock } from '../../../shared/document/block.ts'
import { commentedIn, withComments } from '../../../shared/document/comments.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { writeMarkdown } from '../../../shared/document/markdown/index.ts'
import { type Id, mintId } from '../../../shared/model/identity.ts'

const paragraph = (...texts: string[]): Block => ({
  type: 'paragraph',
  id: mintId(),
  children: texts.map((text) => ({ text })),
})
const start = (...lines: string[]): Editor => createPlainEditor(lines.map((line) => paragraph(line)))
/** The range of words that stand once in the text. */
function rangeOf(editor: Editor, words: string): Range {
  for (const [leaf, path] of Node.texts(editor)) {
    const at = leaf.text.indexOf(words)
    if (at >= 0) return { anchor: { path, offset: at }, focus: { path, offset: at + words.length } }
  }
  throw new Error(`not in one run: ${words}`)
}
const wordsOf = (editor: Editor, id: Id): string =>
  (editor.children as Block[])
    .flatMap(commentedIn)
    .filter((each) => each.id === id)
    .map(({ words }) => words)
    .join('|')
const blocks = (editor: Editor): Block[] => editor.children as Block[]

describe('the mark of a comment', () => {
  it('is on its words alone, through formatting, splits and merges, saving and reading', () => {
    const editor = start('The line failed at dawn, they say.', 'A second line.')
    const id = mintId()
    markComment(editor, rangeOf(editor, 'failed at dawn'), id)
    expect(wordsOf(editor, id)).toBe('failed at dawn')
    Transforms.select(editor, rangeOf(editor, 'at dawn'))
    toggleMark(editor, 'bold')
    Transforms.select(editor, Range.start(rangeOf(editor, 'at dawn')))
    editor.insertBreak()
    expect(wordsOf(editor, id)).toBe('failed |at dawn')
    Transforms.select(editor, Editor.start(editor, [1]))
    editor.deleteBackward('character')
    expect(wordsOf(editor, id)).toBe('failed at dawn')
    expect(Editor.string(editor, rangeOfComment(editor, id) ?? rangeOf(editor, 'second'))).toBe(
      'failed at dawn',
    )
    for (const block of blocks(editor))
      expect(readBlock(JSON.parse(JSON.stringify(storedBlock(block))), 1)).toEqual(block)
  })

  it('spans blocks, may lie over another, and is undone and redone as one act', () => {
    const editor = start('One two three.', 'Four five six.')
    const before = structuredClone(editor.children)
    const [outer, inner] = [mintId(), mintId()]
    markComment(
      editor,
      { anchor: Range.start(rangeOf(editor, 'three')), focus: Range.end(rangeOf(editor, 'Four five')) },
      outer,
    )
    const once = structuredClone(editor.children)
    markComment(editor, rangeOf(editor, 'Four'), inner)
    expect([wordsOf(editor, outer), wordsOf(editor, inner)]).toEqual(['three.|Four five', 'Four'])
    editor.undo()
    expect(editor.children).toEqual(once)
    editor.undo()
    expect(editor.children).toEqual(before)
    editor.redo()
    editor.redo()
    expect([wordsOf(editor, outer), wordsOf(editor, inner)]).toEqual(['three.|Four five', 'Four'])
    unmarkComment(editor, outer)
    expect([wordsOf(editor, outer), wordsOf(editor, inner)]).toEqual(['', 'Four'])
  })

  it('takes what is typed within it, and nothing of what is typed behind it', () => {
    const editor = start('It failed.')
    const id = mintId()
    markComment(editor, rangeOf(editor, 'failed'), id)
    Transforms.select(editor, Range.end(rangeOf(editor, 'fai')))
    leaveComments(editor)
    editor.insertText('x')
    expect(wordsOf(editor, id)).toBe('faixled')
    Transforms.select(editor, Range.end(rangeOf(editor, 'faixled')))
    leaveComments(editor)
    for (const letter of ' now') editor.insertText(letter)
    expect(wordsOf(editor, id)).toBe('faixled')
    expect(Editor.string(editor, [0])).toBe('It faixled now.')
  })

  it('is told apart from words that are deleted: only putting it on and off touches the thread', () => {
    const editor = start('It failed.')
    const id = mintId()
    const during = (act: () => void): Id[] => {
      const all: Editor['operations'] = []
      const { apply } = editor
      editor.apply = (operation) => {
        all.push(operation)
        apply(operation)
      }
      // What a person does next is an act of its own.
      HistoryEditor.withNewBatch(editor, act)
      editor.apply = apply
      return [...commentsMarkedBy(editor, all)]
    }
    expect(during(() => markComment(editor, rangeOf(editor, 'failed'), id))).toEqual([id])
    expect(during(() => Transforms.delete(editor, { at: rangeOf(editor, 'failed') }))).toEqual([])
    expect(wordsOf(editor, id)).toBe('')
    expect(during(() => editor.undo())).toEqual([])
    expect(wordsOf(editor, id)).toBe('failed')
    expect(during(() => editor.undo())).toEqual([id])
    expect(wordsOf(editor, id)).toBe('')
  })

  it('begins on the selection or the word at the caret, and not where there are no words', () => {
    const editor = start('The line’s end, here')
    const word = (offset: number): string => {
      Transforms.select(editor, { path: [0, 0], offset })
      const range = commentable(editor)
      return range ? Editor.string(editor, range) : ''
    }
    expect([word(5), word(8), word(0), word(20)]).toEqual(['line’s', 'line’s', 'The', 'here'])
    editor.children = [{ type: 'divider', id: mintId(), children: [{ text: '' }] }, paragraph('')] as never
    Transforms.select(editor, Editor.start(editor, [1]))
    expect(commentable(editor)).toBeNull()
    Transforms.select(editor, Editor.range(editor, []))
    expect(commentable(editor)).toBeNull()
    editor.selection = null
    expect([commentable(editor), commentsAtCaret(editor)]).toEqual([null, []])
  })
})

describe('words that are deleted', () => {
  it('leave no place behind, not even in the empty line, and what is typed there is new', () => {
    const editor = start('It failed.')
    const id = mintId()
    markComment(editor, Editor.range(editor, []), id)
    Transforms.select(editor, Editor.range(editor, []))
    Editor.deleteFragment(editor)
    expect([rangeOfComment(editor, id), blocks(editor).flatMap(commentedIn)]).toEqual([null, []])
    leaveComments(editor)
    editor.insertText('New')
    expect(blocks(editor).flatMap(commentedIn)).toEqual([])
    expect(Editor.string(editor, [])).toBe('New')
  })
})

describe('code', () => {
  it('takes no comment, and words that become code leave their thread without a place, not deleted', () => {
    const editor = start('It failed.', 'Some words.')
    const id = mintId()
    markComment(editor, rangeOf(editor, 'failed'), id)
    editor.operations = []
    Transforms.setNodes(editor, { type: 'code-block' } as never, { at: [0] })
    expect(blocks(editor)[0]).toMatchObject({ type: 'code-block', children: [{ text: 'It failed.' }] })
    expect([...commentsMarkedBy(editor, editor.operations)]).toEqual([])
    expect(rangeOfComment(editor, id)).toBeNull()
    Transforms.select(editor, { path: [0, 0], offset: 4 })
    expect(commentable(editor)).toBeNull()
    markComment(editor, Editor.range(editor, []), id)
    expect(blocks(editor).map(commentedIn)).toEqual([[], [{ id, words: 'Some words.' }]])
  })
})

describe('what leaves a briefing', () => {
  it('carries no trace of a comment: Markdown, HTML and plain text are as without it', () => {
    const editor = start('The **line** failed.')
    Transforms.select(editor, rangeOf(editor, 'line'))
    toggleMark(editor, 'italic')
    const written = () => {
      const own = blocks(editor)
      return [
        writeMarkdown({ header: emptyHeader, blocks: own }, new Map()),
        htmlOfBlocks(own, () => undefined),
        textOfBlocks(own, () => undefined),
      ]
    }
    const before = written()
    const id = mintId()
    markComment(editor, Editor.range(editor, []), id)
    expect(wordsOf(editor, id)).toBe('The **line** failed.')
    expect(written()).toEqual(before)
    expect(written().join()).not.toContain(id)
  })

  it('lets a paste keep only the threads that are wanted', () => {
    const editor = start('It failed.')
    const [kept, left] = [mintId(), mintId()]
    markComment(editor, rangeOf(editor, 'failed'), kept)
    markComment(editor, Editor.range(editor, []), left)
    const [block] = blocks(editor)
    if (!block) throw new Error('no block')
    expect(commentedIn(withComments(block, (id) => id === kept))).toEqual([{ id: kept, words: 'failed' }])
    expect(withComments(block, () => true)).toBe(block)
  })
})
