import { CHECKSUM, type ColumnValue, checksumOf, type TableShape } from './checksums.ts'
import type { SchemaObject } from './doctorSchema.ts'
import { correct } from './repairBits.ts'
import type { PageImage } from './repairImage.ts'
import {
  type Cell,
  cellAt,
  cellsOf,
  childrenOf,
  INTERIOR,
  LEAF,
  pageType,
  valuesOf,
} from './repairRecords.ts'

/**
 * How far a row that was found can be trusted: `sound` its checksum fits; `corrected` it fits after one bit was put
 * back; `doubtful` it does not fit, and stood where rows of this table stand.
 */
export interface FoundRow {
  readonly table: TableShape
  readonly rowid: number
  readonly values: readonly ColumnValue[]
  readonly trust: 'sound' | 'corrected' | 'doubtful'
  /** Whether its page hangs in the tree of its table; a page that does not may be an old one. */
  readonly isAttached: boolean
}

/** Pages of each table as its tree has them, pages of anything else, and pages that are free. */
interface Places {
  readonly owners: ReadonlyMap<number, string>
  readonly free: ReadonlySet<number>
}

const SCHEMA_ROOT = 1

/** The schema as the file has it, as far as it can be read: where each table begins. */
export async function storedSchema(
  image: PageImage,
): Promise<(SchemaObject & { readonly rootPage: number })[]> {
  const found: (SchemaObject & { rootPage: number })[] = []
  for (const number of await leavesOf(image, SCHEMA_ROOT, new Set())) {
    for (const cell of await cellsOf(image, await image.page(number), number)) {
      const values = cell && valuesOf(cell.payload)
      if (values?.length !== 5) continue
      const [type, name, , rootPage, sql] = values
      if (typeof type !== 'string' || typeof name !== 'string' || typeof rootPage !== 'number') continue
      found.push({ type, name, rootPage, sql: typeof sql === 'string' ? sql : null })
    }
  }
  return found
}

/** Leaf pages below a page of a table's tree. A page that two trees claim belongs to the first. */
async function leavesOf(image: PageImage, root: number, seen: Set<number>): Promise<number[]> {
  const leaves: number[] = []
  const waiting = [root]
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (number < 1 || number > image.count || seen.has(number)) continue
    seen.add(number)
    const page = await image.page(number)
    if (pageType(page, number) === INTERIOR) waiting.push(...childrenOf(page, number).reverse())
    else leaves.push(number)
  }
  return leaves
}

async function placesOf(image: PageImage, tables: ReadonlyMap<string, TableShape>): Promise<Places> {
  const owners = new Map<number, string>()
  const seen = new Set<number>([SCHEMA_ROOT])
  for (const { type, name, rootPage } of await storedSchema(image)) {
    if (type !== 'table' || rootPage < 2) continue
    for (const leaf of await leavesOf(image, rootPage, seen)) owners.set(leaf, tables.has(name) ? name : '')
  }
  return { owners, free: await freePages(image) }
}

/** https://www.sqlite.org/fileformat2.html §1.5 */
async function freePages(image: PageImage): Promise<Set<number>> {
  const free = new Set<number>()
  let trunk = (await image.page(1)).readUInt32BE(32)
  while (trunk > 1 && trunk <= image.count && !free.has(trunk)) {
    free.add(trunk)
    const page = await image.page(trunk)
    const leaves = Math.min(page.readUInt32BE(4), image.pageSize / 4 - 2)
    for (let n = 0; n < leaves; n++) free.add(page.readUInt32BE(8 + n * 4))
    trunk = page.readUInt32BE(0)
  }
  return free
}

export interface Finding {
  readonly image: PageImage
  readonly tables: ReadonlyMap<string, TableShape>
  /**
   * `sure`: rows that stand where they belong and whose checksum fits. `rest`: all others. Two walks, so that a row
   * beyond doubt is never kept out by one in doubt, and nothing has to be held in memory.
   */
  readonly walk: 'sure' | 'rest'
  readonly signal?: AbortSignal | undefined
  /** Called with pages read, of all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

/**
 * Every row that is somewhere in the file, page by page. Rows that hang in the tree of their table come with whatever
 * trust they have; from other pages, and from the bytes of a page that cannot be read in order, only those whose
 * checksum says which table they are of.
 */
export async function* findRows(finding: Finding): AsyncGenerator<FoundRow> {
  const { image, tables, walk, signal, onProgress } = finding
  const { owners, free } = await placesOf(image, tables)
  const sealed = [...tables.values()].filter(({ isSealed }) => isSealed)
  for (let number = 2; number <= image.count; number++) {
    signal?.throwIfAborted()
    onProgress?.(number, image.count)
    if (free.has(number) && !owners.has(number)) continue
    const owner = owners.get(number)
    // Full text and the like: made anew.
    if (owner === '') continue
    const expected = owner === undefined ? undefined : tables.get(owner)
    if (walk === 'sure' && expected === undefined) continue
    const page = await image.page(number)
    const isLeaf = pageType(page, number) === LEAF
    let isWhole = isLeaf
    if (isLeaf) {
      for (const cell of await cellsOf(image, page, number)) {
        const sure = cell && expected && sureRow(cell, expected)
        const row = sure ?? (walk === 'rest' && cell ? identify(cell, expected, sealed) : null)
        if (row && (walk === 'sure') === (row === sure)) yield row
        if (!sure) isWhole = false
      }
    }
    if (walk === 'rest' && expected !== undefined && !isWhole) yield* byForce(image, page, expected)
  }
}

function sureRow(cell: Cell, table: TableShape): FoundRow | null {
  const values = valuesOf(cell.payload)
  const row = values && rowOf(table, cell.rowid, values)
  if (!row || (table.isSealed && !isSound(table, row))) return null
  return { table, rowid: cell.rowid, values: row, trust: 'sound', isAttached: true }
}

/** Which table a cell is of that does not fit where it stands, and how far it can be trusted. */
function identify(
  cell: Cell,
  expected: TableShape | undefined,
  sealed: readonly TableShape[],
): FoundRow | null {
  const values = valuesOf(cell.payload)
  if (values) {
    for (const table of sealed) {
      if (table === expected) continue
      const row = rowOf(table, cell.rowid, values)
      if (!row || !isSound(table, row)) continue
      return { table, rowid: cell.rowid, values: row, trust: 'sound', isAttached: false }
    }
    const bytes = expected ? null : bytesRow(cell.rowid, values)
    if (bytes) return bytes
  }
  if (!expected?.isSealed) return null
  const corrected = correct(cell, (rowid, payload) => {
    const decoded = valuesOf(payload)
    const row = decoded && rowOf(expected, rowid, decoded)
    return row && isSound(expected, row) ? { rowid, values: row } : null
  })
  if (corrected) return { table: expected, ...corrected, trust: 'corrected', isAttached: true }
  const row = values && rowOf(expected, cell.rowid, values)
  return row ? { table: expected, rowid: cell.rowid, values: row, trust: 'doubtful', isAttached: true } : null
}

/** What may be the bytes of a snapshot: whoever has the snapshots can tell by the SHA-256. */
function bytesRow(rowid: number, values: readonly ColumnValue[]): FoundRow | null {
  const [id, bytes] = values
  if (values.length !== 2 || typeof id !== 'string' || !(bytes instanceof Uint8Array) || id.length !== 36)
    return null
  const table = { name: 'snapshot_bytes', columns: ['snapshot_id', 'bytes'], rowid: null, isSealed: false }
  return { table, rowid, values, trust: 'doubtful', isAttached: false }
}

/** Rows of a page whose order is lost: from every byte on that a cell could begin at. */
async function* byForce(image: PageImage, page: Buffer, table: TableShape): AsyncGenerator<FoundRow> {
  if (!table.isSealed) return
  for (let at = 8; at < page.length - 4; at++) {
    const cell = await cellAt(image, page, at)
    const values = cell && valuesOf(cell.payload)
    const row = values && rowOf(table, cell.rowid, values)
    if (!row || !isSound(table, row)) continue
    yield { table, rowid: cell.rowid, values: row, trust: 'sound', isAttached: true }
    at += cell.payload.length
  }
}

/** The values of a record as a row of this table; null when it cannot be one. */
function rowOf(table: TableShape, rowid: number, values: readonly ColumnValue[]): ColumnValue[] | null {
  const { columns } = table
  if (values.length !== columns.length) return null
  if (table.rowid === null) return [...values]
  const at = columns.indexOf(table.rowid)
  return values[at] === null ? values.map((value, n) => (n === at ? rowid : value)) : null
}

/** Whether a row is as it was written. */
function isSound({ name, columns }: TableShape, row: readonly ColumnValue[]): boolean {
  const at = columns.indexOf(CHECKSUM)
  const stored = row[at]
  if (typeof stored !== 'number') return false
  const made = checksumOf(
    name,
    row.filter((_, n) => n !== at),
  )
  return stored === made
}
