import { type DomElement, type DomNode, isElement, isText } from './dom.ts'

/*
 * The text of a page as a browser would show it without style sheets:
 * - white space in a line is one space, none at its ends; no-break spaces stay; `<pre>` stays as written;
 * - every block (paragraph, heading, table, list …) is a paragraph of its own, one empty line between two;
 * - `<br>` is a line end, two of them a new paragraph; items of a list and rows of a table are lines;
 * - items begin with “• ” or their number, two spaces deeper a level; cells are parted by a tab;
 * - `<q>` gets the quote marks that browsers draw.
 */

const blocks = new Set(
  'address article aside blockquote body caption center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre search section summary table td th ul'.split(
    ' ',
  ),
)
/** Blocks that stand on lines of their own without an empty line between them. */
const lines = new Set(['li', 'dt', 'dd', 'tr'])
const lists = new Set(['ul', 'ol', 'menu', 'dir'])

/** The text of an element of bounded depth: LF line ends, no empty line at its ends. */
export function blockText(root: DomElement): string {
  const writer = new Writer()
  const context = { pre: false, cell: false, data: false, listDepth: 0, quoteDepth: 0, numbers: new Map() }
  writeChildren(root, writer, context)
  return writer.result()
}

interface Context {
  readonly pre: boolean
  /** In a table of data: cells are parted by tabs. */
  readonly data: boolean
  /** In a cell of such a table: all stands on one line. */
  readonly cell: boolean
  readonly listDepth: number
  readonly quoteDepth: number
  /** The last number given in each ordered list. */
  readonly numbers: Map<DomElement, number>
}

function writeChildren(parent: DomElement, writer: Writer, context: Context): void {
  for (let child: DomNode | null = parent.firstChild; child !== null; child = child.nextSibling) {
    if (isText(child)) writer.text(child.textContent ?? '', context.pre)
    else if (isElement(child)) writeElement(child, writer, context)
  }
}

function writeElement(element: DomElement, writer: Writer, context: Context): void {
  const name = element.localName
  if (name === 'q') writeQuotation(element, writer, context)
  else if (context.cell) writeInCell(element, writer, context)
  else if (name === 'br') writer.lineBreak()
  else if (name === 'li') writeItem(element, writer, context)
  else if (name === 'table') {
    writer.newLine(2)
    writeChildren(element, writer, { ...context, data: isDataTable(element) })
    writer.newLine(2)
  } else if (context.data && (name === 'td' || name === 'th')) {
    writer.cell()
    writeChildren(element, writer, { ...context, cell: true })
  } else if (lines.has(name)) {
    writer.newLine(1)
    writeChildren(element, writer, context)
    writer.newLine(1)
  } else if (blocks.has(name) || isBlockByStyle(element)) {
    // A list in a list goes on at the next line.
    const gap = lists.has(name) && context.listDepth > 0 ? 1 : 2
    writer.newLine(gap)
    if (name === 'pre') writer.beginPreformatted()
    const listDepth = lists.has(name) ? context.listDepth + 1 : context.listDepth
    writeChildren(element, writer, { ...context, listDepth, pre: context.pre || name === 'pre' })
    writer.newLine(gap)
  } else writeChildren(element, writer, context)
}

/** Quote marks as browsers draw them for English; what is printed in the page's own text is never changed. */
function writeQuotation(element: DomElement, writer: Writer, context: Context): void {
  const outer = context.quoteDepth % 2 === 0
  writer.text(outer ? '“' : '‘', context.pre)
  writeChildren(element, writer, { ...context, quoteDepth: context.quoteDepth + 1 })
  writer.text(outer ? '”' : '’', context.pre)
}

function writeInCell(element: DomElement, writer: Writer, context: Context): void {
  const name = element.localName
  const parts = name === 'br' || lines.has(name) || blocks.has(name)
  if (parts) writer.text(' ', false)
  writeChildren(element, writer, context)
  if (parts) writer.text(' ', false)
}

function writeItem(element: DomElement, writer: Writer, context: Context): void {
  writer.newLine(1)
  const indent = '  '.repeat(Math.min(8, Math.max(0, context.listDepth - 1)))
  writer.prefix(`${indent}${markerOf(element, context.numbers)} `)
  writeChildren(element, writer, context)
  writer.newLine(1)
  writer.prefix('')
}

function markerOf(item: DomElement, numbers: Map<DomElement, number>): string {
  const list = item.parentNode
  if (list === null || !isElement(list) || list.localName !== 'ol') return '•'
  const last = numbers.get(list)
  const step = list.hasAttribute('reversed') ? -1 : 1
  const next = last === undefined ? (integer(list.getAttribute('start')) ?? 1) : last + step
  const number = integer(item.getAttribute('value')) ?? next
  numbers.set(list, number)
  return `${number}.`
}

const integer = (value: string | null): number | null =>
  value !== null && /^\s*-?\d{1,6}\s*$/u.test(value) ? Number(value) : null

/** Longest cell of a table of data, in characters; longer ones are columns of a layout made with a table. */
const longestCell = 600

/** Old pages lay out whole articles in tables: there cells are blocks like any other. */
function isDataTable(table: DomElement): boolean {
  if (table.querySelector('table') !== null || table.getAttribute('role') === 'presentation') return false
  let isWide = false
  for (const row of table.querySelectorAll('tr')) {
    let cells = 0
    for (let child: DomNode | null = row.firstChild; child !== null; child = child.nextSibling) {
      if (!isElement(child) || (child.localName !== 'td' && child.localName !== 'th')) continue
      cells += 1
      if ((child.textContent ?? '').length > longestCell) return false
    }
    isWide ||= cells > 1
  }
  return isWide
}

function isBlockByStyle(element: DomElement): boolean {
  const style = element.getAttribute('style')
  return style !== null && /(?:^|;)\s*display\s*:\s*(?:block|flex|grid|table|list-item)\b/iu.test(style)
}

/** Collects text; line ends are written when text follows, so that none stands at the ends and never three in a row. */
class Writer {
  private readonly parts: string[] = []
  private breaks = 0
  private space = false
  private pendingPrefix = ''
  private cells = 0
  private atLineStart = true
  private ignoreLineEnd = false

  text(text: string, pre: boolean): void {
    if (pre) {
      this.preformatted(text)
      return
    }
    // White space as CSS collapses it: a no-break space is a character like any other.
    const words = text.replace(/[\t\n\f\r ]+/gu, ' ')
    const from = words.startsWith(' ') ? 1 : 0
    const to = words.endsWith(' ') ? words.length - 1 : words.length
    if (from > 0) this.space = true
    if (from >= to) return
    this.put(words.slice(from, to))
    this.space = to < words.length
  }

  lineBreak(): void {
    this.space = false
    this.breaks = Math.min(2, this.breaks + 1)
    this.cells = 0
  }

  newLine(count: 1 | 2): void {
    this.space = false
    this.breaks = Math.max(Math.min(this.breaks, 2), count)
    this.cells = 0
  }

  /** HTML ignores a line end right after `<pre>`. */
  beginPreformatted(): void {
    this.ignoreLineEnd = true
  }

  /** Stands before the next text, which begins the line. */
  prefix(text: string): void {
    this.pendingPrefix = text
  }

  cell(): void {
    this.space = false
    this.cells += 1
  }

  result(): string {
    return this.parts.join('')
  }

  private put(text: string): void {
    if (this.breaks > 0 && this.parts.length > 0) {
      this.parts.push('\n'.repeat(this.breaks))
      this.atLineStart = true
    }
    this.breaks = 0
    if (this.pendingPrefix !== '') {
      this.parts.push(this.pendingPrefix)
      this.pendingPrefix = ''
    } else if (this.cells > 1 && !this.atLineStart) this.parts.push('\t'.repeat(this.cells - 1))
    else if (this.space && !this.atLineStart) this.parts.push(' ')
    if (this.cells > 0) this.cells = 1
    this.space = false
    this.parts.push(text)
    this.atLineStart = false
  }

  private preformatted(text: string): void {
    let written = text.replace(/\r\n?/gu, '\n')
    if (this.ignoreLineEnd && written.startsWith('\n')) written = written.slice(1)
    this.ignoreLineEnd = false
    for (const [index, line] of written.split('\n').entries()) {
      if (index > 0) this.breaks += 1
      if (line !== '') this.put(line)
    }
  }
}
