/**
 * Selectors and the matching ladder: whether words stand in a source, where, and what differs. Pure functions over
 * strings; DESIGN §6 gives the rules, limits.ts the bounds, verdict.ts the answers.
 */
export {
  type CodePointIndex,
  codePointIndex,
  codePointLength,
  codePointToUtf16,
  sliceCodePoints,
  utf16ToCodePoint,
} from './codePoints.ts'
export { diffWords } from './diff.ts'
export { CONTEXT_CODE_POINTS, leastScore, MIN_SIMILAR_CODE_POINTS } from './limits.ts'
export { locatePassage } from './locate.ts'
export { normalizeText } from './normalize.ts'
export { type PreparedText, prepareText, type SourceText } from './prepared.ts'
export { type QuotationEvidence, verifyQuotation } from './quotation.ts'
export { describePassage, findExact, type PassageSelector } from './selector.ts'
export {
  type Alteration,
  type DiffPart,
  isFaithful,
  type LostWords,
  type PassageVerdict,
  type Place,
  type QuotationVerdict,
  type VerdictName,
  verdictOrder,
  verdictRank,
} from './verdict.ts'
export { isWordEdge } from './wordEdge.ts'
