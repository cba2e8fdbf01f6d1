import type { Verdict } from '../../shared/model/passage.ts'
import type { VerdictMarkName } from './Icon.tsx'

/** The mark of a verdict; null is "not yet checked". A stale source is known elsewhere and passes `stale`. */
export function verdictMark(verdict: Verdict | null, stale = false): VerdictMarkName {
  if (verdict === 'altered' || verdict === 'absent') return verdict
  if (stale) return 'stale'
  return verdict === null || verdict === 'ambiguous' ? 'unchecked' : 'verified'
}

/** What a verdict says, as in the look's table of states. */
export const verdictWords: Readonly<Record<Verdict | 'unchecked', string>> = {
  exact: 'Verified',
  relocated: 'Verified, moved',
  ambiguous: 'Found in several places: choose the place',
  normalized: 'Verified, typography differs',
  marked: 'Verified, with marked alterations',
  altered: 'Altered',
  absent: 'Absent from its source',
  unchecked: 'Not yet checked',
}
