import type { ColumnValue } from './checksums.ts'
import type { PageImage } from './repairImage.ts'

/** https://www.sqlite.org/fileformat2.html, §1.6 and §2: pages of table b-trees, their cells and records. */

export const LEAF = 0x0d
export const INTERIOR = 0x05
/** Bytes of the file's header before the b-tree header of page 1. */
const FILE_HEADER = 100
/** Nothing in a library is as long: a length beyond it is a damaged one. */
const MAX_PAYLOAD = 2 ** 30

export interface Cell {
  readonly rowid: number
  readonly payload: Buffer
}

interface Varint {
  readonly value: number
  readonly length: number
}

/** A variable-length integer; numbers beyond 2^53 do not occur in a library and come out inexact. */
export function varint(bytes: Buffer, at: number): Varint | null {
  let value = 0n
  for (let n = 0; n < 9; n++) {
    const byte = bytes[at + n]
    if (byte === undefined) return null
    if (n === 8) return { value: Number(BigInt.asIntN(64, (value << 8n) | BigInt(byte))), length: 9 }
    value = (value << 7n) | BigInt(byte & 0x7f)
    if (byte < 0x80) return { value: Number(value), length: n + 1 }
  }
  return null
}

const headerAt = (pageNumber: number): number => (pageNumber === 1 ? FILE_HEADER : 0)

export const pageType = (page: Buffer, pageNumber: number): number => page[headerAt(pageNumber)] ?? 0

/** Where the cells of a page begin, as its header says; places outside the page are left out. */
function cellPlaces(page: Buffer, pageNumber: number): number[] {
  const header = headerAt(pageNumber)
  const isLeaf = page[header] === LEAF
  const count = page.readUInt16BE(header + 3)
  const first = header + (isLeaf ? 8 : 12)
  const places: number[] = []
  for (let n = 0; n < count && first + n * 2 + 2 <= page.length; n++) {
    const at = page.readUInt16BE(first + n * 2)
    if (at >= first && at < page.length - 3) places.push(at)
  }
  return places
}

/** The pages below an interior page of a table. */
export function childrenOf(page: Buffer, pageNumber: number): number[] {
  const children = cellPlaces(page, pageNumber).map((at) => page.readUInt32BE(at))
  return [...children, page.readUInt32BE(headerAt(pageNumber) + 8)]
}

/** Cells of a leaf page, each null that cannot be read. */
export async function cellsOf(image: PageImage, page: Buffer, pageNumber: number): Promise<(Cell | null)[]> {
  const cells: (Cell | null)[] = []
  for (const at of cellPlaces(page, pageNumber)) cells.push(await cellAt(image, page, at))
  return cells
}

/** The cell that begins at a byte of a leaf page, with what of it is on other pages. */
export async function cellAt(image: PageImage, page: Buffer, at: number): Promise<Cell | null> {
  const size = varint(page, at)
  if (!size || size.value < 2 || size.value > MAX_PAYLOAD) return null
  const rowid = varint(page, at + size.length)
  if (!rowid) return null
  const begin = at + size.length + rowid.length
  const usable = image.pageSize
  const most = usable - 35
  if (size.value <= most) {
    if (begin + size.value > page.length) return null
    return { rowid: rowid.value, payload: page.subarray(begin, begin + size.value) }
  }
  if (size.value > image.count * usable) return null
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const fitting = least + ((size.value - least) % (usable - 4))
  const local = fitting <= most ? fitting : least
  if (begin + local + 4 > page.length) return null
  const parts = [page.subarray(begin, begin + local)]
  let missing = size.value - local
  let next = page.readUInt32BE(begin + local)
  const seen = new Set<number>()
  while (missing > 0) {
    if (next < 1 || next > image.count || seen.has(next)) return null
    seen.add(next)
    const more = await image.page(next)
    const part = more.subarray(4, 4 + Math.min(missing, usable - 4))
    parts.push(part)
    missing -= part.length
    next = more.readUInt32BE(0)
  }
  return { rowid: rowid.value, payload: Buffer.concat(parts) }
}

/** The values of a record; null when its header and its length do not agree. */
export function valuesOf(payload: Buffer): ColumnValue[] | null {
  const header = varint(payload, 0)
  if (!header || header.value > payload.length || header.value < header.length) return null
  const values: ColumnValue[] = []
  let body = header.value
  for (let at = header.length; at < header.value; ) {
    const type = varint(payload, at)
    if (!type) return null
    at += type.length
    const length = lengthOf(type.value)
    if (length < 0 || body + length > payload.length) return null
    values.push(valueAt(payload, body, type.value, length))
    body += length
  }
  return body === payload.length ? values : null
}

const integerLengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function lengthOf(type: number): number {
  if (type < 10) return integerLengths[type] ?? -1
  if (type < 12) return -1
  return type % 2 === 0 ? (type - 12) / 2 : (type - 13) / 2
}

function valueAt(payload: Buffer, at: number, type: number, length: number): ColumnValue {
  if (type === 0) return null
  if (type === 7) return payload.readDoubleBE(at)
  if (type === 8) return 0
  if (type === 9) return 1
  if (type === 6) return Number(payload.readBigInt64BE(at))
  if (type < 7) return payload.readIntBE(at, length)
  const bytes = payload.subarray(at, at + length)
  return type % 2 === 0 ? bytes : bytes.toString('utf8')
}
