import { project, suggestionsIn } from '../document/suggestions.ts'
import type { Finding } from '../model/finding.ts'
import { severities } from '../model/finding.ts'
import type { Check, CheckSubject } from './check.ts'
import { citationBroken } from './citationBroken.ts'
import { citationStale } from './citationStale.ts'
import { figureMissing } from './figureMissing.ts'
import { figureUndescribed } from './figureUndescribed.ts'
import { headIncomplete } from './headIncomplete.ts'
import { indirectInQuoteMarks } from './indirectInQuoteMarks.ts'
import { judgmentUncited } from './judgmentUncited.ts'
import { markingDisagrees } from './markingDisagrees.ts'
import { negationLost } from './negationLost.ts'
import { noteEmpty } from './noteEmpty.ts'
import { offRecordUsed } from './offRecordUsed.ts'
import { paragraphUnmarked } from './paragraphUnmarked.ts'
import { quotationAbsent } from './quotationAbsent.ts'
import { quotationAltered } from './quotationAltered.ts'
import { quotationAmbiguous } from './quotationAmbiguous.ts'
import { referenceBroken } from './referenceBroken.ts'
import { sourceReferenceOnly } from './sourceReferenceOnly.ts'
import { sourceUnconfirmed } from './sourceUnconfirmed.ts'
import { sourceUndescribed } from './sourceUndescribed.ts'
import { sourceWithdrawn } from './sourceWithdrawn.ts'
import { suggestionOpen } from './suggestionOpen.ts'
import { typographyDiffers } from './typographyDiffers.ts'

/** Every check, in the order in which findings of one severity are listed. */
export const checks: readonly Check[] = [
  quotationAbsent,
  quotationAltered,
  negationLost,
  indirectInQuoteMarks,
  citationBroken,
  referenceBroken,
  figureMissing,
  figureUndescribed,
  sourceWithdrawn,
  offRecordUsed,
  quotationAmbiguous,
  citationStale,
  judgmentUncited,
  suggestionOpen,
  markingDisagrees,
  paragraphUnmarked,
  noteEmpty,
  headIncomplete,
  sourceReferenceOnly,
  sourceUnconfirmed,
  sourceUndescribed,
  typographyDiffers,
]

/** Runs every check on the text as it would be with every suggestion accepted; what stops the release comes first. */
export function runChecks(written: Omit<CheckSubject, 'suggestions'>): Finding[] {
  const { blocks } = written
  const subject = { ...written, blocks: project(blocks, 'final'), suggestions: suggestionsIn(blocks) }
  const found = checks.flatMap((check) => check.run(subject))
  return severities.flatMap((severity) => found.filter((each) => each.severity === severity))
}

export type { Check, CheckSubject }
