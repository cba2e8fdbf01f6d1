import { z } from 'zod'
import { AttestError, errorCodes } from '../../shared/model/error.ts'
import { oneLine } from './details.ts'

/** Most documents that one document may hold, … */
export const maxParts = 10_000
/** … that one imported file may hold in all, through its documents' documents, … */
export const maxPartsInAll = 20_000
/** … with so many bytes when unpacked (256 MiB), and so deep: a report in a ZIP archive in a message in a mailbox. */
export const maxPartBytes = 256 * 1024 * 1024
export const maxPartDepth = 4

/** A document inside a document, unpacked; or why it could not be. */
export const partSchema = z.object({
  /** Its name there, folders included, without anything that could mislead; never a path to write to. */
  name: z.string().min(1).max(1000),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  refused: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string() }).optional(),
})
export type Part = z.infer<typeof partSchema>

/** A name as it may be shown: no controls, no overrides of direction, no folders above, at most 200 characters. */
export function cleanPartName(name: string, fallback: string): string {
  const tidy = oneLine(name)
    .split(/[/\\]+/u)
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..' && !/^[a-z]:$/iu.test(segment))
    .join('/')
  const characters = [...tidy]
  if (characters.length <= 200) return tidy || fallback
  // The extension is worth more than the middle.
  return `${characters.slice(0, 150).join('')}…${characters.slice(-40).join('')}`
}

export const tooManyParts = Object.assign((count: number): boolean => count > maxParts, {
  error: (name: string): AttestError =>
    new AttestError(
      'too-large',
      `${name} holds more than ${maxParts.toLocaleString('en')} documents.`,
      'Take it apart and import it in several pieces.',
    ),
})
