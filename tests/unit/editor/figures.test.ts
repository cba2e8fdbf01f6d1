import { parseHTML } from 'linkedom'
import { createEditor, type Descendant, type Editor, Node } from 'slate'
import { withHistory } from 'slate-history'
import { describe, expect, it } from 'vitest'
import { blocksOfHtml } from '../../../renderer/editor/clipboardHtml.ts'
import type { HtmlNode } from '../../../renderer/editor/clipboardHtmlNode.ts'
import { insertBlocks } from '../../../renderer/editor/clipboardInsert.ts'
import { Allowance, paragraphOf } from '../../../renderer/editor/clipboardText.ts'
import { textOfBlocks } from '../../../renderer/editor/clipboardWrite.ts'
import { changeFigure, copiedBlocks, figureOf, insertFigures } from '../../../renderer/editor/core/figures.ts'
import { findAll } from '../../../renderer/editor/core/find.ts'
import { patternOf } from '../../../renderer/editor/core/pattern.ts'
import { withAttest } from '../../../renderer/editor/core/withAttest.ts'
import type { Block } from '../../../shared/document/block.ts'
import type { Figure, Picture } from '../../../shared/document/figure.ts'
import { statisticsOf } from '../../../shared/document/statistics.ts'
import { mintId } from '../../../shared/model/identity.ts'

const picture: Picture = { sha256: 'a'.repeat(64), mediaType: 'image/png', width: 248, height: 100 }
const figure = (caption: string): Figure => ({
  ...figureOf(picture, 'Two lanes'),
  children: [{ text: caption }],
})
const line = (text: string): Block => paragraphOf([{ text }])

function editing(blocks: Block[], path: number[], offset: number): Editor {
  const editor = withAttest(withHistory(createEditor() as Editor))
  editor.children = blocks as Descendant[]
  editor.selection = { anchor: { path, offset }, focus: { path, offset } }
  return editor
}
/** `figure:words` or the words of a paragraph, in order, and where the caret is. */
const told = (editor: Editor): string[] =>
  editor.children.map((node, index) => {
    const caret = editor.selection?.focus.path[0] === index ? '|' : ''
    const words = Node.string(node)
    return `${(node as Block).type === 'figure' ? 'figure:' : ''}${words}${caret}`
  })

describe('a figure in the text', () => {
  it('comes after the block with the caret, in place of an empty paragraph, and goes by one undo', () => {
    const words = editing([line('One two'), line('three')], [0, 0], 3)
    insertFigures(words, [figureOf(picture)])
    expect(told(words)).toEqual(['One two', 'figure:|', 'three'])
    words.undo()
    expect(told(words).map((each) => each.replace('|', ''))).toEqual(['One two', 'three'])
    const empty = editing([line('')], [0, 0], 0)
    insertFigures(empty, [figureOf(picture), figureOf(picture)])
    expect(told(empty)).toEqual(['figure:|', 'figure:', ''])
  })

  it('is as wide as its pixels are on paper, and no wider than the text', () => {
    expect(figureOf(picture).width).toBe(50)
    expect(figureOf({ ...picture, width: 3000 }).width).toBe(100)
    expect(figureOf({ ...picture, width: 10 }).width).toBe(25)
    expect(figureOf({ ...picture, mediaType: 'image/svg+xml' }).width).toBe(100)
  })

  it('keeps its caption apart from the lines around it', () => {
    const enter = editing([figure('Caption'), line('after')], [0, 0], 3)
    enter.insertBreak()
    expect(told(enter)).toEqual(['figure:Caption', '|', 'after'])
    const soft = editing([figure('Caption'), line('after')], [0, 0], 3)
    soft.insertSoftBreak()
    expect(told(soft)).toEqual(['figure:Caption|', 'after'])
    const back = editing([figure('Caption'), line('after')], [1, 0], 0)
    back.deleteBackward('character')
    expect(told(back)).toEqual(['figure:Caption|', 'after'])
    const start = editing([line('before'), figure('Caption')], [1, 0], 0)
    start.deleteBackward('character')
    expect(told(start)).toEqual(['before', 'figure:Caption|'])
    const forward = editing([line('before'), figure('Caption')], [0, 0], 6)
    forward.deleteForward('character')
    expect(told(forward)).toEqual(['before', 'figure:Caption|'])
    const out = editing([figure('Caption'), line('after')], [0, 0], 7)
    out.deleteForward('character')
    expect(told(out)).toEqual(['figure:Caption', 'after|'])
  })

  it('is taken away by Backspace only when its caption is empty, and comes back by one undo', () => {
    const editor = editing([line('before'), figure(''), line('after')], [1, 0], 0)
    editor.deleteBackward('character')
    expect(told(editor)).toEqual(['before', '|', 'after'])
    editor.undo()
    expect(told(editor).map((each) => each.replace('|', ''))).toEqual(['before', 'figure:', 'after'])
  })

  it('is described letter by letter as one undo, within its limits', () => {
    const editor = editing([figure('Caption')], [0, 0], 0)
    for (const [at, alt] of ['T', 'Tw', 'Two'].entries()) changeFigure(editor, [0], { alt }, at > 0)
    changeFigure(editor, [0], { width: 3 })
    changeFigure(editor, [0], { decorative: true })
    expect(editor.children[0]).toMatchObject({ alt: 'Two', width: 10, decorative: true })
    changeFigure(editor, [0], { decorative: false })
    expect(editor.children[0]).not.toHaveProperty('decorative')
    for (let n = 0; n < 3; n += 1) editor.undo()
    expect(editor.children[0]).toMatchObject({ alt: 'Two' })
    editor.undo()
    expect(editor.children[0]).toMatchObject({ alt: 'Two lanes', width: 50 })
  })

  it('is found and counted by its caption, which is no paragraph without a source', async () => {
    const blocks = [line('A lane.'), figure('The lane lies north of here.')]
    const editor = editing(blocks, [0, 0], 0)
    const pattern = await patternOf({ words: 'lane', matchCase: false, wholeWord: false, regex: false })
    if (pattern === null || 'problem' in pattern) throw new Error('no pattern')
    expect(findAll(editor, pattern)).toHaveLength(2)
    const { words, paragraphs, uncited } = statisticsOf(blocks)
    expect([words, paragraphs, uncited.length]).toEqual([8, 1, 0])
  })
})

describe('copying and pasting figures', () => {
  it('copies the figure where nothing is selected in its caption, and the words where some are', () => {
    const editor = editing([figure('The caption')], [0, 0], 2)
    expect(copiedBlocks(editor)).toEqual([editor.children[0]])
    editor.selection = { anchor: { path: [0, 0], offset: 0 }, focus: { path: [0, 0], offset: 3 } }
    expect(copiedBlocks(editor)).toMatchObject([{ type: 'paragraph', children: [{ text: 'The' }] }])
  })

  it('keeps the picture by its hash and takes an id of its own', () => {
    const given = figure('Caption')
    const editor = editing([line('words')], [0, 0], 5)
    const [own] = insertBlocks(editor, [given])
    expect(own).toMatchObject({ type: 'figure', picture, alt: 'Two lanes' })
    expect(own?.id).not.toBe(given.id)
  })

  it('puts what is pasted into a caption after the figure, and a figure pasted into a list after the list', () => {
    const caption = editing([figure('Caption'), line('after')], [0, 0], 3)
    insertBlocks(caption, [line('one'), line('two')])
    expect(told(caption)).toEqual(['figure:Caption', 'one', 'two|', 'after'])
    const item = { type: 'list-item', id: mintId(), children: [paragraphOf([{ text: 'item' }])] } as const
    const list = { type: 'list', id: mintId(), ordered: false, children: [item] } as unknown as Block
    const editor = editing([list, line('after')], [0, 0, 0, 0], 4)
    insertBlocks(editor, [figure('Caption')])
    expect(told(editor)).toEqual(['item', 'figure:Caption|', 'after'])
  })

  it('gives other programs the description and the caption', () => {
    expect(textOfBlocks([figure('Caption')], () => undefined)).toBe('Two lanes\nCaption')
  })

  const fromHtml = (html: string, allowance: Allowance): Block[] =>
    blocksOfHtml(
      (
        parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as {
          document: { body: HtmlNode }
        }
      ).document.body,
      allowance,
    )

  it('takes pictures that HTML holds itself, and counts those it would have to fetch', () => {
    const allowance = new Allowance()
    const data = 'data:image/png;base64,iVBORw0KGgo='
    const blocks = fromHtml(
      `<p>one<img src="${data}" alt="A dot">two</p><img src="https://x.example/a.png"><img src="file:///c:/a.png">` +
        `<ul><li>item<img src="${data}"></li></ul><img src="https://x.example/pixel" width="1" height="1">` +
        '<img src="data:text/html,<script>1</script>">',
      allowance,
    )
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'figure', 'paragraph', 'list', 'figure'])
    expect(blocks[1]).toMatchObject({ alt: 'A dot' })
    expect([...allowance.coming.keys()]).toEqual([blocks[1]?.id, blocks[4]?.id])
    expect([...allowance.coming.values()].map(({ type, size }) => [type, size])).toEqual([
      ['image/png', 8],
      ['image/png', 8],
    ])
    expect(allowance.pictures).toBe(3)
    expect(allowance.leftOut).toBe(true)
  })
})
