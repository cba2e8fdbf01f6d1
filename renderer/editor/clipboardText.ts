import type { Block } from '../../shared/document/block.ts'
import { cleanText, cleanLines as linesOf } from '../../shared/document/clean.ts'
import type { Inline } from '../../shared/document/inline.ts'
import { readCitationText } from '../../shared/document/markdown/citationText.ts'
import { isText } from '../../shared/document/node.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import type { Text } from '../../shared/document/text.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'

/** Most text that one paste brings in, in UTF-16 units: far beyond any briefing. */
export const maxPastedText = 2_000_000
/** Most paragraphs, headings and list lines of one paste. */
export const maxPastedBlocks = 5000
/** Lists nested deeper are flattened into this level, as on paper. */
export const maxPastedDepth = 8

/** What a paste may still bring in, and what it had to leave out. */
export class Allowance {
  #text: number
  #blocks: number
  /** UTF-16 units left out. */
  characters = 0
  blocks = 0
  /** Rows and columns of tables left out. */
  rows = 0
  columns = 0
  /** Levels of lists were flattened. */
  flattened = false
  /** Pictures that are elsewhere: they are not fetched. */
  pictures = 0
  /** Pictures that came in the text itself: figure → its bytes, which are yet to be kept. */
  readonly coming = new Map<Id, Blob>()

  constructor(text = maxPastedText, blocks = maxPastedBlocks) {
    this.#text = text
    this.#blocks = blocks
  }

  /** As much of `text` as fits, not cutting a surrogate pair. */
  take(text: string): string {
    if (text.length <= this.#text) {
      this.#text -= text.length
      return text
    }
    const half = /[\uD800-\uDBFF]/u.test(text[this.#text - 1] ?? '') ? 1 : 0
    const kept = text.slice(0, Math.max(0, this.#text - half))
    this.characters += text.length - kept.length
    this.#text = 0
    return kept
  }

  /** Whether one more block fits; counts it. */
  block(): boolean {
    if (this.#blocks > 0) {
      this.#blocks -= 1
      return true
    }
    this.blocks += 1
    return false
  }

  get full(): boolean {
    return this.#text === 0 || this.#blocks === 0
  }

  get leftOut(): boolean {
    const { characters, blocks, rows, columns, pictures } = this
    return characters + blocks + rows + columns + pictures > 0 || this.flattened
  }
}

/** Text that may stand in a document, its line ends kept as `\n`. */
export const cleanLines = (text: string): string => linesOf(text).join('\n')

/** Cuts `[@key, p. 12; see also @other]` out of a run of text as citations whose keys are yet to be resolved. */
export function withCitations(run: Text): Inline[] {
  const inlines: Inline[] = []
  let done = 0
  for (const match of run.text.matchAll(/\[([^[\]]*@[^[\]]*)\]/gu)) {
    const inner = match[1] ?? ''
    const reading = readCitationText(inner, inner)
    if (!reading || reading.keyless > 0 || reading.items.length > 100) continue
    if (match.index > done) inlines.push({ ...run, text: run.text.slice(done, match.index) })
    inlines.push({ type: 'citation', id: mintId(), items: reading.items, children: [{ text: '' }] })
    done = match.index + match[0].length
  }
  if (done === 0) return [run]
  if (done < run.text.length) inlines.push({ ...run, text: run.text.slice(done) })
  return inlines
}

/** With a run of text at both ends and between any two elements, as the editor keeps them. */
export function spaced(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const inline of inlines) {
    const last = out[out.length - 1]
    if (!isText(inline) && (last === undefined || !isText(last))) out.push({ text: '' })
    out.push(inline)
  }
  const last = out[out.length - 1]
  if (last === undefined || !isText(last)) out.push({ text: '' })
  return out
}

export const paragraphOf = (inlines: readonly Inline[]): Paragraph => ({
  type: 'paragraph',
  id: mintId(),
  children: spaced(inlines),
})

/**
 * Plain text as paragraphs, one a line; blank lines only part them. Citations that are typed as `[@key]` become
 * nodes with a `typedKey` and no target.
 */
export function blocksOfText(text: string, allowance = new Allowance()): Block[] {
  const blocks: Block[] = []
  for (const line of cleanLines(allowance.take(text)).split('\n')) {
    const words = line.trim()
    if (words === '' || !allowance.block()) continue
    blocks.push(paragraphOf(withCitations({ text: words })))
  }
  return blocks
}

/** Plain text as one line: what may be pasted among the words of a quotation. */
export const oneLine = (text: string, allowance = new Allowance()): string =>
  cleanText(allowance.take(text)).replace(/ {2,}/gu, ' ')
