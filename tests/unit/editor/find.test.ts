import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { findAll } from '../../../renderer/editor/core/find.ts'
import { type Pattern, patternOf, type Query, replacementFor } from '../../../renderer/editor/core/pattern.ts'
import { replaceHits } from '../../../renderer/editor/core/replace.ts'
import { readBlocks, writeBlocks } from './notation.ts'

const plain: Query = { words: '', matchCase: false, wholeWord: false, regex: false }

async function pattern(words: string, options: Partial<Query> = {}): Promise<Pattern> {
  const made = await patternOf({ ...plain, words, ...options })
  if (made === null || 'problem' in made) throw new Error(`no pattern: ${made?.problem}`)
  return made
}

function open(source: string) {
  const { blocks, carets, labels } = readBlocks(source)
  const editor = createPlainEditor(blocks as never)
  Editor.normalize(editor, { force: true })
  const [anchor, focus = anchor] = carets
  if (anchor && focus) Transforms.select(editor, { anchor, focus })
  const found = async (words: string, options: Partial<Query> = {}): Promise<string[]> =>
    findAll(editor, await pattern(words, options)).map(({ range }) => Editor.string(editor, range))
  const replaced = async (words: string, by: string, options: Partial<Query> = {}): Promise<string> => {
    const made = await pattern(words, options)
    replaceHits(editor, findAll(editor, made), (hit) => replacementFor(hit, by, options.regex === true))
    return writeBlocks(editor, labels)
  }
  return { editor, found, replaced, write: () => writeBlocks(editor, labels) }
}

const memo = `heading2 h: The cable report
paragraph p: A Cable, two cables and the {bold: ca}ble {cite c} again; cab{link https://example.org: le ship}.
list l
  item i
    paragraph q: Said: {quote s: no cable was cut}. No cable`

describe('finding words', () => {
  it('finds them in every block, whatever their case and format, in reading order', async () => {
    expect(await open(memo).found('cable')).toEqual([
      'cable',
      'Cable',
      'cable',
      'cable',
      'cable',
      'cable',
      'cable',
    ])
  })
  it('matches the case when asked', async () => {
    expect(await open(memo).found('Cable', { matchCase: true })).toEqual(['Cable'])
  })
  it('finds whole words only when asked, in any script', async () => {
    expect((await open(memo).found('cable', { wholeWord: true })).length).toBe(6)
    const scripts = open('paragraph p: кабель кабели кабель; naïve naïvely; 10 %, 100 %')
    expect(await scripts.found('кабель', { wholeWord: true })).toEqual(['кабель', 'кабель'])
    expect(await scripts.found('naïve', { wholeWord: true })).toEqual(['naïve'])
    expect(await scripts.found('10', { wholeWord: true })).toEqual(['10'])
  })
  it('never joins words over a citation or the edge of a quotation', async () => {
    const text = open('paragraph p: one {cite c}two; said {quote s: the words} after')
    expect(await text.found('one two')).toEqual([])
    expect(await text.found('said the')).toEqual([])
    expect(await text.found('one.two', { regex: true })).toEqual([])
    expect(await text.found('words after')).toEqual([])
  })
  it('finds typographic characters by the typed ones', async () => {
    const text = open('paragraph p: It’s “here”, 5\u00a0km off, a non\u2011paper')
    expect(await text.found('it\'s "here"')).toEqual(['It’s “here”'])
    expect(await text.found('5 km')).toEqual(['5\u00a0km'])
    expect(await text.found('non-paper')).toEqual(['non\u2011paper'])
  })
  it('takes what is typed by its letters, not as a pattern', async () => {
    const text = open('paragraph p: 1.5 (a+b) [x] $1 ^ \\')
    for (const words of ['1.5', '(a+b)', '[x]', '$1', '^', '\\'])
      expect(await text.found(words)).toEqual([words])
    expect(await text.found('1x5')).toEqual([])
  })
  it('knows which are in the words of a quotation', async () => {
    const { editor } = open(memo)
    const hits = findAll(editor, await pattern('cable'))
    expect(hits.map(({ quoted }) => quoted)).toEqual([false, false, false, false, false, true, false])
    const block = open('quotation-block b: no cable was cut').editor
    expect(findAll(block, await pattern('cable')).map(({ quoted }) => quoted)).toEqual([true])
  })
  it('stays within a selection', async () => {
    const { editor } = open('paragraph a: cable |cable\nparagraph b: cable| cable')
    const hits = findAll(editor, await pattern('cable'), editor.selection ?? undefined)
    expect(hits.map(({ range }) => range.anchor)).toEqual([
      { path: [0, 0], offset: 6 },
      { path: [1, 0], offset: 0 },
    ])
  })
  it('sees a text that changed since it was last searched', async () => {
    const { editor } = open('paragraph a: cable\nparagraph b: other|')
    const made = await pattern('cable')
    expect(findAll(editor, made).length).toBe(1)
    editor.insertText(' cable')
    expect(findAll(editor, made).length).toBe(2)
  })
  it('reads regular expressions, and says what is wrong with one', async () => {
    const text = open('paragraph p: In 2021, 2022 and 1999')
    expect(await text.found('20\\d\\d', { regex: true })).toEqual(['2021', '2022'])
    const wrong = await patternOf({ ...plain, words: '(20', regex: true })
    expect(wrong).toMatchObject({ problem: expect.stringMatching(/\w/u) })
  })
  it('is not stopped by a pattern that would keep another engine busy for ever', async () => {
    const text = open(`paragraph p: ${'a'.repeat(5000)}!`)
    expect(await text.found('(a+)+$', { regex: true })).toEqual([])
  })
})

describe('replacing words', () => {
  it('keeps formats, citations and bindings around them, and is one undo', async () => {
    const text = open(memo)
    const before = text.write()
    expect(await text.replaced('cable', 'pipeline')).toBe(`heading2 h: The pipeline report
paragraph p: A pipeline, two pipelines and the {bold: pipeline} {cite c} again; pipeline{link https://example.org:  ship}.
list l
  item i
    paragraph q: Said: {quote s: no pipeline was cut}. No pipeline`)
    text.editor.undo()
    expect(text.write()).toBe(before)
  })
  it('puts in what a regular expression caught', async () => {
    const text = open('paragraph p: 12/03/2021 and 5 %')
    expect(await text.replaced('(\\d+)/(\\d+)/(\\d+)', '$3-$2-$1 [$&] $$', { regex: true })).toBe(
      'paragraph p: 2021-03-12 [12/03/2021] $ and 5 %',
    )
    expect(await text.replaced('5', '$1')).toContain('and $1 %')
  })
  it('can remove them', async () => {
    expect(await open('paragraph p: very {bold: very} big very').replaced('very ', '')).toBe(
      'paragraph p: big very',
    )
  })
  it('does many at once', async () => {
    const lines = Array.from({ length: 1000 }, (_, n) => `paragraph a${n}: the cable and the other cable`)
    const { editor } = open(lines.join('\n'))
    const made = await pattern('cable')
    replaceHits(editor, findAll(editor, made), () => 'line')
    expect(findAll(editor, made)).toEqual([])
    expect(findAll(editor, await pattern('line')).length).toBe(2000)
    editor.undo()
    expect(findAll(editor, made).length).toBe(2000)
  })
})
