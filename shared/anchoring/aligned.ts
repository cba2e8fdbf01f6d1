/**
 * A text rewritten from another one, with the way back: which stretch of the original each stretch of the
 * rewritten text came from. Offsets are UTF-16 units. Only edits that change the length are recorded, so the
 * map of a 20-page article takes a few kilobytes.
 */
export type AlignedText = {
  readonly text: string
  /** Where the rewritten unit at `at` begins in the original. */
  sourceStart(at: number): number
  /** Where the rewritten unit before `at` ends in the original. */
  sourceEnd(at: number): number
  /** The offset in the rewritten text for an offset in the original; inside an edit, its near or far side. */
  fromSource(offset: number, side: 'start' | 'end'): number
  /** False where `at` lies inside one edit, such as between the letters of an unfolded ligature. */
  isEdge(at: number): boolean
}

/** Edits in flat columns: output start and length, source start and length. */
type Edits = { outAt: number[]; outLength: number[]; at: number[]; length: number[] }

/** The last edit whose column value is at most `wanted`, or -1. */
function lastAtMost(column: number[], wanted: number): number {
  let low = -1
  let high = column.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((column[middle] ?? 0) <= wanted) low = middle
    else high = middle - 1
  }
  return low
}

function alignedText(text: string, edits: Edits): AlignedText {
  const outEnd = (edit: number) => (edits.outAt[edit] ?? 0) + (edits.outLength[edit] ?? 0)
  const sourceEndOf = (edit: number) => (edits.at[edit] ?? 0) + (edits.length[edit] ?? 0)
  const after = (edit: number, at: number) => (edit < 0 ? at : sourceEndOf(edit) + at - outEnd(edit))
  return {
    text,
    sourceStart(at) {
      const edit = lastAtMost(edits.outAt, at)
      return edit >= 0 && at < outEnd(edit) ? (edits.at[edit] ?? 0) : after(edit, at)
    },
    sourceEnd(at) {
      if (at <= 0) return 0
      const edit = lastAtMost(edits.outAt, at - 1)
      return edit >= 0 && at - 1 < outEnd(edit) ? sourceEndOf(edit) : after(edit, at)
    },
    fromSource(offset, side) {
      const edit = lastAtMost(edits.at, offset)
      if (edit < 0) return offset
      if (offset >= sourceEndOf(edit)) return outEnd(edit) + offset - sourceEndOf(edit)
      return side === 'end' || offset === edits.at[edit] ? (edits.outAt[edit] ?? 0) : outEnd(edit)
    },
    isEdge(at) {
      const edit = lastAtMost(edits.outAt, at)
      return edit < 0 || at === edits.outAt[edit] || at >= outEnd(edit)
    },
  }
}

/** Rewrites a text from left to right: what is not replaced is copied. */
export class AlignedBuilder {
  readonly #source: string
  readonly #edits: Edits = { outAt: [], outLength: [], at: [], length: [] }
  #out = ''
  #copied = 0

  constructor(source: string) {
    this.#source = source
  }

  /** The offset in the rewritten text that the original's offset `upTo` will have if nothing more is replaced. */
  outputAt(upTo: number): number {
    return this.#out.length + upTo - this.#copied
  }

  /** Replaces the original's units from `start` to `end` (at or after the last replacement) by `text`. */
  replace(start: number, end: number, text: string): void {
    this.#out += this.#source.slice(this.#copied, start)
    if (text.length !== end - start || text.length > 1) {
      this.#edits.outAt.push(this.#out.length)
      this.#edits.outLength.push(text.length)
      this.#edits.at.push(start)
      this.#edits.length.push(end - start)
    }
    this.#out += text
    this.#copied = end
  }

  build(): AlignedText {
    return alignedText(this.#out + this.#source.slice(this.#copied), this.#edits)
  }
}

/** `second` was rewritten from `first.text`: the same text, mapped back to what `first` was rewritten from. */
export function composed(first: AlignedText, second: AlignedText): AlignedText {
  return {
    text: second.text,
    sourceStart: (at) => first.sourceStart(second.sourceStart(at)),
    sourceEnd: (at) => first.sourceEnd(second.sourceEnd(at)),
    fromSource: (offset, side) => second.fromSource(first.fromSource(offset, side), side),
    isEdge: (at) => second.isEdge(at) && first.isEdge(second.sourceStart(at)),
  }
}
