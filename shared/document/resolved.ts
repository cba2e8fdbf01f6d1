import type { Run } from '../citing/index.ts'
import type { Header } from './header.ts'

/*
 * The resolved document: a briefing with everything that the store says of its citations, as one plain tree that the
 * writers turn into files. No ids, no lookups: numbers, words and places only. All text is clean (clean.ts).
 */

export interface ResolvedText {
  readonly type: 'text'
  readonly text: string
  /** A line may break before this text although no space stands there. */
  readonly breakBefore?: true
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strike?: true
  readonly superscript?: true
  readonly subscript?: true
  readonly code?: true
  readonly highlight?: true
  readonly href?: string
}
/** Numbers of notes; `first` where a note is cited for the first time and its number leads back to. */
export interface ResolvedCite {
  readonly type: 'cite'
  readonly items: readonly { readonly note: number; readonly first: boolean }[]
}
/** Words in quotation marks; the marks are in `open` and `close`. */
export interface ResolvedQuotation {
  readonly type: 'quotation'
  readonly open: string
  readonly close: string
  readonly children: readonly ResolvedText[]
}
export type ResolvedInline = ResolvedText | ResolvedCite | ResolvedQuotation

interface Marked {
  /** Portion marking as printed, e.g. `(U)`; empty for none. */
  readonly mark: string
}
export interface ResolvedParagraph extends Marked {
  readonly type: 'paragraph'
  /** Statement kind, in italics under the marking; empty for none. */
  readonly kind: string
  readonly children: readonly ResolvedInline[]
}
export interface ResolvedHeading extends Marked {
  readonly type: 'heading'
  readonly level: 1 | 2 | 3 | 4
  readonly children: readonly ResolvedInline[]
}
export interface ResolvedList extends Marked {
  readonly type: 'list'
  readonly ordered: boolean
  readonly items: readonly (readonly (ResolvedParagraph | ResolvedList)[])[]
}
export interface ResolvedCallout extends Marked {
  readonly type: 'callout'
  readonly variant: 'bottom-line' | 'key-judgment' | 'note'
  readonly title: string
  /** Number of a key judgment, from 1; 0 for others. */
  readonly number: number
  /** Whether this is the first of adjacent key judgments, which carries their heading. */
  readonly opens: boolean
  /** Term, and its band in per cent (ICD 203 §D.6.e). */
  readonly likelihood: { readonly term: string; readonly low: number; readonly high: number } | null
  readonly confidence: { readonly level: string; readonly steps: 1 | 2 | 3; readonly basis: string } | null
  readonly blocks: readonly ResolvedParagraph[]
}
export interface ResolvedQuotationBlock extends Marked {
  readonly type: 'quotation-block'
  readonly quotation: ResolvedQuotation
  readonly attribution: string
  readonly cite: ResolvedCite
}
export interface ResolvedBreak {
  readonly type: 'divider' | 'page-break'
}
export type ResolvedBlock =
  | ResolvedParagraph
  | ResolvedHeading
  | ResolvedList
  | ResolvedCallout
  | ResolvedQuotationBlock
  | ResolvedBreak

export interface ResolvedNote {
  readonly number: number
  readonly reference: readonly Run[]
  readonly passage: string | null
  readonly grade: string
  readonly detail: string
}
export interface ResolvedSource {
  readonly reference: readonly Run[]
  readonly grade: string
  readonly detail: string
  /** Of the cited snapshot, in full. */
  readonly sha256: string
}
export interface ResolvedDocument {
  readonly head: Omit<Header, 'date' | 'rows'> & {
    readonly rows: readonly { readonly label: string; readonly value: string }[]
    /** As printed; empty for none. */
    readonly date: string
    /** Year, month, day that the file carries. */
    readonly day: readonly [number, number, number]
  }
  readonly blocks: readonly ResolvedBlock[]
  readonly notes: readonly ResolvedNote[]
  readonly sources: readonly ResolvedSource[]
}
