import { type ClaimKind, claimKinds, type Modality, modalities } from '../../shared/model/claim.ts'
import { type GroundRule, groundRules, type QuoteForm, quoteForms } from '../../shared/model/quote.ts'

const CLAIM_WORDS = 4
const MAX_LABEL = 40

/** The first words of a text, with an ellipsis when there are more. */
function firstWords(text: string, count: number): string {
  const words = text.trim().split(/\s+/u)
  const kept: string[] = []
  let length = 0
  for (const word of words.slice(0, count)) {
    if (kept.length > 0 && length + word.length > MAX_LABEL) break
    kept.push(
      word.length > MAX_LABEL
        ? `${Array.from(word)
            .slice(0, MAX_LABEL - 1)
            .join('')}…`
        : word,
    )
    length += word.length + 1
  }
  const label = kept.join(' ')
  return kept.length < words.length ? `${label.replace(/[\p{P}\s]+$/u, '')}…` : label
}

/** A claim's first words. */
export const claimLabel = (text: string): string => firstWords(text, CLAIM_WORDS)

/** A source's short title: before a colon, a bar or a spaced dash; else its first words. */
export function sourceLabel(title: string, key: string): string {
  const main = title.split(/:\s|\s[|–—-]\s/u)[0]?.trim() ?? ''
  if (main === '') return key
  return main.length <= MAX_LABEL ? main : firstWords(main, 6)
}

/** A person's surname; an organization's name in full; an unnamed speaker's description as printed. */
export function speakerLabel(speaker: { kind: string; name: string }): string {
  if (speaker.kind !== 'person') return speaker.name
  const [family, given] = speaker.name.split(',').map((part) => part.trim())
  if (family && given) return family
  return speaker.name.trim().split(/\s+/u).pop() ?? speaker.name
}

/** `B2`, or `B` for what has no credibility of its own. */
export const grade = (reliability: string, credibility?: number | null): string =>
  `${reliability}${credibility ?? ''}`

/** `Fact, asserted` */
export const claimDetail = (kind: string, modality: string): string =>
  `${claimKinds[kind as ClaimKind] ?? kind}, ${(modalities[modality as Modality] ?? modality).toLowerCase()}`

/** `Partial, background`; only the form where the ground rule is not known. */
export function quoteDetail(form: string, groundRule: string): string {
  const label = quoteForms[form as QuoteForm] ?? form
  if (groundRule === 'unknown') return label
  return `${label}, ${(groundRules[groundRule as GroundRule] ?? groundRule).toLowerCase()}`
}
