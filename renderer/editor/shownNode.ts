import type { CitationPlace, QuotationPlace } from '../../shared/document/walk.ts'
import type { Id } from '../../shared/model/identity.ts'
import { citationsIn, quotationsIn } from './derived.ts'
import type { BriefingSession } from './session.ts'

/** What an id in the text stands for. Found in lists that each block keeps, so that asking at every key is cheap. */
export interface Shown {
  readonly citation: CitationPlace | undefined
  readonly quotation: QuotationPlace | undefined
  /** The quotations of its block: a citation's verdict is that of the words it stands behind. */
  readonly beside: readonly QuotationPlace[]
}

/** What an id in the text stands for; null when it is not in the text any more. */
export function findShown(session: BriefingSession, nodeId: Id): Shown | null {
  for (const block of session.blocks) {
    const quotations = quotationsIn(block)
    const citations = citationsIn(block)
    const quotation = quotations.find(({ id }) => id === nodeId)
    const citation =
      citations.find(({ id }) => id === nodeId) ??
      // A quotation block carries its citation itself.
      (quotation?.block ? citations[citations.length - 1] : undefined)
    if (quotation || citation) return { citation, quotation, beside: quotations }
  }
  return null
}

/** Whether two answers are of the same nodes: they are kept as long as nothing in them changed. */
export const sameShown = (one: Shown | null, other: Shown | null): boolean =>
  one?.citation === other?.citation && one?.quotation === other?.quotation && one?.beside === other?.beside
