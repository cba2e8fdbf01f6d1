declare module 'nspell' {
  /** What https://github.com/wooorm/nspell documents of itself, as far as it is used. */
  export interface NSpell {
    correct(word: string): boolean
    suggest(word: string): string[]
    /** Every form of every word that the dictionary makes. */
    readonly data: Readonly<Record<string, readonly string[]>>
  }
  export default function nspell(dictionary: { aff: string; dic: string }): NSpell
}
