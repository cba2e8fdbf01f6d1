import { AttestError } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Library } from '../store/library.ts'

export interface SpeakerOptions {
  /** A key or a name. */
  readonly speaker?: string
  /** The description of an unnamed speaker, as printed. */
  readonly speakerAsPrinted?: string
}

/** What a speaker's name or description leads to; a speaker that is not there yet is made. */
export async function speakerOf(
  library: Library,
  options: SpeakerOptions,
  sourceId: Id,
): Promise<{ id: Id; unnamed: boolean } | null> {
  const { speaker, speakerAsPrinted } = options
  if (speaker !== undefined && speakerAsPrinted !== undefined) {
    throw new AttestError(
      'bad-request',
      'Both --speaker and --speaker-as-printed were given.',
      'Name a speaker who has a name with --speaker, one who has none with --speaker-as-printed.',
    )
  }
  if (speaker !== undefined) {
    const byKey = await library.speakers.byKey(speaker).catch(absent)
    const known = byKey ?? (await library.speakers.find(speaker, null))
    if (known) return { id: known.id, unnamed: known.kind === 'anonymous' }
    const made = await library.speakers.create({
      details: { kind: 'person', name: speaker, aliases: [], roles: [], sourceId: null },
    })
    return { id: made.id, unnamed: false }
  }
  if (speakerAsPrinted !== undefined) {
    const known = await library.speakers.find(speakerAsPrinted, sourceId)
    if (known) return { id: known.id, unnamed: true }
    const made = await library.speakers.create({
      details: { kind: 'anonymous', name: speakerAsPrinted, aliases: [], roles: [], sourceId },
    })
    return { id: made.id, unnamed: true }
  }
  return null
}

/** `null` for what is not there; every other failure goes on. */
export function absent(error: unknown): null {
  if (error instanceof AttestError && error.code === 'not-found') return null
  throw error
}
