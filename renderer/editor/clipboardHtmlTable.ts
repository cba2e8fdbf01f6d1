import type { TableCell } from '../../shared/document/table.ts'
import type { HtmlNode } from './clipboardHtmlNode.ts'

interface HtmlCell {
  readonly node: HtmlNode
  readonly colSpan: number
  readonly rowSpan: number
  readonly align: TableCell['align']
  readonly isHead: boolean
}

/** What an HTML table is made of. */
export interface HtmlTable {
  readonly rows: readonly (readonly HtmlCell[])[]
  readonly caption: HtmlNode | null
  readonly headerRows: number
  readonly headerColumn: boolean
  /** It only lays out what is in it: it says so, or holds another table. */
  readonly isLayout: boolean
}

/** Most rows that are looked at: more than are ever kept. */
const maxRows = 20_000

const spanOf = (node: HtmlNode, name: string): number => {
  const value = Number(node.getAttribute?.(name) ?? 1)
  return Number.isInteger(value) && value > 1 ? Math.min(value, 1000) : 1
}

function alignOf(node: HtmlNode): TableCell['align'] {
  const said =
    /text-align:\s*(\w+)/iu.exec(node.getAttribute?.('style') ?? '')?.[1] ?? node.getAttribute?.('align')
  const align = said?.toLowerCase()
  return align === 'center' || align === 'right' ? align : undefined
}

function holdsTable(node: HtmlNode, depth: number): boolean {
  for (const child of node.childNodes)
    if (child.nodeName.toLowerCase() === 'table' || (depth < 40 && holdsTable(child, depth + 1))) return true
  return false
}

/** The rows and cells of an HTML table; those of a table within it are not among them. */
export function partsOfTable(table: HtmlNode): HtmlTable {
  const rows: HtmlCell[][] = []
  let caption: HtmlNode | null = null
  let headed = 0
  let nested = false
  const read = (node: HtmlNode, inHead: boolean): void => {
    for (const child of node.childNodes) {
      const name = child.nodeName.toLowerCase()
      if (name === 'caption') caption ??= child
      else if (name === 'thead' || name === 'tbody' || name === 'tfoot') read(child, name === 'thead')
      else if (name === 'tr' && rows.length < maxRows) {
        const row: HtmlCell[] = []
        for (const cell of child.childNodes) {
          const cellName = cell.nodeName.toLowerCase()
          if (cellName !== 'td' && cellName !== 'th') continue
          nested ||= holdsTable(cell, 0)
          row.push({
            node: cell,
            colSpan: spanOf(cell, 'colspan'),
            rowSpan: spanOf(cell, 'rowspan'),
            align: alignOf(cell),
            isHead: cellName === 'th',
          })
        }
        if (row.length === 0) continue
        if (headed === rows.length && (inHead || row.every(({ isHead }) => isHead))) headed += 1
        rows.push(row)
      }
    }
  }
  read(table, false)
  const body = rows.slice(headed)
  const role = table.getAttribute?.('role')
  return {
    rows,
    caption,
    headerRows: headed,
    headerColumn: body.length > 0 && body.every(([first, second]) => first?.isHead && !second?.isHead),
    isLayout: nested || role === 'presentation' || role === 'none',
  }
}
