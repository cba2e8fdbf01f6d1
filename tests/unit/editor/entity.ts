import type { CitedEntity } from '../../../shared/document/evidence.ts'
import { emptySourceDetails } from '../../../shared/model/source.ts'
import { idOf } from './notation.ts'

/** What the library would say of a quote whose passage is `exact`, by an invented speaker. */
export function citedQuote(
  exact: string,
  form: 'direct' | 'partial' | 'indirect' | 'mixed',
  start = 0,
): CitedEntity {
  return {
    target: { type: 'quote', id: idOf('quote') },
    key: 'tarnmoor-cable',
    revision: 3,
    label: 'Tarnmoor',
    text: exact,
    source: {
      ...emptySourceDetails,
      id: idOf('source'),
      key: 'ledger',
      title: 'The permit rule',
      status: 'current',
    },
    snapshot: {
      id: idOf('snap'),
      sha256: 'c'.repeat(64),
      capturedAt: 0,
      extractionId: idOf('text'),
      superseded: false,
    },
    passage: {
      id: idOf('place'),
      page: null,
      exact,
      prefix: '',
      suffix: '',
      start,
      end: start + exact.length,
      before: '',
      after: '',
    },
    verification: { verdict: 'exact', score: 1 },
    speaker: { id: idOf('who'), key: 'tarnmoor', name: 'Ilsa Tarnmoor', kind: 'person', role: '' },
    quote: { form, groundRule: 'on-record', saidOn: null, via: '' },
    claim: null,
  }
}

/** What the library would say of a claim that rests on `exact`. */
export const citedClaim = (exact: string): CitedEntity => ({
  ...citedQuote(exact, 'direct'),
  target: { type: 'claim', id: idOf('claim') },
  speaker: null,
  quote: null,
  claim: { kind: 'fact', modality: 'asserted', credibility: 2 },
})
