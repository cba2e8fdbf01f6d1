import type { DocumentWords, Run } from '../citing/index.ts'
import type { Header } from './header.ts'

/*
 * The resolved document: a briefing with everything that the store says of its citations, as one plain tree that the
 * writers turn into files. No ids, no lookups: numbers, words and places only. All text is clean (clean.ts).
 */

export interface ResolvedText {
  readonly type: 'text'
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strike?: true
  readonly superscript?: true
  readonly subscript?: true
  readonly code?: true
  readonly highlight?: true
  /** http, https or mailto. */
  readonly href?: string
}
/** A line end that the author set. */
export interface ResolvedLineBreak {
  readonly type: 'break'
}
/** Numbers of notes, of a citation or of the author's own; `first` where a note is cited for the first time, where its number leads back to. */
export interface ResolvedCite {
  readonly type: 'cite'
  readonly items: readonly { readonly note: number; readonly first: boolean }[]
}
/** Words in quotation marks; the marks are in `open` and `close`. */
export interface ResolvedQuotation {
  readonly type: 'quotation'
  readonly open: string
  readonly close: string
  readonly children: readonly (ResolvedText | ResolvedLineBreak)[]
}
/** What the block it points at is called; `anchor` is that block's. */
export interface ResolvedReference {
  readonly type: 'reference'
  readonly text: string
  readonly anchor: number
}
export type ResolvedInline =
  | ResolvedText
  | ResolvedLineBreak
  | ResolvedCite
  | ResolvedQuotation
  | ResolvedReference

interface Marked {
  /** Portion marking as printed, e.g. `(U)`; empty for none. */
  readonly mark: string
  /** Statement kind, in italics under the marking; empty for none. */
  readonly kind: string
}
export interface ResolvedParagraph extends Marked {
  readonly type: 'paragraph'
  readonly children: readonly ResolvedInline[]
}
export interface ResolvedHeading extends Marked {
  readonly type: 'heading'
  /** Never more than one deeper than the heading before; the first is 1. */
  readonly level: 1 | 2 | 3 | 4
  readonly children: readonly ResolvedInline[]
}
export interface ResolvedList {
  readonly type: 'list'
  readonly ordered: boolean
  /** Nested at most eight deep. */
  readonly items: readonly (readonly (ResolvedParagraph | ResolvedList)[])[]
  /** Whether each item's box is ticked, null for an item without one; absent where no item has a box. */
  readonly boxes?: readonly (boolean | null)[]
}
export interface ResolvedCallout {
  readonly type: 'callout'
  readonly variant: 'bottom-line' | 'key-judgment' | 'note'
  /** The author's, or the bottom line's own; empty for none. */
  readonly title: string
  /** Number of a key judgment, from 1; 0 for others. */
  readonly number: number
  /** Term, and its band in per cent (ICD 203 §D.6.e). */
  readonly likelihood: { readonly term: string; readonly low: number; readonly high: number } | null
  /** Level with 1 to 3 of 3 steps, and the reason as a sentence, which may be empty. */
  readonly confidence: { readonly level: string; readonly steps: 1 | 2 | 3; readonly basis: string } | null
  readonly blocks: readonly ResolvedParagraph[]
}
export interface ResolvedQuotationBlock extends Marked {
  readonly type: 'quotation-block'
  readonly quotation: ResolvedQuotation
  /** Derived from the quote: speaker, ground rule, publication, date. */
  readonly attribution: readonly Run[]
  readonly cite: ResolvedCite
}
/** Lines set as they are. */
export interface ResolvedCode extends Marked {
  readonly type: 'code-block'
  readonly lines: readonly string[]
}
/** The headings of the document with their pages, as deep as `levels`. */
export interface ResolvedContents {
  readonly type: 'contents'
  readonly levels: 1 | 2 | 3 | 4
}
export interface ResolvedFigure extends Marked {
  readonly type: 'figure'
  /** `Figure 2`; empty for one without a caption. */
  readonly label: string
  /** Name of the picture's file: its SHA-256 and how its kind ends. */
  readonly file: string
  /** What a screen reader says; empty for a picture that says nothing, which it passes by. */
  readonly alt: string
  /** Per cent of the text's width. */
  readonly width: number
  /** Height over width. */
  readonly ratio: number
  readonly caption: readonly ResolvedInline[]
}
export interface ResolvedTable extends Marked {
  readonly type: 'table'
  /** "Table 1"; 0 for one without a caption. */
  readonly number: number
  readonly caption: readonly ResolvedInline[]
  /** Shares of the width, one for each column. */
  readonly widths: readonly number[]
  /** Rows at the top that are the head: no cell of them reaches below it. */
  readonly head: number
  /** The cells that begin in each row, as in HTML. */
  readonly rows: readonly {
    readonly cells: readonly {
      readonly colSpan: number
      readonly rowSpan: number
      readonly align: 'left' | 'center' | 'right'
      /** In the head, or at the head of its row. */
      readonly strong: boolean
      readonly children: readonly ResolvedInline[]
    }[]
  }[]
}
export interface ResolvedBreak {
  readonly type: 'divider' | 'page-break'
}
/** A number that cross-references to a block lead to; only where there are some. */
export type ResolvedBlock = { readonly anchor?: number } & (
  | ResolvedParagraph
  | ResolvedHeading
  | ResolvedList
  | ResolvedCallout
  | ResolvedQuotationBlock
  | ResolvedCode
  | ResolvedContents
  | ResolvedFigure
  | ResolvedTable
  | ResolvedBreak
)

export interface ResolvedNote {
  readonly number: number
  readonly runs: readonly Run[]
  readonly grade: string
  /** The grade in words with descriptor, capture and hash; empty in the repeat of a source. */
  readonly detail: string
  /** The words of a note of the author's own, which has no runs, grade and detail. */
  readonly body?: readonly ResolvedInline[]
}
export interface ResolvedSource {
  readonly runs: readonly Run[]
  readonly grade: string
  readonly detail: string
  /** The captures that are cited, oldest first: the day as printed, and the hash in full. */
  readonly captures: readonly { readonly day: string; readonly sha256: string }[]
  /** "Cited in notes 1 and 4.", each number leading to its note; empty for words quoted without a note. */
  readonly citedIn: readonly Run[]
}
export interface ResolvedDocument {
  readonly head: Omit<Header, 'date' | 'rows' | 'handling' | 'distribution'> & {
    readonly rows: readonly { readonly label: string; readonly value: string }[]
    /** As printed; empty for none. */
    readonly date: string
    /** Year, month, day that the file carries. */
    readonly day: readonly [number, number, number]
    /** The subject as it runs above later pages. */
    readonly running: string
  }
  readonly words: DocumentWords
  readonly blocks: readonly ResolvedBlock[]
  /** Notes 1, 2, 3 …; empty when nothing is cited. */
  readonly notes: readonly ResolvedNote[]
  readonly sources: readonly ResolvedSource[]
}
