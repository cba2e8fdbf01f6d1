import { parseHTML } from 'linkedom'
import { createEditor, type Descendant, Editor } from 'slate'
import { withHistory } from 'slate-history'
import { describe, expect, it } from 'vitest'
import { readFragment, writeFragment } from '../../../renderer/editor/clipboardFragment.ts'
import { blocksOfHtml } from '../../../renderer/editor/clipboardHtml.ts'
import type { HtmlNode } from '../../../renderer/editor/clipboardHtmlNode.ts'
import { insertBlocks, insertPlain, takesTextOnly } from '../../../renderer/editor/clipboardInsert.ts'
import { Allowance, blocksOfText, oneLine } from '../../../renderer/editor/clipboardText.ts'
import { htmlOfBlocks, textOfBlocks } from '../../../renderer/editor/clipboardWrite.ts'
import { withAttest } from '../../../renderer/editor/core/withAttest.ts'
import { type Block, blockSchema } from '../../../shared/document/block.ts'
import { mintId } from '../../../shared/model/identity.ts'

const bodyOf = (html: string): HtmlNode =>
  (
    parseHTML(`<!doctype html><html><body>${html}</body></html>`) as unknown as {
      document: { body: HtmlNode }
    }
  ).document.body
const fromHtml = (html: string, allowance?: Allowance): Block[] => blocksOfHtml(bodyOf(html), allowance)

/** The tree without ids, for comparing: `p`, `h2`, `ul`, … around texts with their marks. */
function outline(node: unknown): unknown {
  const { type, id: _, children, text, ...rest } = node as Record<string, unknown>
  if (typeof text === 'string') {
    const marks = Object.keys(rest)
    return marks.length === 0 ? text : `${marks.join('+')}(${text})`
  }
  const inner = (children as unknown[]).map(outline).filter((child) => child !== '')
  if (type === 'citation')
    return {
      cite: (rest.items as Record<string, unknown>[]).map(({ target: _t, cited: _c, ...item }) => item),
    }
  if (type === 'heading') return { [`h${rest.level}`]: inner }
  if (type === 'list') return { [rest.ordered ? 'ol' : 'ul']: inner }
  if (type === 'link') return { [`a ${rest.url}`]: inner }
  return { [type === 'paragraph' ? 'p' : type === 'list-item' ? 'li' : String(type)]: inner }
}
const outlines = (blocks: readonly Block[]): unknown[] => blocks.map(outline)

describe('HTML as blocks', () => {
  const cases: readonly [name: string, html: string, expected: unknown[]][] = [
    [
      'paragraphs with folded blanks',
      '<p> One\n two </p>\n<p>three</p>',
      [{ p: ['One two'] }, { p: ['three'] }],
    ],
    [
      'headings, deep ones as level 4',
      '<h1>A</h1><h4>B</h4><h6>C</h6>',
      [{ h1: ['A'] }, { h4: ['B'] }, { h4: ['C'] }],
    ],
    [
      'marks, nested',
      '<p><b>a<i>b</i></b><u>c</u><s>d</s><sup>e</sup><sub>f</sub><code>g</code><mark>h</mark></p>',
      [
        {
          p: [
            'bold(a)',
            'bold+italic(b)',
            'underline(c)',
            'strike(d)',
            'superscript(e)',
            'subscript(f)',
            'code(g)',
            'highlight(h)',
          ],
        },
      ],
    ],
    [
      'the marks that word processors write as styles',
      '<b style="font-weight:normal"><span style="font-weight:700">x</span><span style="font-style: italic">y</span> z</b>',
      [{ p: ['bold(x)', 'italic(y)', ' z'] }],
    ],
    [
      'nested lists, also one that stands in a list without an item',
      '<ul><li>a<ol><li>b</li></ol></li><ul><li>c</li></ul><li><p>d</p><p>e</p></li></ul>',
      [
        {
          ul: [
            { li: [{ p: ['a'] }, { ol: [{ li: [{ p: ['b'] }] }] }, { ul: [{ li: [{ p: ['c'] }] }] }] },
            { li: [{ p: ['d'] }, { p: ['e'] }] },
          ],
        },
      ],
    ],
    ['a block quote as a paragraph', '<blockquote><p>said</p></blockquote>', [{ p: ['said'] }]],
    [
      'links to where a document may lead, others as text',
      '<p><a href="https://example.org/a">ok</a> <a href="javascript:alert(1)">no</a> <a href="mailto:a@b.c">m</a></p>',
      [{ p: [{ 'a https://example.org/a': ['ok'] }, ' no ', { 'a mailto:a@b.c': ['m'] }] }],
    ],
    ['line breaks, two as a new paragraph', '<p>a<br>b<br><br>c<br></p>', [{ p: ['a\nb'] }, { p: ['c'] }]],
    [
      'a table with its head, joined cells, lines and sides',
      '<table><caption>Costs</caption><thead><tr><th>Year</th><th colspan="2">Cost</th></tr></thead><tr><td rowspan=2><p>2026</p><p>b</p></td><td align=right>4 <b>m</b></td></tr></table>',
      [
        {
          table: [
            { 'table-caption': ['Costs'] },
            { 'table-row': [{ 'table-cell': ['Year'] }, { 'table-cell': ['Cost'] }] },
            {
              'table-row': [
                { 'table-cell': ['2026\nb'] },
                { 'table-cell': ['4 ', 'bold(m)'] },
                { 'table-cell': [] },
              ],
            },
          ],
        },
      ],
    ],
    [
      'a table that only lays out what is in it as what is in it',
      '<table role="presentation"><tr><td><p>a</p></td><td><h2>b</h2></td></tr></table><table><tr><td>x<table><tr><td>1</td><td>2</td></tr></table></td><td>y</td></tr></table>',
      [
        { p: ['a'] },
        { h2: ['b'] },
        { p: ['x'] },
        { table: [{ 'table-row': [{ 'table-cell': ['1'] }, { 'table-cell': ['2'] }] }] },
        { p: ['y'] },
      ],
    ],
    [
      'nothing of scripts, styles, forms and pictures',
      '<style>p{}</style><script>alert(1)</script><p>kept<img src=x onerror=alert(1)><button>no</button></p><iframe>no</iframe>',
      [{ p: ['kept'] }],
    ],
    ['loose text between blocks', 'a<div>b</div>c', [{ p: ['a'] }, { p: ['b'] }, { p: ['c'] }]],
    ['preformatted lines', '<pre>a  b\n\nc</pre>', [{ 'code-block': ['a  b\n\nc'] }]],
    [
      'typed citations',
      '<p>It is so [@gazette-2026, p. 12; see also @log].</p>',
      [
        {
          p: [
            'It is so ',
            {
              cite: [
                { typedKey: 'gazette-2026', locator: '12', locatorLabel: 'page' },
                { typedKey: 'log', prefix: 'see also' },
              ],
            },
            '.',
          ],
        },
      ],
    ],
    ['brackets that cite nothing', '<p>[a@b.org] [sic]</p>', [{ p: ['[a@b.org] [sic]'] }]],
    ['without what cannot be set: controls and overrides', '<p>a\u0007b\u202Ecd</p>', [{ p: ['abcd'] }]],
  ]
  it.each(cases)('%s', (_, html, expected) => {
    const blocks = fromHtml(html)
    expect(outlines(blocks)).toEqual(expected)
    for (const block of blocks) expect(blockSchema.safeParse(block).success).toBe(true)
  })

  it('flattens lists deeper than 8 levels and says so', () => {
    const allowance = new Allowance()
    const deep = `${'<ul><li>x'.repeat(12)}${'</li></ul>'.repeat(12)}`
    const blocks = fromHtml(deep, allowance)
    let depth = 0
    const measure = (node: unknown, at: number): void => {
      const { type, children } = node as { type?: string; children?: unknown[] }
      const inner = type === 'list' ? at + 1 : at
      depth = Math.max(depth, inner)
      for (const child of children ?? []) measure(child, inner)
    }
    for (const block of blocks) measure(block, 0)
    expect(depth).toBe(8)
    expect(JSON.stringify(blocks).match(/"text":"x"/gu)).toHaveLength(12)
    expect(allowance.flattened).toBe(true)
  })

  it('survives a tree of 5,000 levels', () => {
    const blocks = fromHtml(`${'<div>'.repeat(5000)}words${'</div>'.repeat(5000)}`)
    expect(outlines(blocks)).toEqual([{ p: ['words'] }])
  })

  it('takes what fits and counts what does not', () => {
    const allowance = new Allowance(10, 2)
    expect(outlines(fromHtml('<p>12345</p><p>678901234</p><p>x</p>', allowance))).toEqual([
      { p: ['12345'] },
      { p: ['67890'] },
    ])
    expect(allowance.leftOut).toBe(true)
    expect(allowance.characters).toBeGreaterThanOrEqual(4)
  })
})

describe('plain text as blocks', () => {
  it('makes a paragraph of each line', () => {
    expect(outlines(blocksOfText('one\r\n\r\ntwo\u2028th\uD800ree\u0000\n'))).toEqual([
      { p: ['one'] },
      { p: ['two'] },
      { p: ['three'] },
    ])
  })
  it('does not cut a surrogate pair at the limit', () => {
    const allowance = new Allowance(3, 10)
    expect(outlines(blocksOfText('ab😀', allowance))).toEqual([{ p: ['ab'] }])
    expect(allowance.characters).toBe(2)
  })
  it('counts paragraphs beyond the limit', () => {
    const allowance = new Allowance(undefined, 3)
    expect(blocksOfText('a\nb\nc\nd\ne', allowance)).toHaveLength(3)
    expect(allowance.blocks).toBe(2)
  })
  it('is one line inside a quotation', () =>
    expect(oneLine('no ship\r\nwill  touch\ta cable')).toBe('no ship will touch a cable'))
})

const target = { type: 'quote', id: mintId() } as const
const cited = { revision: 1, sha256: null }
const citation = (id = mintId()) =>
  ({ type: 'citation', id, items: [{ target, cited }], children: [{ text: '' }] }) as const
const quotation = (words: string, id = mintId()) =>
  ({ type: 'quotation', id, target, cited, children: [{ text: words }] }) as const

describe('blocks for other programs', () => {
  const cite = mintId()
  const blocks = [
    { type: 'heading', id: mintId(), level: 2, children: [{ text: 'Fish & chips' }] },
    {
      type: 'paragraph',
      id: mintId(),
      children: [
        { text: 'She said ' },
        quotation('no <b>ship</b>'),
        { text: ' ' },
        citation(cite),
        { text: '.', bold: true },
      ],
    },
    {
      type: 'list',
      id: mintId(),
      ordered: true,
      children: [
        {
          type: 'list-item',
          id: mintId(),
          children: [
            { type: 'paragraph', id: mintId(), children: [{ text: 'first' }] },
            {
              type: 'list',
              id: mintId(),
              ordered: false,
              children: [
                {
                  type: 'list-item',
                  id: mintId(),
                  children: [{ type: 'paragraph', id: mintId(), children: [{ text: 'inner' }] }],
                },
              ],
            },
          ],
        },
      ],
    },
    {
      type: 'quotation-block',
      id: mintId(),
      target,
      cited,
      citation: { id: mintId(), items: [{ target: null, cited: null, typedKey: 'gone' }] },
      children: [{ text: 'set off' }],
    },
  ] as Block[]
  const numberOf = (id: string) => (id === cite ? '6' : undefined)

  it('writes plain text with numbers and quotation marks', () => {
    expect(textOfBlocks(blocks, numberOf)).toBe(
      'Fish & chips\nShe said “no <b>ship</b>” [6].\n1. first\n   - inner\n“set off” [@gone]',
    )
  })
  it('writes HTML in which every text is escaped', () => {
    expect(htmlOfBlocks(blocks, numberOf)).toBe(
      '<h2>Fish &amp; chips</h2><p>She said “no &lt;b&gt;ship&lt;/b&gt;” [6]<strong>.</strong></p>' +
        '<ol><li>first<ul><li>inner</li></ul></li></ol><blockquote><p>“set off” [@gone]</p></blockquote>',
    )
  })
  it('reads its own HTML back as the same structure, bindings aside', () => {
    expect(outlines(fromHtml(htmlOfBlocks(blocks.slice(0, 3), numberOf)))).toEqual([
      { h2: ['Fish & chips'] },
      { p: ['She said “no <b>ship</b>” [6]', 'bold(.)'] },
      { ol: [{ li: [{ p: ['first'] }, { ul: [{ li: [{ p: ['inner'] }] }] }] }] },
    ])
  })
})

describe('fragments', () => {
  const paragraph = {
    type: 'paragraph',
    id: mintId(),
    children: [{ text: 'a ' }, citation(), { text: '' }],
  } as Block
  it('comes back as it was, keys with it', () => {
    const keys = { [`quote:${target.id}`]: 'tarnmoor' }
    const read = readFragment(writeFragment([paragraph], keys), new Allowance())
    expect(read).toEqual({ blocks: [paragraph], keys })
  })
  it('leaves out what is not valid and counts it', () => {
    const allowance = new Allowance()
    const bad = { type: 'paragraph', id: 'x', children: [{ text: 'no' }] }
    const json = JSON.stringify({ version: 1, blocks: [bad, paragraph, { type: 'iframe' }] })
    expect(readFragment(json, allowance)?.blocks).toEqual([paragraph])
    expect(allowance.blocks).toBe(2)
  })
  it('cleans its texts', () => {
    const dirty = { ...paragraph, children: [{ text: 'a\u0000\u202Eb\nc' }] }
    expect(
      outlines(readFragment(JSON.stringify({ version: 1, blocks: [dirty] }), new Allowance())?.blocks ?? []),
    ).toEqual([{ p: ['ab\nc'] }])
  })
  it.each(['', '{', '[]', 'null', '{"version":99,"blocks":[]}', '{"version":1}'])('refuses %j', (json) => {
    expect(readFragment(json, new Allowance())).toBeNull()
  })
  it('does not fall over JSON nested 100,000 deep', () => {
    const json = `{"version":1,"blocks":[${'['.repeat(100_000)}${']'.repeat(100_000)}]}`
    expect(readFragment(json, new Allowance())?.blocks ?? []).toEqual([])
  })
})

const line = (text: string): Block => ({ type: 'paragraph', id: mintId(), children: [{ text }] })
function editorWith(blocks: readonly unknown[], path: number[], offset: number): Editor {
  const editor = withAttest(withHistory(createEditor()))
  editor.children = blocks as Descendant[]
  editor.selection = { anchor: { path, offset }, focus: { path, offset } }
  return editor
}
const idsOf = (editor: Editor): string[] =>
  [...JSON.stringify(editor.children).matchAll(/"id":"([^"]+)"/gu)].map((match) => match[1] ?? '')

describe('pasting', () => {
  it('goes on in the line with a single paragraph', () => {
    const editor = editorWith([line('ab')], [0, 0], 1)
    insertBlocks(editor, [line('X')])
    expect(outlines(editor.children as Block[])).toEqual([{ p: ['aXb'] }])
  })
  it('keeps headings and lists in an empty paragraph', () => {
    const editor = editorWith([line('')], [0, 0], 0)
    insertBlocks(editor, fromHtml('<h2>H</h2><ul><li>i</li></ul>'))
    expect(outlines(editor.children as Block[])).toEqual([{ h2: ['H'] }, { ul: [{ li: [{ p: ['i'] }] }] }])
  })
  it('puts blocks between the halves of a line', () => {
    const editor = editorWith([line('before after')], [0, 0], 7)
    insertBlocks(editor, fromHtml('<p>X</p><h2>H</h2><p>Y</p>'))
    expect(outlines(editor.children as Block[])).toEqual([
      { p: ['before X'] },
      { h2: ['H'] },
      { p: ['Y'] },
      { p: ['after'] },
    ])
  })
  it('gives pasted nodes new ids each time', () => {
    const own = {
      ...line(''),
      children: [{ text: '' }, quotation('q'), { text: '' }, citation(), { text: '' }],
    } as Block
    const editor = editorWith([line('')], [0, 0], 0)
    insertBlocks(editor, [line('one'), own])
    insertBlocks(editor, [own, line('two')])
    const ids = idsOf(editor).filter((id) => id !== target.id)
    expect(new Set(ids).size).toBe(ids.length)
  })
  it.each([
    ['in an empty paragraph', '', 0],
    ['in the middle of one', 'before after', 7],
    ['at its end', 'before', 6],
  ])('is one undo %s', (_, text, offset) => {
    const first = line(text)
    const editor = editorWith([first], [0, 0], offset)
    insertBlocks(editor, fromHtml('<p>X</p><h2>H</h2><ul><li>i</li></ul>'))
    editor.undo()
    expect(editor.children).toEqual([first])
  })
  it('takes only text among the words of a quotation', () => {
    const block = { ...line(''), children: [{ text: 'a ' }, quotation('no ship'), { text: '' }] }
    const editor = editorWith([block], [0, 1, 0], 3)
    expect(takesTextOnly(editor)).toBe(true)
    insertPlain(editor, 'big ')
    expect(outlines(editor.children as Block[])).toEqual([{ p: ['a ', { quotation: ['no big ship'] }] }])
    expect(takesTextOnly(editorWith([block], [0, 0], 1))).toBe(false)
  })
  it.each([
    [
      'at the end of an item',
      2,
      [
        {
          ul: [
            { li: [{ p: ['ab'] }] },
            { li: [{ p: ['H'] }] },
            { li: [{ p: ['i'] }] },
            { li: [{ p: ['next'] }] },
          ],
        },
      ],
    ],
    [
      'inside an item',
      1,
      [
        {
          ul: [
            { li: [{ p: ['a'] }] },
            { li: [{ p: ['H'] }] },
            { li: [{ p: ['i'] }] },
            { li: [{ p: ['b'] }] },
            { li: [{ p: ['next'] }] },
          ],
        },
      ],
    ],
  ])('makes items of blocks pasted %s', (_, offset, expected) => {
    const editor = editorWith(fromHtml('<ul><li>ab</li><li>next</li></ul>'), [0, 0, 0, 0], offset)
    insertBlocks(editor, fromHtml('<h2>H</h2><ul><li>i</li></ul>'))
    expect(outlines(editor.children as Block[])).toEqual(expected)
  })
  it('keeps the binding of a set-off quotation that is pasted into a callout', () => {
    const callout = { type: 'callout', id: mintId(), variant: 'note', children: [line('')] }
    const editor = editorWith([callout], [0, 0, 0], 0)
    insertBlocks(editor, [
      {
        type: 'quotation-block',
        id: mintId(),
        target,
        cited,
        citation: { id: mintId(), items: [{ target, cited }] },
        children: [{ text: 'set off' }],
      },
    ])
    expect(outlines(editor.children as Block[])).toEqual([
      { callout: [{ p: [{ quotation: ['set off'] }, ' ', { cite: [{}] }] }] },
    ])
    expect(blockSchema.safeParse(editor.children[0]).success).toBe(true)
  })
  it('pastes paragraphs into a list item and leaves a valid document', () => {
    const list = fromHtml('<ul><li>ab</li></ul>')
    const editor = editorWith(list, [0, 0, 0, 0], 1)
    insertBlocks(editor, fromHtml('<h2>H</h2><ul><li>i</li></ul>'))
    Editor.normalize(editor, { force: true })
    for (const block of editor.children) expect(blockSchema.safeParse(block).success).toBe(true)
    expect(JSON.stringify(editor.children)).toContain('H')
  })
})
