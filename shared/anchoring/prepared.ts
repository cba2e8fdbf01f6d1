import { type CodePointIndex, codePointIndex } from './codePoints.ts'
import { type NormalizedText, normalizeText } from './normalize.ts'

/**
 * One extraction made ready for many lookups. The index and the canonical form are computed when first needed and
 * kept as long as the object: keep it while verifying the passages of one source, then let it go.
 */
export type PreparedText = {
  readonly text: string
  readonly index: CodePointIndex
  readonly normalized: NormalizedText
}

/** What every function of the ladder accepts as the source's text. */
export type SourceText = string | PreparedText

/** Prepares the whole text of an extraction for verifying several passages or quotations against it. */
export function prepareText(text: string): PreparedText {
  let index: CodePointIndex | undefined
  let normalized: NormalizedText | undefined
  return {
    text,
    get index() {
      index ??= codePointIndex(text)
      return index
    },
    get normalized() {
      normalized ??= normalizeText(text)
      return normalized
    },
  }
}

/** How many raw texts are remembered, and up to which total length, so that a loop over one source is fast. */
const REMEMBERED_TEXTS = 24
const REMEMBERED_LENGTH = 4_000_000

let remembered: PreparedText[] = []

/**
 * The prepared form of `source`. Of texts handed over as strings the last few are remembered, so that verifying many
 * quotations of one source does not read it anew each time; preparing it oneself says so and is a little faster.
 */
export function asPrepared(source: SourceText): PreparedText {
  if (typeof source !== 'string') return source
  const known = remembered.find((prepared) => prepared.text === source)
  if (known) return known
  const prepared = prepareText(source)
  const kept = [prepared, ...remembered].slice(0, REMEMBERED_TEXTS)
  const length = kept.reduce((sum, each) => sum + each.text.length, 0)
  remembered = length <= REMEMBERED_LENGTH ? kept : source.length <= REMEMBERED_LENGTH ? [prepared] : []
  return prepared
}
