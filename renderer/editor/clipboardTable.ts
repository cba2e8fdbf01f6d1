import type { Inline } from '../../shared/document/inline.ts'
import { captionOf, rowsOf, type Table, type TableCell, type TableRow } from '../../shared/document/table.ts'
import { gridOf, wholeRows, withSpans } from '../../shared/document/tableGrid.ts'
import { mintId } from '../../shared/model/identity.ts'
import { type Allowance, cleanLines, spaced, withCitations } from './clipboardText.ts'
import { maxCells } from './core/tables/inserting.ts'

/** Most columns that are pasted: what a page can show. */
const maxColumns = 100

/**
 * A table of pasted rows: made a rectangle, within what stays quick to write in. Rows beyond that are counted in the
 * allowance.
 *
 * @returns null where there is no cell, or no room at all
 */
export function pastedTable(
  given: readonly TableRow[],
  allowance: Allowance,
  more: Pick<Table, 'headerRows' | 'headerColumn'> & { caption?: readonly Inline[] } = {},
): Table | null {
  const filled = given.filter(({ children }) => children.length > 0)
  if (filled.length === 0 || !allowance.block()) return null
  const columns = Math.min(maxColumns, Math.max(1, gridOf(filled).columns))
  const room = Math.max(1, Math.floor(maxCells / columns))
  allowance.rows += Math.max(0, filled.length - room)
  const narrow = narrowed(wholeRows(filled.slice(0, room)), columns, allowance)
  const { caption, headerRows, headerColumn } = more
  const rows: Table['children'] = wholeRows(narrow)
  return {
    type: 'table',
    id: mintId(),
    ...(headerRows ? { headerRows: Math.min(headerRows, rows.length) } : {}),
    ...(headerColumn ? { headerColumn } : {}),
    children: [
      ...(caption && caption.length > 0
        ? [{ type: 'table-caption' as const, children: spaced(caption) }]
        : []),
      ...rows,
    ],
  }
}

/** Only the first columns. */
function narrowed(rows: readonly TableRow[], columns: number, allowance: Allowance): TableRow[] {
  const grid = gridOf(rows)
  if (grid.columns <= columns) return [...rows]
  allowance.columns += grid.columns - columns
  const kept: TableCell[][] = rows.map(() => [])
  for (const { cell, row, column, colSpan, rowSpan } of grid.placed)
    if (column < columns) kept[row]?.push(withSpans(cell, Math.min(colSpan, columns - column), rowSpan))
  return kept.map((children) => ({ type: 'table-row', children }))
}

const cellOf = (text: string, allowance: Allowance, align?: TableCell['align']): TableCell => ({
  type: 'table-cell',
  ...(align ? { align } : {}),
  children: spaced(withCitations({ text: cleanLines(allowance.take(text)).trim() })),
})

/** The cells of text that a spreadsheet copies: parted by tabs, a cell with line ends or tabs in quotation marks. */
function cellsOfTsv(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  let fresh = true
  const add = (words: string): void => {
    const row = rows[rows.length - 1]
    if (row) row[row.length - 1] += words
  }
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at] ?? ''
    if (quoted) {
      if (unit !== '"') add(unit)
      else if (text[at + 1] === '"') {
        add('"')
        at += 1
      } else quoted = false
    } else if (unit === '"' && fresh) {
      quoted = true
      fresh = false
    } else if (unit === '\t') {
      rows[rows.length - 1]?.push('')
      fresh = true
    } else if (unit === '\n') {
      rows.push([''])
      fresh = true
    } else {
      add(unit)
      fresh = false
    }
  }
  // A mark that is never closed is a word's own.
  return quoted ? text.split('\n').map((line) => line.split('\t')) : rows
}

/**
 * Cells parted by tabs, as spreadsheets copy them: every line has as many. Null for any other text, so also where only
 * some lines have a tab.
 */
export function tableOfTsv(text: string, allowance: Allowance): Table | null {
  if (!text.includes('\t')) return null
  const rows = cellsOfTsv(text.replace(/\r\n?/gu, '\n').replace(/\n+$/u, ''))
  const [first] = rows
  if (!first || first.length < 2 || rows.some((row) => row.length !== first.length)) return null
  return pastedTable(
    rows.slice(0, maxCells).map((row) => ({
      type: 'table-row',
      children: row.map((words) => cellOf(words, allowance)),
    })),
    allowance,
  )
}

const delimiter = /^:?-+:?$/u

/** The cells of one row of Markdown; `\|` is a bar of the words. */
const cellsOfRow = (line: string): string[] =>
  line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u)
    .map((words) => words.replaceAll('\\|', '|').trim())

const marksOfMarkdown = /(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(`)(.+?)\3|([*_])(?=\S)(.+?)(?<=\S)\5/gu

/** The words of a Markdown cell, with bold, italic and code. */
function inlinesOfMarkdown(words: string): Inline[] {
  const out: Inline[] = []
  let done = 0
  const plain = (text: string): void => {
    if (text !== '') out.push(...withCitations({ text: text.replaceAll(/<br\s*\/?>/giu, '\n') }))
  }
  for (const match of words.matchAll(marksOfMarkdown)) {
    plain(words.slice(done, match.index))
    if (match[1]) out.push({ text: match[2] ?? '', bold: true })
    else if (match[3]) out.push({ text: match[4] ?? '', code: true })
    else out.push({ text: match[6] ?? '', italic: true })
    done = match.index + match[0].length
  }
  plain(words.slice(done))
  return spaced(out)
}

/** A table that is written as Markdown does it, and nothing else; null for any other text. */
export function tableOfMarkdown(text: string, allowance: Allowance): Table | null {
  const lines = text.trim().split(/\r\n|\r|\n/u)
  const [head = '', second = '', ...rest] = lines
  if (!head.includes('|') || !second.includes('-') || rest.some((line) => !line.includes('|'))) return null
  const signs = cellsOfRow(second)
  const columns = cellsOfRow(head).length
  if (!signs.every((sign) => delimiter.test(sign)) || signs.length !== columns) return null
  const rows = [head, ...rest].map(
    (line): TableRow => ({
      type: 'table-row',
      children: cellsOfRow(line)
        .slice(0, columns)
        .map((words, column) => {
          const sign = signs[column] ?? ''
          const align = sign.endsWith(':') ? (sign.startsWith(':') ? 'center' : 'right') : undefined
          return {
            type: 'table-cell',
            ...(align ? { align } : {}),
            children: inlinesOfMarkdown(cleanLines(allowance.take(words))),
          }
        }),
    }),
  )
  return pastedTable(rows, allowance, { headerRows: 1 })
}

/** One line for each row of a table, its cells parted by a bar: where no table may stand. */
export function linesOfTable(table: Table): Inline[][] {
  const caption = captionOf(table)
  const rows = rowsOf(table).map(({ children }) =>
    children.flatMap((cell, at): Inline[] => [...(at > 0 ? [{ text: ' | ' }] : []), ...cell.children]),
  )
  return [...(caption ? [caption.children] : []), ...rows]
}
