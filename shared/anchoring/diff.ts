import fastDiff from 'fast-diff'
import { MAX_DIFF_PAIRS } from './limits.ts'
import { tokenize, Vocabulary } from './tokens.ts'
import type { DiffPart } from './verdict.ts'

/** One UTF-16 unit stands for one distinct token; units of surrogates and below the space are left out. */
const FIRST_UNIT = 0x21
const SURROGATES = 0xd800 - FIRST_UNIT
const SURROGATE_COUNT = 0x800
const MAX_DISTINCT = 0xffff - SURROGATE_COUNT - FIRST_UNIT

function unitFor(id: number): string {
  return String.fromCharCode(FIRST_UNIT + (id < SURROGATES ? id : id + SURROGATE_COUNT))
}

/** Collects parts so that in each changed stretch the source comes first, then the memo, each in one piece. */
class Parts {
  readonly list: DiffPart[] = []
  #source = ''
  #memo = ''

  add(kind: DiffPart['kind'], text: string): void {
    if (text === '') return
    if (kind === 'source') this.#source += text
    else if (kind === 'memo') this.#memo += text
    else {
      this.flush()
      const last = this.list.at(-1)
      if (last?.kind === 'same') last.text += text
      else this.list.push({ kind: 'same', text })
    }
  }

  flush(): void {
    if (this.#source) this.list.push({ kind: 'source', text: this.#source })
    if (this.#memo) this.list.push({ kind: 'memo', text: this.#memo })
    this.#source = ''
    this.#memo = ''
  }
}

/** White space alone between two changes belongs to both: "one two" for "three four" is one change, not two. */
function withoutGaps(parts: DiffPart[]): DiffPart[] {
  const joined = new Parts()
  parts.forEach((part, at) => {
    const between = at > 0 && at < parts.length - 1
    if (part.kind === 'same' && between && /^\s+$/.test(part.text) && isReplaced(parts, at)) {
      joined.add('source', part.text)
      joined.add('memo', part.text)
    } else joined.add(part.kind, part.text)
  })
  joined.flush()
  return joined.list
}

/** Whether the parts on both sides of the white space at `at` replace words by words. */
function isReplaced(parts: DiffPart[], at: number): boolean {
  return (
    parts[at - 1]?.kind === 'memo' &&
    parts[at - 2]?.kind === 'source' &&
    parts[at + 1]?.kind === 'source' &&
    parts[at + 2]?.kind === 'memo'
  )
}

/**
 * What differs between the words of the source and those of the memo, word by word. The `same` and `source` parts
 * joined are `source`, the `same` and `memo` parts joined are `memo`, to the letter. Beyond some thousand words on
 * each side (MAX_DIFF_PAIRS) everything between the common beginning and the common end is one change.
 */
export function diffWords(source: string, memo: string): DiffPart[] {
  const left = tokenize(source)
  const right = tokenize(memo)
  let first = 0
  while (first < left.length && first < right.length && left[first]?.text === right[first]?.text) first += 1
  let last = 0
  const room = Math.min(left.length, right.length) - first
  while (last < room && left.at(-1 - last)?.text === right.at(-1 - last)?.text) last += 1
  const middleLeft = left.slice(first, left.length - last)
  const middleRight = right.slice(first, right.length - last)

  const parts = new Parts()
  for (const token of left.slice(0, first)) parts.add('same', token.text)
  const vocabulary = new Vocabulary()
  const idsLeft = middleLeft.map((token) => vocabulary.idOf(token.text))
  const idsRight = middleRight.map((token) => vocabulary.idOf(token.text))
  if (middleLeft.length * middleRight.length > MAX_DIFF_PAIRS || vocabulary.size > MAX_DISTINCT) {
    for (const token of middleLeft) parts.add('source', token.text)
    for (const token of middleRight) parts.add('memo', token.text)
  } else {
    let atLeft = 0
    let atRight = 0
    for (const [operation, units] of fastDiff(
      idsLeft.map(unitFor).join(''),
      idsRight.map(unitFor).join(''),
    )) {
      for (let unit = 0; unit < units.length; unit += 1) {
        if (operation === fastDiff.INSERT) parts.add('memo', middleRight[atRight]?.text ?? '')
        else parts.add(operation === fastDiff.DELETE ? 'source' : 'same', middleLeft[atLeft]?.text ?? '')
        if (operation !== fastDiff.INSERT) atLeft += 1
        if (operation !== fastDiff.DELETE) atRight += 1
      }
    }
  }
  for (const token of left.slice(left.length - last)) parts.add('same', token.text)
  parts.flush()
  return withoutGaps(parts.list)
}
