/** How one level of a list is numbered. */
export interface Level {
  readonly start: number
  /** Formats as WordprocessingML names them (ECMA-376, 17.18.59). */
  readonly format: string
  /** What is written, `%1` for the number of the first level and so on. */
  readonly pattern: string
}

/** Counts the items of lists: one instance a document. */
export class Counters {
  private readonly counts = new Map<string, number[]>()

  /** The sign of the next item of a list at a depth from 0: `•`, `1.`, `2.a)`; empty where it has none. */
  next(list: string, depth: number, levels: (depth: number) => Level | undefined): string {
    const level = levels(depth)
    const counts = this.counts.get(list) ?? []
    this.counts.set(list, counts)
    counts.length = Math.min(counts.length, depth + 1)
    for (let above = 0; above < depth; above++) counts[above] ??= levels(above)?.start ?? 1
    const last = counts[depth]
    counts[depth] = last === undefined ? (level?.start ?? 1) : last + 1
    if (level === undefined || level.format === 'bullet') return '•'
    if (level.format === 'none') return level.pattern.replace(/%\d/gu, '').trim()
    return level.pattern.replace(/%([1-9])/gu, (_whole, digit: string) => {
      const at = Number(digit) - 1
      return counts[at] === undefined ? '' : numeral(counts[at] ?? 1, levels(at)?.format ?? 'decimal')
    })
  }
}

function numeral(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value)
    case 'upperLetter':
      return letters(value).toUpperCase()
    case 'lowerRoman':
      return roman(value)
    case 'upperRoman':
      return roman(value).toUpperCase()
    case 'decimalZero':
      return String(value).padStart(2, '0')
    default:
      return String(value)
  }
}

/** a … z, aa, bb, … as word processors count. */
function letters(value: number): string {
  if (value < 1 || value > 780) return String(value)
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1)
}

const romans: readonly [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
]

function roman(value: number): string {
  if (value < 1 || value > 3999) return String(value)
  let left = value
  let written = ''
  for (const [worth, letter] of romans) {
    while (left >= worth) {
      written += letter
      left -= worth
    }
  }
  return written
}
