import type { CitedEntity } from '../../../../shared/document/evidence.ts'
import { emptyHeader } from '../../../../shared/document/header.ts'
import type { Target } from '../../../../shared/model/identity.ts'
import { emptySourceDetails } from '../../../../shared/model/source.ts'
import { idAt, paragraphs, sha256 } from './text.ts'

export const briefingId = idAt(9, 1)

const entity = (target: Target): CitedEntity => ({
  target,
  key: 'cable-log',
  revision: 1,
  label: 'Traffic log',
  text: 'The log gives its place.',
  source: { ...emptySourceDetails, id: idAt(3, 1), key: 'log', title: 'Traffic log', status: 'current' },
  snapshot: { id: idAt(4, 1), sha256, capturedAt: 0, extractionId: idAt(5, 1), superseded: false },
  passage: null,
  verification: null,
  speaker: null,
  quote: null,
  claim: { kind: 'fact', modality: 'asserted', credibility: 2 },
})

/** A main side that answers at once: what is measured is the window. */
export function answer(count: number): (name: string, payload: unknown) => Promise<unknown> {
  let revision = 1
  const values: Record<string, (payload: never) => unknown> = {
    'briefings.open': () => ({
      lease: true,
      briefing: {
        id: briefingId,
        key: 'bench',
        revision,
        createdAt: 0,
        updatedAt: 0,
        header: { ...emptyHeader, subject: 'Bench' },
        blocks: paragraphs(count),
      },
    }),
    'briefings.save': () => {
      revision += 1
      return { revision, savedAt: Date.now() }
    },
    'briefings.release': () => ({}),
    'citations.describe': ({ targets }: { targets: Target[] }) => ({ items: targets.map(entity) }),
    'verify.quotations': () => ({ items: [] }),
    'checks.run': () => ({ items: [] }),
  }
  return (name, payload) => {
    const value = values[name]
    if (value) return Promise.resolve({ ok: true, value: value(payload as never) })
    const error = { code: 'not-found', message: `The bench does not answer ${name}.`, hint: '' }
    return Promise.resolve({ ok: false, error })
  }
}
