import type { Claim } from '../../shared/model/claim.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Quote } from '../../shared/model/quote.ts'
import { client } from '../bridge.ts'
import { shell } from '../shell/store.ts'

/** The reader at a claim's first evidence; nothing to open for a claim without any. */
export function openClaim(claim: Claim, evidenceId?: Id): void {
  const passage = (claim.evidence.find((evidence) => evidence.id === evidenceId) ?? claim.evidence[0])
    ?.passage
  if (passage === undefined) return
  shell().go({
    name: 'reader',
    sourceId: passage.sourceId,
    snapshotId: passage.snapshotId,
    mark: { type: 'claim', id: claim.id },
    at: { start: passage.start, end: passage.end },
  })
}

/** The reader at a quote. */
export function openQuote(quote: Quote): void {
  const { sourceId, snapshotId, start, end } = quote.passage
  shell().go({
    name: 'reader',
    sourceId,
    snapshotId,
    mark: { type: 'quote', id: quote.id },
    at: { start, end },
  })
}

/** Opens whatever an id stands for: a source, claim or quote in the reader, a speaker in its list. */
export async function openEntity(type: 'claim' | 'quote' | 'source' | 'speaker', id: Id): Promise<void> {
  if (type === 'source') return shell().go({ name: 'reader', sourceId: id })
  if (type === 'speaker') return shell().go({ name: 'speakers', selected: id })
  if (type === 'claim') {
    const result = await client.call('claims.get', { id })
    if (!result.ok) return shell().setTrouble(result.error)
    return result.value.claim.evidence.length > 0
      ? openClaim(result.value.claim)
      : shell().go({ name: 'claims', selected: id })
  }
  const result = await client.call('quotes.get', { id })
  if (result.ok) openQuote(result.value.quote)
  else shell().setTrouble(result.error)
}
