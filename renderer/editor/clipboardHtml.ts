import type { Block } from '../../shared/document/block.ts'
import type { Heading } from '../../shared/document/heading.ts'
import type { Inline } from '../../shared/document/inline.ts'
import { linkUrlSchema } from '../../shared/document/link.ts'
import type { List, ListItem } from '../../shared/document/list.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import { withSpans } from '../../shared/document/tableGrid.ts'
import { type MarkName, markNames, type Text } from '../../shared/document/text.ts'
import { mintId } from '../../shared/model/identity.ts'
import type { HtmlNode } from './clipboardHtmlNode.ts'
import { partsOfTable } from './clipboardHtmlTable.ts'
import { pastedFigure } from './clipboardPictures.ts'
import { pastedTable } from './clipboardTable.ts'
import { Allowance, cleanLines, maxPastedDepth, paragraphOf, spaced, withCitations } from './clipboardText.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
/** Never text of the document. */
const dropped = words(
  'script style head title meta link template noscript iframe object embed svg math canvas audio video map input select option textarea button datalist rp rt',
)
/** Elements that stand on lines of their own. */
const blockNames = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr html main menu nav p search section summary tbody tfoot thead',
)
const markOf: Readonly<Record<string, MarkName>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sup: 'superscript',
  sub: 'subscript',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  mark: 'highlight',
}
/** Deeper trees are read as their text: no document is written so, and the stack is finite. */
const deepestTree = 400

interface Style {
  readonly marks: Partial<Record<MarkName, boolean>>
  readonly url: string | null
  readonly verbatim: boolean
}

interface Run {
  text: string
  readonly style: Style
}

const heading = (name: string): Heading['level'] | null => {
  const level = /^h([1-6])$/u.exec(name)?.[1]
  return level === undefined ? null : (Math.min(4, Number(level)) as Heading['level'])
}

/** The style inside an element: by its name, and by the few style properties that word processors write instead. */
function styleIn(node: HtmlNode, name: string, style: Style): Style {
  const marks = { ...style.marks }
  const mark = markOf[name]
  if (mark) marks[mark] = true
  const css = name === 'span' || mark ? (node.getAttribute?.('style') ?? '') : ''
  const weight = /font-weight:\s*(\w+)/iu.exec(css)?.[1]
  if (weight) marks.bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600
  const slant = /font-style:\s*(\w+)/iu.exec(css)?.[1]
  if (slant) marks.italic = slant === 'italic' || slant === 'oblique'
  if (/text-decoration[\w-]*:[^;]*underline/iu.test(css)) marks.underline = true
  if (/text-decoration[\w-]*:[^;]*line-through/iu.test(css)) marks.strike = true
  const href = name === 'a' ? (node.getAttribute?.('href')?.trim() ?? '') : ''
  const url = name === 'a' ? (linkUrlSchema.safeParse(href).success ? href : null) : style.url
  return { marks, url, verbatim: style.verbatim || name === 'pre' }
}

/** Reads one run of blocks: a document, a list item, a table cell. */
class BlockReader {
  readonly blocks: Block[] = []
  readonly #allowance: Allowance
  readonly #lists: number
  #runs: Run[] = []

  constructor(allowance: Allowance, lists: number) {
    this.#allowance = allowance
    this.#lists = lists
  }

  text(text: string, style: Style): void {
    const flat = style.verbatim ? text.replace(/\r\n?/gu, '\n') : text.replace(/[ \t\n\r\f]+/gu, ' ')
    if (flat !== '') this.#runs.push({ text: flat, style })
  }

  /** Ends the line that is being read and makes it a block; nothing but blanks makes none. */
  flush(level: Heading['level'] | null = null): void {
    const runs = this.#runs
    this.#runs = []
    for (const line of paragraphsOf(runs)) {
      const inlines = inlinesOf(line, this.#allowance)
      if (inlines.length === 0 || !this.#allowance.block()) continue
      if (level === null) this.blocks.push(paragraphOf(inlines))
      else this.blocks.push({ type: 'heading', id: mintId(), level, children: spaced(inlines) })
    }
  }

  children(node: HtmlNode, style: Style, depth: number): void {
    for (const child of node.childNodes) this.node(child, style, depth)
  }

  node(node: HtmlNode, style: Style, depth: number): void {
    if (node.nodeType === 3) this.text(node.textContent ?? '', style)
    if (node.nodeType !== 1 || this.#allowance.full) return
    const name = node.nodeName.toLowerCase()
    if (name === 'img') {
      this.flush()
      const figure = pastedFigure(node, this.#allowance)
      if (figure) this.blocks.push(figure)
      return
    }
    if (dropped.has(name)) return
    if (name === 'br') {
      this.#runs.push({ text: '\n', style: { ...style, verbatim: true } })
      return
    }
    if (depth > deepestTree) {
      this.text(node.textContent ?? '', style)
      return
    }
    const inner = styleIn(node, name, style)
    const level = heading(name)
    if (level !== null) {
      this.flush()
      this.children(node, inner, depth + 1)
      this.flush(level)
    } else if (name === 'ul' || name === 'ol' || name === 'menu' || name === 'dir') {
      this.flush()
      this.list(node, name === 'ol', inner, depth + 1)
    } else if (name === 'table') {
      this.flush()
      this.table(node, inner, depth + 1)
    } else if (name === 'pre') {
      this.flush()
      this.#code(node)
    } else if (name === 'li' || blockNames.has(name)) {
      this.flush()
      this.children(node, inner, depth + 1)
      this.flush()
    } else this.children(node, inner, depth + 1)
  }

  /** Preformatted lines as they are. */
  #code(node: HtmlNode): void {
    const text = cleanLines(this.#allowance.take(node.textContent ?? '')).replace(/^\n|\n$/gu, '')
    if (text.trim() === '' || !this.#allowance.block()) return
    this.blocks.push({ type: 'code-block', id: mintId(), children: [{ text }] })
  }

  list(node: HtmlNode, ordered: boolean, style: Style, depth: number): void {
    const tooDeep = this.#lists >= maxPastedDepth
    const items: ListItem[] = []
    /** They stand in no list: after it. */
    const figures: Block[] = []
    const addTo = (blocks: readonly (Paragraph | List)[], join: boolean, box: boolean | null): void => {
      if (blocks.length === 0) return
      const last = items[items.length - 1]
      if (join && last) last.children.push(...blocks)
      else {
        const children = blocks[0]?.type === 'list' ? [paragraphOf([]), ...blocks] : [...blocks]
        items.push({ type: 'list-item', id: mintId(), ...(box === null ? {} : { checked: box }), children })
      }
    }
    for (const child of node.childNodes) {
      const reader = new BlockReader(this.#allowance, this.#lists + 1)
      const name = child.nodeName.toLowerCase()
      if (name === 'li') reader.children(child, styleIn(child, name, style), depth + 1)
      else reader.node(child, style, depth)
      reader.flush()
      // A list that stands in a list without an item belongs to the item before it.
      addTo(
        reader.blocks.flatMap(inItem),
        name === 'ul' || name === 'ol',
        name === 'li' ? boxIn(child) : null,
      )
      figures.push(...reader.blocks.filter(({ type }) => type === 'figure'))
    }
    if (items.length > 0 && tooDeep) {
      this.#allowance.flattened = true
      this.blocks.push(...items.flatMap((item) => item.children))
    } else if (items.length > 0) this.blocks.push({ type: 'list', id: mintId(), ordered, children: items })
    this.blocks.push(...figures)
  }

  /** A table of data; one that only lays out what is in it, or has one cell, is read as what is in it. */
  table(node: HtmlNode, style: Style, depth: number): void {
    const parts = partsOfTable(node)
    const cells = parts.rows.flat()
    if (parts.isLayout || cells.length < 2) {
      if (parts.caption) this.node(parts.caption, style, depth + 1)
      for (const cell of cells) {
        this.flush()
        this.children(cell.node, style, depth + 1)
        this.flush()
      }
      return
    }
    const table = pastedTable(
      parts.rows.map((row) => ({
        type: 'table-row',
        children: row.map(({ node: cell, colSpan, rowSpan, align }) =>
          withSpans(
            {
              type: 'table-cell',
              ...(align ? { align } : {}),
              children: spaced(this.#cell(cell, styleIn(cell, 'td', style), depth + 1)),
            },
            colSpan,
            rowSpan,
          ),
        ),
      })),
      this.#allowance,
      {
        headerRows: parts.headerRows,
        ...(parts.headerColumn ? { headerColumn: true } : {}),
        ...(parts.caption ? { caption: this.#cell(parts.caption, style, depth + 1) } : {}),
      },
    )
    if (table) this.blocks.push(table)
  }

  /** The words of a cell; lines of it stay lines. */
  #cell(cell: HtmlNode, style: Style, depth: number): Inline[] {
    const reader = new BlockReader(this.#allowance, this.#lists)
    const flatten = (node: HtmlNode, inner: Style, at: number): void => {
      for (const child of node.childNodes) {
        const name = child.nodeName.toLowerCase()
        if (child.nodeType === 3) reader.text((child.textContent ?? '').replace(/\s+/gu, ' '), inner)
        else if (name === 'img') this.#allowance.pictures += 1
        else if (child.nodeType === 1 && !dropped.has(name)) {
          const apart = name === 'br' || name === 'p' || name === 'div' || name === 'li' || name === 'tr'
          if (apart) reader.#line(inner)
          if (at > deepestTree) reader.text(child.textContent ?? '', inner)
          else flatten(child, styleIn(child, name, inner), at + 1)
          if (apart && name !== 'br') reader.#line(inner)
        }
      }
    }
    flatten(cell, style, depth)
    return inlinesOf(withoutDoubleEnds(trimmed(reader.#runs)), this.#allowance)
  }

  #line(style: Style): void {
    this.#runs.push({ text: '\n', style: { ...style, verbatim: true } })
  }
}

/** Whether the box at the start of an item is ticked; null when there is none. */
function boxIn(item: HtmlNode): boolean | null {
  for (const child of item.childNodes) {
    const name = child.nodeName.toLowerCase()
    if (name === 'input' && child.getAttribute?.('type') === 'checkbox')
      return (child.getAttribute('checked') ?? null) !== null
    if (name === 'p' || name === 'label' || name === 'span') return boxIn(child)
    if (child.nodeType === 1 || /\S/u.test(child.textContent ?? '')) return null
  }
  return null
}

/** One line end where several follow each other. */
const withoutDoubleEnds = (runs: readonly Run[]): Run[] =>
  runs.filter(({ text }, at) => text !== '\n' || runs[at - 1]?.text !== '\n')

/** What may stand in a list item: a heading becomes a paragraph. */
function inItem(block: Block): (Paragraph | List)[] {
  if (block.type === 'paragraph' || block.type === 'list') return [block]
  if (block.type === 'code-block')
    return [paragraphOf(block.children.map(({ text }) => ({ text, code: true as const })))]
  return block.type === 'heading' ? [{ type: 'paragraph', id: block.id, children: block.children }] : []
}

/** Without blanks at both ends, and with no blank after a blank. */
function trimmed(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    let { text } = run
    const last = out[out.length - 1]?.text
    if (!run.style.verbatim && (last === undefined || /[ \n]$/u.test(last))) text = text.replace(/^ +/u, '')
    if (text === '\n' && last !== undefined) {
      const before = out[out.length - 1]
      if (before) before.text = before.text.replace(/ +$/u, '')
    }
    if (text !== '') out.push({ text, style: run.style })
  }
  for (let last = out[out.length - 1]; last; last = out[out.length - 1]) {
    last.text = last.text.replace(/[ \n]+$/u, '')
    if (last.text !== '') break
    out.pop()
  }
  for (let first = out[0]; first; first = out[0]) {
    first.text = first.text.replace(/^[ \n]+/u, '')
    if (first.text !== '') break
    out.shift()
  }
  return out
}

/** Cuts runs where two line ends follow each other, as a person would: that is a new paragraph. */
function paragraphsOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  let ends = 0
  for (const run of runs) {
    for (const [index, piece] of run.text.split(/(\n+)/u).entries()) {
      if (piece === '') continue
      const breaks = index % 2 === 1 ? piece.length : 0
      if (breaks === 0 && piece.trim() !== '') ends = 0
      ends += breaks
      if (ends >= 2 && breaks > 0) lines.push([])
      else lines[lines.length - 1]?.push({ text: piece, style: run.style })
    }
  }
  return lines
}

const sameStyle = (one: Style, other: Style): boolean =>
  one.url === other.url &&
  markNames.every((name) => (one.marks[name] ?? false) === (other.marks[name] ?? false))

/** One paragraph's runs as inlines: alike ones joined, links around theirs, `[@key]` as citations. */
function inlinesOf(line: readonly Run[], allowance: Allowance): Inline[] {
  const joined: Run[] = []
  for (const run of trimmed(line)) {
    const text = cleanLines(allowance.take(run.text))
    const last = joined[joined.length - 1]
    if (last && sameStyle(last.style, run.style)) last.text += text
    else if (text !== '') joined.push({ text, style: run.style })
  }
  const inlines: Inline[] = []
  for (const { text, style } of joined) {
    const run: Text = { text }
    for (const name of markNames) if (style.marks[name]) run[name] = true
    if (style.url === null) inlines.push(...withCitations(run))
    else {
      const last = inlines[inlines.length - 1]
      if (last && 'type' in last && last.type === 'link' && last.url === style.url) last.children.push(run)
      else inlines.push({ type: 'link', url: style.url, children: [run] })
    }
  }
  return inlines
}

/**
 * Pasted HTML as blocks: paragraphs, headings (5 and 6 as 4), nested lists, block quotes as paragraphs (their words
 * are bound to nothing), pictures that the text itself holds as figures, marks, links to http, https and mailto, tables
 * with joined cells and their heads. Everything else is dropped
 * but for its text; scripts, styles and controls wholly.
 *
 * @param root the body of a parsed document that is shown nowhere
 */
export function blocksOfHtml(root: HtmlNode, allowance = new Allowance()): Block[] {
  const reader = new BlockReader(allowance, 0)
  reader.children(root, { marks: {}, url: null, verbatim: false }, 0)
  reader.flush()
  return reader.blocks
}
