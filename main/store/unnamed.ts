import { AttestError } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Speaker } from '../../shared/model/speaker.ts'
import { speakerById } from './speakerRows.ts'
import type { ReadDb } from './transactions.ts'

/** An unnamed speaker is never merged across sources: what it said elsewhere would change hands. */
export async function checkNotElsewhere(db: ReadDb, speakerId: Id, sourceId: Id): Promise<void> {
  const placesOf = (table: 'quote' | 'evidence') =>
    db
      .selectFrom(table)
      .innerJoin('passage', 'passage.id', `${table}.passage_id`)
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .select('snapshot.source_id')
      .where('snapshot.source_id', '!=', sourceId)
  const quote = await placesOf('quote')
    .where('quote.speaker_id', '=', speakerId)
    .where('quote.deleted_at', 'is', null)
    .executeTakeFirst()
  const claim = await placesOf('evidence')
    .innerJoin('claim', 'claim.id', 'evidence.claim_id')
    .where('claim.speaker_id', '=', speakerId)
    .where('claim.deleted_at', 'is', null)
    .executeTakeFirst()
  if (quote || claim) throw unnamedElsewhere()
}

const unnamedElsewhere = () =>
  new AttestError(
    'not-allowed',
    'An unnamed speaker belongs to one source, and this one has words in another.',
    'Make an unnamed speaker of its own for each source: nobody can know that they are the same.',
  )

/**
 * A speaker that may be given words in this source.
 *
 * @throws AttestError `not-found`; `not-allowed` for an unnamed speaker of another source
 */
export async function checkSpeaker(db: ReadDb, speakerId: Id | null, sourceId: Id): Promise<Speaker | null> {
  if (speakerId === null) return null
  const speaker = await speakerById(db, speakerId)
  if (speaker.sourceId !== null && speaker.sourceId !== sourceId) throw unnamedElsewhere()
  return speaker
}
