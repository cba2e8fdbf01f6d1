/** A stretch of a note: words, perhaps set in italics, perhaps a link. */
export interface Run {
  readonly text: string
  readonly italic?: boolean
  readonly href?: string
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
