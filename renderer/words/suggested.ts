import type { SuggestionItem } from '../../shared/contract/suggestions.ts'
import { claimKinds, modalities } from '../../shared/model/claim.ts'
import { groundRules, quoteForms } from '../../shared/model/quote.ts'

/** What is suggested, in a few words: "Direct quote", "Fact, hedged". */
function kindOf(item: SuggestionItem): string {
  if (item.type === 'quote') return `${quoteForms[item.form]} quote`
  return `Claim: ${claimKinds[item.kind].toLowerCase()}, ${modalities[item.modality].toLowerCase()}`
}

/** Who said it and on what terms, as far as the text tells. */
function saidBy({ speaker, ...item }: SuggestionItem): string {
  const who =
    speaker === null ? '' : [speaker.name ?? speaker.printed, speaker.role].filter(Boolean).join(', ')
  const rule = item.type === 'quote' && item.groundRule !== 'unknown' ? groundRules[item.groundRule] : ''
  return [who || (item.type === 'quote' ? 'Speaker not found' : ''), rule].filter(Boolean).join(' · ')
}

/** Words of the quotes and claims that are suggested in the reader. */
export const suggestedWords = {
  suggested: 'Suggested',
  kindOf,
  saidBy,
  of: (at: number, total: number): string => `${at} of ${total}`,
  accept: 'Accept',
  edit: 'Edit',
  reject: 'Reject',
  none: 'No more suggestions that way',
  said: (item: SuggestionItem): string =>
    [`Suggested. ${kindOf(item)}`, saidBy(item), item.exact.slice(0, 300)].filter(Boolean).join('. '),
  accepted: { quote: 'Quote kept', claim: 'Claim kept' },
  rejected: 'Not suggested again',
  shown: (on: boolean): string => (on ? 'Suggestions shown' : 'Suggestions hidden'),
  left: (count: number): string => `${count} suggested`,
  setting: 'Suggest quotes and claims in English sources',
} as const
