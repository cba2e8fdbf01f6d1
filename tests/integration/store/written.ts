import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CaptureOutcome, Library } from '../../../main/store/library.ts'
import { createLibrary } from '../../../main/store/open.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'
import { mintId, type Target } from '../../../shared/model/identity.ts'
import { emptyQuoteDetails } from '../../../shared/model/quote.ts'

export { document } from './captured.ts'

/** A folder of its own for one test, removed afterwards. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'attest-store-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}

/** A new library in a folder of its own, closed after the test. */
export async function library(now?: () => number): Promise<Library> {
  const path = join(await folder(), 'desk.attest')
  const made = await createLibrary(path, now ? { now } : {})
  onTestFinished(() => made.close())
  return made
}

export const strait =
  'The line failed at 03:52. 🙂 “We have asked,” said Ilsa Tarnmoor, “and the answer is nine.” ' +
  'Two officials said the break looked like an anchor. One ship lay within two miles that night.'

/** Code points of words in a text that has them once. */
export function placeOf(extractionId: string, text: string, words: string) {
  const at = text.indexOf(words)
  if (at < 0 || text.indexOf(words, at + 1) >= 0) throw new Error(`not once in the text: ${words}`)
  const start = Array.from(text.slice(0, at)).length
  return { extractionId, start, end: start + Array.from(words).length }
}

export const claimOn = (
  library: Library,
  { extraction }: CaptureOutcome,
  text: string,
  words: string,
  more = {},
) =>
  library.claims.create({
    ...emptyClaimDetails,
    text: words,
    place: placeOf(extraction.id, text, words),
    ...more,
  })

export const quoteOn = (
  library: Library,
  { extraction }: CaptureOutcome,
  text: string,
  words: string,
  more = {},
) => library.quotes.create({ ...emptyQuoteDetails, place: placeOf(extraction.id, text, words), ...more })

export const person = (library: Library, name: string) =>
  library.speakers.create({ details: { kind: 'person', name, aliases: [], roles: [], sourceId: null } })

/** A paragraph, citing targets at its end. */
export function paragraph(text: string, ...targets: Target[]): Paragraph {
  const children: Paragraph['children'] = [{ text }]
  for (const target of targets) {
    const items = [{ target, cited: { revision: 1, sha256: null } }]
    children.push({ type: 'citation', id: mintId(), items, children: [{ text: '' }] }, { text: '' })
  }
  return { type: 'paragraph', id: mintId(), children }
}

export const header = (subject: string) => ({ ...emptyHeader, subject })

/** The code of the `AttestError` a promise rejects with; `null` when it does not reject. */
export const codeOf = (promise: Promise<unknown>): Promise<string | null> =>
  promise.then(
    () => null,
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
