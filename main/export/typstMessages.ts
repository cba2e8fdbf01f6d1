import type { ErrorValue } from '../../shared/model/error.ts'

/** `ua-a2a`: one file that is PDF/UA-1 and PDF/A-2a; `plain`: one that is neither and sets what it can. */
export type Conformance = 'ua-a2a' | 'plain'

/** A picture's file as a resolved document names it. */
export interface PrintedPicture {
  readonly file: string
  readonly bytes: Uint8Array
}

/** What the Typst child is asked: set this document. */
export interface TypstRequest {
  readonly id: number
  /** A `ResolvedDocument` as JSON. */
  readonly document: string
  /** Date and time the file carries, seconds since the Unix epoch. */
  readonly timestamp: number
  readonly conformance: Conformance
  /** The files that its figures name. */
  readonly pictures: readonly PrintedPicture[]
}

/** What it answers: the file, what the compiler said, or what else failed. */
export type TypstAnswer = { readonly id: number; readonly memoryBytes: number } & (
  | { readonly pdf: Uint8Array; readonly pages: number }
  | { readonly problems: readonly string[] }
  | { readonly error: ErrorValue }
)
