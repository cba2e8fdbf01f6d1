/** A stretch of a note or a list of sources: words, and how they are set. */
export interface Run {
  readonly text: string
  readonly italic?: boolean
  /** An address that the words lead to. */
  readonly href?: string
  /** Words of a source, quotation marks included. */
  readonly quote?: true
  /** Number of a note that the words lead to. */
  readonly note?: number
}

/** Plain words as runs; none when they are blank. */
export const plainRun = (words: string): Run[] => (words.trim() === '' ? [] : [{ text: words.trim() }])

/** Longest address that is printed whole, in code points: nobody types more. */
const longestAddress = 240

/** An address as it is printed: what is too long to be typed by anyone shows its beginning and leads to all of it. */
export function addressRun(url: string): Run {
  const points = [...url]
  const isLong = points.length > longestAddress
  return { text: isLong ? `${points.slice(0, longestAddress - 40).join('')}…` : url, href: url }
}

/** Joins parts of a note with `separator`, leaving out the empty ones. */
export function joinRuns(parts: readonly (readonly Run[])[], separator = ', '): Run[] {
  const joined: Run[] = []
  for (const part of parts) {
    if (part.every((run) => run.text === '')) continue
    if (joined.length > 0) joined.push({ text: separator })
    joined.push(...part)
  }
  return joined
}

/** The words of runs without their setting. */
export const runsText = (runs: readonly Run[]): string => runs.map((run) => run.text).join('')

/** Whether a sentence that ends so needs no stop of its own. */
export const isStopped = (words: string): boolean => /[.?!…][”’"'»)\]]*$/u.test(words)

/** The runs with a stop at their end, unless their words end in one. */
export const stopped = (runs: readonly Run[]): Run[] =>
  runs.length === 0 || isStopped(runsText(runs)) ? [...runs] : [...runs, { text: '.' }]
