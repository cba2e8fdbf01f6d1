import type { Block } from '../../shared/document/block.ts'
import type { CitationItem } from '../../shared/document/citation.ts'
import type { Footnote } from '../../shared/document/footnote.ts'
import type { Inline } from '../../shared/document/inline.ts'
import type { List, ListItem } from '../../shared/document/list.ts'
import { isText } from '../../shared/document/node.ts'
import { captionOf, rowsOf, type Table } from '../../shared/document/table.ts'
import { gridOf } from '../../shared/document/tableGrid.ts'
import { type MarkName, markNames, type Text } from '../../shared/document/text.ts'
import { isFootnotePlace, notedOf } from '../../shared/document/walk.ts'

/** The number a citation shows, `3, 4`, and what a block is called in cross-references; undefined when it has none. */
export type NumberOf = (citationId: string) => string | undefined

function citationText(id: string, items: readonly CitationItem[], numberOf: NumberOf): string {
  const number = numberOf(id)
  if (number !== undefined && number !== '') return `[${number}]`
  return `[${items.map((item) => `@${item.typedKey ?? '?'}`).join('; ')}]`
}

/** The number of a note of the author's own, `[4]`; a star before it has one. */
const noteNumber = (id: string, numberOf: NumberOf): string => `[${numberOf(id) || '*'}]`

const plainInlines = (inlines: readonly Inline[], numberOf: NumberOf): string =>
  inlines
    .map((node) => {
      if (isText(node)) return node.text
      if (node.type === 'citation') return citationText(node.id, node.items, numberOf)
      if (node.type === 'footnote') return noteNumber(node.id, numberOf)
      if (node.type === 'reference') return numberOf(node.target) ?? '?'
      const words = plainInlines(node.children, numberOf)
      return node.type === 'quotation' ? `“${words}”` : words
    })
    .join('')

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`)

const boxText = ({ checked }: ListItem): string => (checked === undefined ? '' : checked ? '[x] ' : '[ ] ')

const plainList = (list: List, numberOf: NumberOf): string =>
  list.children
    .map((item, index) => {
      const sign = (list.ordered ? `${index + 1}. ` : '- ') + boxText(item)
      const lines = item.children.map((child) =>
        child.type === 'list' ? plainList(child, numberOf) : plainInlines(child.children, numberOf),
      )
      return sign + indented(lines.join('\n'), ' '.repeat(sign.length))
    })
    .join('\n')

function plainBlock(block: Block, numberOf: NumberOf): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return plainInlines(block.children, numberOf)
    case 'list':
      return plainList(block, numberOf)
    case 'callout': {
      const lines = block.children.map((child) => plainInlines(child.children, numberOf))
      return [...(block.title ? [block.title] : []), ...lines].join('\n')
    }
    case 'quotation-block': {
      const { id, items } = block.citation
      return `“${plainInlines(block.children, numberOf)}” ${citationText(id, items, numberOf)}`
    }
    case 'code-block':
      return block.children[0].text
    case 'figure':
      return [block.decorative ? '' : block.alt.trim(), plainInlines(block.children, numberOf)]
        .filter(Boolean)
        .join('\n')
    case 'table': {
      const caption = captionOf(block)
      const lines = rowsOf(block).map(({ children }) =>
        children.map((cell) => tsvCell(plainInlines(cell.children, numberOf))).join('\t'),
      )
      return [...(caption ? [plainInlines(caption.children, numberOf)] : []), ...lines].join('\n')
    }
    case 'divider':
      return '---'
    default:
      return ''
  }
}

/** A cell as spreadsheets read it: in quotation marks when it has several lines. */
const tsvCell = (words: string): string =>
  /[\t\n"]/u.test(words) && /[\t\n]|^"/u.test(words) ? `"${words.replaceAll('"', '""')}"` : words

/** The author's notes of these blocks in reading order. */
const notesOf = (blocks: readonly Block[]): Footnote[] =>
  blocks.flatMap(notedOf).flatMap((place) => (isFootnotePlace(place) ? [place.node] : []))

/**
 * Blocks for programs that know plain text only: quotations in their marks, citations as `[6]`, lists with signs, the
 * author's notes at the end.
 */
export const textOfBlocks = (blocks: readonly Block[], numberOf: NumberOf): string =>
  [
    ...blocks.map((block) => plainBlock(block, numberOf)),
    ...notesOf(blocks).map(
      ({ id, children }) => `${noteNumber(id, numberOf)} ${plainInlines(children, numberOf)}`,
    ),
  ]
    .filter((text) => text !== '')
    .join('\n')

const entity: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => entity[sign] ?? sign)

const elementOf: Readonly<Record<MarkName, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
  code: 'code',
  highlight: 'mark',
}

const htmlText = (run: Text): string =>
  markNames.reduce(
    (inner, name) =>
      run[name] && inner !== '' ? `<${elementOf[name]}>${inner}</${elementOf[name]}>` : inner,
    escaped(run.text).replaceAll('\n', '<br>'),
  )

const htmlInlines = (inlines: readonly Inline[], numberOf: NumberOf): string =>
  inlines
    .map((node) => {
      if (isText(node)) return htmlText(node)
      if (node.type === 'citation') return escaped(citationText(node.id, node.items, numberOf))
      if (node.type === 'reference') return escaped(numberOf(node.target) ?? '?')
      if (node.type === 'footnote') return `<sup>${escaped(noteNumber(node.id, numberOf))}</sup>`
      const words = htmlInlines(node.children, numberOf)
      return node.type === 'quotation' ? `“${words}”` : `<a href="${escaped(node.url)}">${words}</a>`
    })
    .join('')

function htmlList(list: List, numberOf: NumberOf): string {
  const name = list.ordered ? 'ol' : 'ul'
  const items = list.children.map((item) => {
    const [first, ...rest] = item.children
    const only = first?.type === 'paragraph' && rest.every((child) => child.type === 'list')
    const inner = item.children.map((child) => {
      if (child.type === 'list') return htmlList(child, numberOf)
      const words = htmlInlines(child.children, numberOf)
      return only ? words : `<p>${words}</p>`
    })
    const box = item.checked === undefined ? '' : `<input type="checkbox"${item.checked ? ' checked' : ''}> `
    return `<li>${box}${inner.join('')}</li>`
  })
  return `<${name}>${items.join('')}</${name}>`
}

function htmlTable(table: Table, numberOf: NumberOf): string {
  const caption = captionOf(table)
  const { placed } = gridOf(rowsOf(table))
  const rows = rowsOf(table).map((_, row) => {
    const cells = placed
      .filter((each) => each.row === row)
      .map(({ cell, column, colSpan, rowSpan }) => {
        const isHead = row < (table.headerRows ?? 0)
        const name = isHead || (table.headerColumn && column === 0) ? 'th' : 'td'
        const scope = name === 'th' ? ` scope="${isHead ? 'col' : 'row'}"` : ''
        const spans = `${colSpan > 1 ? ` colspan="${colSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`
        const align = cell.align ? ` style="text-align: ${cell.align}"` : ''
        return `<${name}${scope}${spans}${align}>${htmlInlines(cell.children, numberOf)}</${name}>`
      })
    return `<tr>${cells.join('')}</tr>`
  })
  const head = Math.min(table.headerRows ?? 0, rows.length)
  return [
    '<table>',
    caption ? `<caption>${htmlInlines(caption.children, numberOf)}</caption>` : '',
    head > 0 ? `<thead>${rows.slice(0, head).join('')}</thead>` : '',
    `<tbody>${rows.slice(head).join('')}</tbody>`,
    '</table>',
  ].join('')
}

function htmlBlock(block: Block, numberOf: NumberOf): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${htmlInlines(block.children, numberOf)}</p>`
    case 'heading':
      return `<h${block.level}>${htmlInlines(block.children, numberOf)}</h${block.level}>`
    case 'list':
      return htmlList(block, numberOf)
    case 'callout': {
      const title = block.title ? `<p><strong>${escaped(block.title)}</strong></p>` : ''
      return title + block.children.map((child) => htmlBlock(child, numberOf)).join('')
    }
    case 'quotation-block': {
      const { id, items } = block.citation
      return `<blockquote><p>“${htmlInlines(block.children, numberOf)}” ${escaped(citationText(id, items, numberOf))}</p></blockquote>`
    }
    case 'code-block':
      return `<pre><code>${escaped(block.children[0].text)}</code></pre>`
    case 'figure': {
      // The picture itself stays here: other programs get its description and its caption.
      const alt = block.decorative || block.alt.trim() === '' ? '' : `<p>[${escaped(block.alt.trim())}]</p>`
      const caption = htmlInlines(block.children, numberOf)
      return alt + (caption === '' ? '' : `<p>${caption}</p>`)
    }
    case 'table':
      return htmlTable(block, numberOf)
    case 'divider':
      return '<hr>'
    default:
      return ''
  }
}

/** Blocks for word processors and mail. Every text is escaped; nothing but these few elements is written. */
export const htmlOfBlocks = (blocks: readonly Block[], numberOf: NumberOf): string =>
  blocks.map((block) => htmlBlock(block, numberOf)).join('') +
  notesOf(blocks)
    .map(
      ({ id, children }) => `<p>${escaped(noteNumber(id, numberOf))} ${htmlInlines(children, numberOf)}</p>`,
    )
    .join('')
