/** What the window asks the worker, and what it answers. `turn` tells which answer belongs to which question. */
export type Asked =
  | { readonly kind: 'load'; readonly id: string; readonly aff: string; readonly dic: string }
  | { readonly kind: 'check'; readonly turn: number; readonly words: readonly string[] }
  | {
      readonly kind: 'suggest'
      readonly turn: number
      readonly word: string
      /** Names and own words, which may have been meant too. */
      readonly others: readonly string[]
    }

export type Answered =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'failed' }
  /** Those of the words that the dictionary does not have, or what may have been meant. */
  | { readonly kind: 'words'; readonly turn: number; readonly words: readonly string[] }
