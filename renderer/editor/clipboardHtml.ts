import type { Block } from '../../shared/document/block.ts'
import type { NoteInline } from '../../shared/document/footnote.ts'
import type { Heading } from '../../shared/document/heading.ts'
import type { Inline } from '../../shared/document/inline.ts'
import type { List, ListItem } from '../../shared/document/list.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import { withSpans } from '../../shared/document/tableGrid.ts'
import type { Text } from '../../shared/document/text.ts'
import { blockText } from '../../shared/document/walk.ts'
import { mintId } from '../../shared/model/identity.ts'
import type { HtmlNode } from './clipboardHtmlNode.ts'
import { type HtmlNotes, notesIn } from './clipboardHtmlNotes.ts'
import { plainStyle, styleIn } from './clipboardHtmlStyle.ts'
import { partsOfTable } from './clipboardHtmlTable.ts'
import { pastedFigure } from './clipboardPictures.ts'
import {
  inlinesOf,
  noteSign,
  paragraphsOf,
  type Run,
  type Style,
  trimmed,
  withoutDoubleEnds,
} from './clipboardRuns.ts'
import { pastedTable } from './clipboardTable.ts'
import { Allowance, cleanLines, maxPastedDepth, paragraphOf, spaced } from './clipboardText.ts'

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
/** Never text of the document. */
const dropped = words(
  'script style head title meta link template noscript iframe object embed svg math canvas audio video map input select option textarea button datalist rp rt',
)
/** Elements that stand on lines of their own. */
const blockNames = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr html main menu nav p search section summary tbody tfoot thead',
)
/** Deeper trees are read as their text: no document is written so, and the stack is finite. */
const deepestTree = 400

const heading = (name: string): Heading['level'] | null => {
  const level = /^h([1-6])$/u.exec(name)?.[1]
  return level === undefined ? null : (Math.min(4, Number(level)) as Heading['level'])
}

/** Reads one run of blocks: a document, a list item, a table cell. */
class BlockReader {
  readonly blocks: Block[] = []
  readonly #allowance: Allowance
  readonly #lists: number
  readonly #notes: HtmlNotes
  /** The note whose words are read: it holds no other. */
  readonly #note: HtmlNode | null
  #runs: Run[] = []

  constructor(allowance: Allowance, lists: number, notes: HtmlNotes, note: HtmlNode | null = null) {
    this.#allowance = allowance
    this.#lists = lists
    this.#notes = notes
    this.#note = note
  }

  /** Whether an element is read already, or elsewhere: the number of a note is, with its words, and so are those. */
  #isOfNotes(node: HtmlNode, name: string, style: Style, depth: number): boolean {
    if (name !== 'a') return node !== this.#note && this.#notes.isBody(node)
    const body = this.#notes.bodyOf(node)
    if (!body) return this.#notes.isBack(node)
    if (this.#note) return true
    const reader = new BlockReader(this.#allowance, maxPastedDepth, this.#notes, body)
    reader.children(body, plainStyle, depth + 1)
    reader.flush()
    const words = noteWords(reader.blocks)
    if (words.length > 0) this.#runs.push({ text: noteSign, style, note: words })
    return true
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
    if (dropped.has(name) || this.#isOfNotes(node, name, style, depth)) return
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
      const reader = new BlockReader(this.#allowance, this.#lists + 1, this.#notes, this.#note)
      const name = child.nodeName.toLowerCase()
      if (child !== this.#note && this.#notes.isBody(child)) continue
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
    const reader = new BlockReader(this.#allowance, this.#lists, this.#notes, this.#note)
    const flatten = (node: HtmlNode, inner: Style, at: number): void => {
      for (const child of node.childNodes) {
        const name = child.nodeName.toLowerCase()
        if (child.nodeType === 3) reader.text((child.textContent ?? '').replace(/\s+/gu, ' '), inner)
        else if (name === 'img') this.#allowance.pictures += 1
        else if (child.nodeType === 1 && !dropped.has(name)) {
          if (reader.#isOfNotes(child, name, inner, at)) continue
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

/** Blocks as the words of a note, each a line of it. */
function noteWords(blocks: readonly Block[]): NoteInline[] {
  const words = blocks.flatMap((block, at): NoteInline[] => {
    const end: Text[] = at > 0 ? [{ text: '\n' }] : []
    if (block.type !== 'paragraph' && block.type !== 'heading') return [...end, { text: blockText(block) }]
    return [
      ...end,
      ...block.children.filter((child) => !('type' in child && child.type === 'footnote')),
    ] as NoteInline[]
  })
  return words.some((inline) => 'type' in inline || inline.text.trim() !== '') ? words : []
}

/** What may stand in a list item: a heading becomes a paragraph. */
function inItem(block: Block): (Paragraph | List)[] {
  if (block.type === 'paragraph' || block.type === 'list') return [block]
  if (block.type === 'code-block')
    return [paragraphOf(block.children.map(({ text }) => ({ text, code: true as const })))]
  return block.type === 'heading' ? [{ type: 'paragraph', id: block.id, children: block.children }] : []
}

/**
 * Pasted HTML as blocks: paragraphs, headings (5 and 6 as 4), nested lists, block quotes as paragraphs (their words
 * are bound to nothing), pictures that the text itself holds as figures, marks, links to http, https and mailto, tables
 * with joined cells and their heads, foot- and endnotes as notes of one's own. Everything else is dropped but for its text; scripts, styles and controls wholly.
 *
 * @param root the body of a parsed document that is shown nowhere
 */
export function blocksOfHtml(root: HtmlNode, allowance = new Allowance()): Block[] {
  const reader = new BlockReader(allowance, 0, notesIn(root))
  reader.children(root, plainStyle, 0)
  reader.flush()
  return reader.blocks
}
