/** What a command has to say: the answer for programs, lines for people, and how it ended. */
export interface Outcome {
  /** Beside `ok: true` in the JSON document: `item`, `items`, `counts`. */
  readonly answer: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
  /** 1: done, with findings or failed items. */
  readonly exit?: 0 | 1
  /** The answer was printed already. */
  readonly silent?: boolean
}

/** Words in columns, two spaces apart, the last one open. Widths count code points. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const length = (text: string): number => [...text].length
  const widths: number[] = []
  for (const row of rows) {
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, length(cell))
  }
  return rows.map((row) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - length(cell))))
      .join('  ')
      .trimEnd(),
  )
}

/** A text on one line of at most `most` code points. */
export function shortened(text: string, most: number): string {
  const points = [...text.replace(/\s+/gu, ' ').trim()]
  return points.length <= most ? points.join('') : `${points.slice(0, most - 1).join('')}…`
}

/** `3 claims`, `1 claim`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : several}`
