/** A run of text as pdf.js gives it (`TextItem`), in points from the lower left corner. */
export interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  /** Font size. */
  readonly size: number
  /** The last of its line, as pdf.js sees it. */
  readonly endsLine: boolean
}

/** A printed line. */
export interface Line {
  readonly text: string
  readonly left: number
  readonly right: number
  /** Height of its baseline over the foot of the page. */
  readonly y: number
  readonly size: number
}

/** Superscripts and drop capitals stand off their line by less than this, in font sizes. */
const offBaseline = 0.6

/**
 * A raised small number or sign after a word or the end of a sentence leads to a note: within a quotation nobody prints it.
 * After a number or a short unit it is a power.
 */
const marksNote = (before: Run, run: Run): boolean =>
  run.y - before.y > 0.15 * before.size &&
  run.size < 0.85 * before.size &&
  /^\s*(?:\d{1,3}(?:[,–]\s?\d{1,3})*|[*†‡§]{1,3})\s*$/u.test(run.text) &&
  /(?:[.,;:!?…”’"')\]»]|\p{L}{4})\s*$/u.test(before.text)

/**
 * The lines of a page, in the order in which the document writes them: in what programs print that is the order of reading,
 * column by column, where sorting by height would run columns into each other.
 */
export function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = []
  let line: Run[] = []
  /** The last run of the line that shows. */
  let before: Run | undefined
  const finish = (): void => {
    const text = line
      .map((run) => run.text)
      .join('')
      .replace(/\s+/gu, ' ')
      .trim()
    const shown = line.filter((run) => run.text.trim() !== '')
    const main = shown.reduce<Run | null>(
      (most, run) => (most === null || run.text.length > most.text.length ? run : most),
      null,
    )
    if (text !== '' && main !== null) {
      lines.push({
        text,
        left: Math.min(...shown.map((run) => run.x)),
        right: Math.max(...shown.map((run) => run.x + run.width)),
        y: main.y,
        size: main.size,
      })
    }
    line = []
    before = undefined
  }
  for (const run of runs) {
    if (run.text.trim() !== '' && before !== undefined) {
      const size = Math.max(run.size, before.size)
      if (Math.abs(run.y - before.y) > offBaseline * size || run.x < before.x - size) finish()
    }
    if (before === undefined || !marksNote(before, run)) {
      line.push(run)
      if (run.text.trim() !== '') before = run
    }
    if (run.endsLine) finish()
  }
  finish()
  return lines
}
