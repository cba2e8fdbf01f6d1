import type { TableCell as CellNode, PhrasingContent, RootContent } from 'mdast'
import { captionOf, rowsOf, type Table, type TableCell } from '../table.ts'
import { type Grid, gridOf, type Placed, wholeRows } from '../tableGrid.ts'
import type { BlockAttributes } from './attributes.ts'

/** How the words of a cell or caption are written. */
export interface WordWriter {
  inlines(children: TableCell['children'], breaks: boolean): PhrasingContent[]
  /** With a brace that begins the words escaped. */
  plain(nodes: PhrasingContent[]): PhrasingContent[]
  attributeLine(attributes: BlockAttributes): RootContent[]
}

/** In a table of `::: table`: this cell is part of the one to its left, or of the one above it. */
export const joinLeft = '<'
export const joinUp = '^'

const literal = (value: string): PhrasingContent => ({ type: 'attestLiteral', value })

const reference = (blank: string): PhrasingContent => literal(blank === '\t' ? '&#x9;' : '&#x20;')

/** A bar ends a cell even in code and in what is written as it is. */
function withoutBars(node: PhrasingContent): PhrasingContent {
  if (node.type === 'attestLiteral') return literal(node.value.replaceAll('|', '\\|'))
  if (node.type === 'inlineCode' && node.value.includes('|')) {
    const children: PhrasingContent[] = [{ type: 'text', value: node.value }]
    return { type: 'textDirective', name: 'code', attributes: {}, children }
  }
  if ('children' in node) return { ...node, children: node.children.map(withoutBars) } as PhrasingContent
  return node
}

/** Blanks at the edges of a cell are no words: those that are meant are written as references. */
function withEdges(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const [first, ...rest] = nodes
  if (first?.type === 'text' && /^[ \t]/u.test(first.value)) {
    const value = first.value.slice(1)
    return [
      reference(first.value[0] ?? ' '),
      ...withEdges([...(value === '' ? [] : [{ ...first, value }]), ...rest]),
    ]
  }
  const last = nodes[nodes.length - 1]
  if (last?.type === 'text' && /[ \t]$/u.test(last.value)) {
    const value = last.value.slice(0, -1)
    const kept = value === '' ? [] : [{ ...last, value }]
    return [...withEdges([...nodes.slice(0, -1), ...kept]), reference(last.value.slice(-1))]
  }
  return [...nodes]
}

/** The alignment that all cells of a column have; null where they differ. */
function columnAlign(grid: Grid, column: number): TableCell['align'] | null {
  const own = grid.placed.filter((each) => each.column === column).map(({ cell }) => cell.align)
  return own.every((align) => align === own[0]) ? own[0] : null
}

/** `{header-rows=2 header-column=yes widths="2 1 1"}`: what GFM's tables have no signs for. */
function extrasOf(table: Table): Record<string, string> {
  return {
    ...(table.headerRows === 1 ? {} : { 'header-rows': `${table.headerRows ?? 0}` }),
    ...(table.headerColumn ? { 'header-column': 'yes' } : {}),
    ...(table.widths ? { widths: table.widths.join(' ') } : {}),
  }
}

/** A table as GFM writes it; with what GFM cannot hold, inside `::: table`. */
export function tableNodes(table: Table, writer: WordWriter): RootContent[] {
  const rows = wholeRows(rowsOf(table))
  const grid = gridOf(rows)
  const aligns = Array.from({ length: grid.columns }, (_, column) => columnAlign(grid, column))
  const caption = captionOf(table)
  const captionWords = caption ? writer.inlines(caption.children, true) : []
  const extras = extrasOf(table)
  const merged = grid.placed.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1)
  const own = merged || captionWords.length > 0 || Object.keys(extras).length > 0

  const words = ({ cell, column }: Placed): PhrasingContent[] => {
    const nodes = writer.inlines(cell.children, false).map(withoutBars)
    const [only] = nodes
    const sign = own && nodes.length === 1 && only?.type === 'text' && /^[<^]$/u.test(only.value)
    const edged = sign ? [literal(`\\${only.value}`)] : withEdges(nodes)
    return aligns[column] === null && cell.align
      ? [literal(`{align=${cell.align}}${edged.length > 0 ? ' ' : ''}`), ...edged]
      : writer.plain(edged)
  }
  const place = (row: number, column: number): CellNode => {
    const each = grid.at(row, column)
    if (!each) return { type: 'tableCell', children: [] }
    const children =
      each.row === row && each.column === column
        ? words(each)
        : [literal(each.column < column ? joinLeft : joinUp)]
    return { type: 'tableCell', children }
  }
  const node: RootContent = {
    type: 'table',
    align: aligns.map((align) => align ?? null),
    children: rows.map((_, row) => ({
      type: 'tableRow',
      children: aligns.map((_align, column) => place(row, column)),
    })),
  }
  const { mark, kind } = table
  if (!own)
    return [
      ...writer.attributeLine({ ...(mark === undefined ? {} : { mark }), ...(kind ? { kind } : {}) }),
      node,
    ]
  const attributes = { ...(mark === undefined ? {} : { mark }), ...(kind ? { kind } : {}), ...extras }
  const above: RootContent[] =
    captionWords.length > 0 ? [{ type: 'paragraph', children: writer.plain(captionWords) }] : []
  return [{ type: 'containerDirective', name: 'table', attributes, children: [...above, node] as never }]
}
