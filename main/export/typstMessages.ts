/** What the Typst child is asked: set this document. */
export interface TypstRequest {
  readonly id: number
  /** A `ResolvedDocument` as JSON. */
  readonly document: string
  /** Date and time the file carries, seconds since the Unix epoch. */
  readonly timestamp: number
  /** `a-2a` tags, embeds and checks for the archive; `plain` sets what it can. */
  readonly standard: 'a-2a' | 'plain'
}

/** What it answers: the file, or what the compiler said. */
export type TypstAnswer =
  | { readonly id: number; readonly pdf: Uint8Array; readonly pages: number; readonly memoryBytes: number }
  | { readonly id: number; readonly problems: readonly string[]; readonly memoryBytes: number }
