import type { Id } from '../../shared/model/identity.ts'
import type { Name } from '../../shared/model/source.ts'
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

/** One author a line: `Family, Given` is a person, anything without a comma is taken as it is. */
export function parseNames(lines: string): Name[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const comma = line.indexOf(',')
      if (comma <= 0) return { literal: line.replace(/^,\s*/u, '') || line }
      const family = line.slice(0, comma).trim()
      const given = line.slice(comma + 1).trim()
      return given === '' ? { family } : { family, given }
    })
}

/** Names as `parseNames` reads them. */
export const nameLines = (names: readonly Name[]): string =>
  names
    .map((name) =>
      'literal' in name ? name.literal : `${name.family},${name.given ? ` ${name.given}` : ''}`,
    )
    .join('\n')
