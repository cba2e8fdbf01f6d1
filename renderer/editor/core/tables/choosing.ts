import { maxChosen } from './inserting.ts'

/** Rows and columns of a table that is to be put in. */
export interface TableSize {
  readonly rows: number
  readonly columns: number
}

const within = (count: number): number => Math.min(maxChosen, Math.max(1, count))

/** The size after a key; null when the key has nothing to do with it. */
export function sizeAfter({ rows, columns }: TableSize, key: string): TableSize | null {
  switch (key) {
    case 'ArrowDown':
      return { rows: within(rows + 1), columns }
    case 'ArrowUp':
      return { rows: within(rows - 1), columns }
    case 'ArrowRight':
      return { rows, columns: within(columns + 1) }
    case 'ArrowLeft':
      return { rows, columns: within(columns - 1) }
    case 'Home':
      return { rows, columns: 1 }
    case 'End':
      return { rows, columns: maxChosen }
    case 'PageUp':
      return { rows: 1, columns }
    case 'PageDown':
      return { rows: maxChosen, columns }
    default:
      return null
  }
}
