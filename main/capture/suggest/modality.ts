import type { ClaimKind, Modality } from '../../../shared/model/claim.ts'
import type { GroundRule } from '../../../shared/model/quote.ts'

const alleged =
  /\b(?:alleged(?:ly)?|alleges?|accus(?:ed|es|ing)|suspected|purported(?:ly)?|supposed(?:ly)?|claim(?:s|ed|ing)?)\b/iu
const hedged =
  /\b(?:reportedly|apparently|possibly|perhaps|probably|presumably|likely|unlikely|seem(?:s|ed|ingly)?|appear(?:s|ed)? (?:to|that)|thought to|believed to|said to|understood to|rumou?red|may|might|could|suggest(?:s|ed)?|unclear|unconfirmed|as many as|estimated)\b/iu
const ahead =
  /\b(?:will|would|shall|is expected|are expected|is set to|are set to|is due to|are due to|(?<!its |the |their |a |his |her )plans? to|is scheduled|are scheduled|intends? to|could|may|is likely|are likely|by 20[3-9]\d)\b/iu
const judging =
  /\b(?:should|must|ought|need(?:s)? to|best|worst|better|worse|important|crucial|dangerous|reckless|wrong|right|unfair|clear(?:ly)?|shows? (?:how|that)|reveal(?:s|ed)|signals?|suggests?|amounts? to|means that|hard|difficult)\b/iu

/** How firmly a sentence asserts, from its own words, those in quotation marks aside. */
export function modalityOf(sentence: string): Modality {
  if (alleged.test(sentence)) return 'alleged'
  return hedged.test(sentence) ? 'hedged' : 'asserted'
}

/** What kind of claim a sentence makes; an attributed judgment is its speaker's opinion. */
export function claimKindOf(sentence: string, isAttributed: boolean): ClaimKind {
  if (ahead.test(sentence)) return 'forecast'
  if (judging.test(sentence)) return isAttributed ? 'opinion' : 'judgment'
  return 'fact'
}

const months = 'January|February|March|April|May|June|July|August|September|October|November|December'
const short = 'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec'
const days = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday'
const date = new RegExp(
  String.raw`\b(?:(?:on|in|since|until|by|last|next|this|early|late|mid-?)\s+)*(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:${months})(?:,?\s+\d{4})?|(?:${months}|(?:${short})\.)\s+\d{1,2}(?:st|nd|rd|th)?(?:,\s*\d{4})?(?!\d)|(?:January|February|April|June|July|August|September|October|November|December)(?:\s+\d{4})?|March\s+\d{4}|in March|(?:${days})|(?:in|since|until|by)\s+(?:19|20)\d{2}|(?:last|next|this)\s+(?:week|month|year|spring|summer|autumn|fall|winter)|yesterday|today|tomorrow)\b\.?`,
  'iu',
)

/** The first date of a sentence as printed, its preposition with it; empty when there is none. */
export const dateIn = (sentence: string): string => date.exec(sentence)?.[0].replace(/\.$/u, '').trim() ?? ''

const rules: readonly [GroundRule, RegExp][] = [
  ['deep-background', /\bon deep background\b/iu],
  ['off-record', /\boff[- ]the[- ]record\b/iu],
  ['chatham-house', /\bChatham House\b/u],
  [
    'background',
    /\bon background\b|\bcondition of anonymity\b|\b(?:asked|asking|requested|declined|wished|preferred|spoke|speaking|insisted)\b[^.]{0,30}\b(?:not to be (?:named|identified)|to remain anonymous|anonymously|anonymity)\b|\bnot (?:been )?authori[sz]ed to (?:speak|comment|discuss|talk)\b/iu,
  ],
  ['on-record', /\bon the record\b/iu],
]

/** Under which rule the speaker spoke, when the sentence says so. */
export const groundRuleIn = (sentence: string): GroundRule =>
  rules.find(([, pattern]) => pattern.test(sentence))?.[0] ?? 'unknown'
