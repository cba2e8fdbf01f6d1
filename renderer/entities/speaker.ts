import type { Id } from '../../shared/model/identity.ts'
import { request } from '../bridge.ts'

/** Whose words they are: nobody, a speaker of the library, or one to be made when the form is saved. */
export type SpeakerChoice =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'existing'
      readonly id: Id
      readonly name: string
      readonly kind: 'person' | 'organization' | 'anonymous'
    }
  | { readonly mode: 'new'; readonly kind: 'person' | 'organization' | 'anonymous'; readonly name: string }

export const nobody: SpeakerChoice = { mode: 'none' }

/** Makes the chosen speaker if need be. Throws an `AttestError`. */
export async function keepSpeaker(choice: SpeakerChoice, sourceId: Id): Promise<SpeakerChoice> {
  if (choice.mode !== 'new') return choice
  const speaker = await request('speakers.create', {
    details: {
      kind: choice.kind,
      // The description of an unnamed speaker is kept letter by letter.
      name: choice.kind === 'anonymous' ? choice.name : choice.name.trim(),
      aliases: [],
      roles: [],
      sourceId: choice.kind === 'anonymous' ? sourceId : null,
    },
  })
  return { mode: 'existing', id: speaker.id, name: speaker.name, kind: speaker.kind }
}

export const speakerIdOf = (choice: SpeakerChoice): Id | null =>
  choice.mode === 'existing' ? choice.id : null
