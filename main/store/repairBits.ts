import type { ColumnValue } from './checksums.ts'
import type { Cell } from './repairRecords.ts'

/** Longer rows are not tried: each bit costs a checksum of the whole row. */
const MOST_BYTES = 4096
/** Bits of a row number that are tried. */
const NUMBER_BITS = 24

interface Corrected {
  readonly rowid: number
  readonly values: readonly ColumnValue[]
}

/**
 * Looks for the one bit of a row that was changed: the checksum proves which (of all rows of 4 KiB with one bit changed
 * about one in eight thousand million would fit by chance).
 *
 * @param fits the row when its checksum fits, else null
 */
export function correct(
  { rowid, payload }: Cell,
  fits: (rowid: number, payload: Buffer) => Corrected | null,
): Corrected | null {
  for (let bit = 0; bit < NUMBER_BITS; bit++) {
    const found = fits(rowid ^ (1 << bit), payload)
    if (found) return found
  }
  if (payload.length > MOST_BYTES) return null
  const tried = Buffer.from(payload)
  for (let bit = 0; bit < tried.length * 8; bit++) {
    const byte = bit >> 3
    const mask = 1 << (bit & 7)
    tried[byte] = (tried[byte] ?? 0) ^ mask
    const found = fits(rowid, tried)
    // The values of a blob are a view of the bytes that are tried.
    if (found)
      return {
        ...found,
        values: found.values.map((value) => (value instanceof Uint8Array ? Buffer.from(value) : value)),
      }
    tried[byte] = (tried[byte] ?? 0) ^ mask
  }
  return null
}
