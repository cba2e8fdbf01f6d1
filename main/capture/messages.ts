import { type CaptureResult, maxCaptureBytes } from '../../shared/contract/capture.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { SourceDetails } from '../../shared/model/source.ts'
import type { CaptureOutcome } from '../store/library.ts'

/** What was read of a document that is new. */
interface Read {
  readonly words: number
  readonly found: Partial<SourceDetails>
  readonly notes: readonly string[]
}

/** What capture did with a document, in sentences for a person. `read` is null when it was here already. */
export function describeOutcome(outcome: CaptureOutcome, read: Read | null): string {
  if (outcome.status === 'duplicate' || read === null) {
    const title = outcome.source.title || outcome.source.key
    return `The same bytes as “${title}”, captured ${dayOf(outcome.snapshot.capturedAt)}. Nothing was added.`
  }
  const sentences = [
    outcome.status === 'new-capture'
      ? `A new capture of “${outcome.source.title || outcome.source.key}”: the same address, other bytes. The earlier capture is kept.`
      : '',
    `${read.words.toLocaleString('en')} ${read.words === 1 ? 'word' : 'words'}.`,
    foundSentence(read.found),
    ...read.notes,
  ]
  return sentences.filter(Boolean).join(' ')
}

/** `Holds 3 documents: 2 captured, 1 not.` of what came of the documents in a document. */
export function describeParts(parts: readonly CaptureResult[]): string {
  const count = (...statuses: CaptureResult['status'][]) =>
    parts.filter(({ status }) => statuses.includes(status)).length
  const counts = [
    [count('imported', 'new-capture'), 'captured'],
    [count('duplicate'), 'already here'],
    [count('failed'), 'not captured'],
    [count('cancelled'), 'left out'],
  ] as const
  const words = counts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number.toLocaleString('en')} ${what}`)
  return `Holds ${parts.length.toLocaleString('en')} ${parts.length === 1 ? 'document' : 'documents'}: ${words.join(', ')}.`
}

/** `Title, author and date found.` Empty when the document says nothing of itself. */
function foundSentence(found: Partial<SourceDetails>): string {
  const words = [
    found.title ? 'title' : '',
    found.authors?.length ? (found.authors.length === 1 ? 'author' : 'authors') : '',
    found.issued ? 'date' : '',
    found.publisher ? 'publisher' : '',
    found.url ? 'address' : '',
  ].filter(Boolean)
  const last = words.pop()
  if (last === undefined) return ''
  const list = words.length === 0 ? last : `${words.join(', ')} and ${last}`
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} found.`
}

const dayOf = (time: number): string =>
  new Date(time).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

export const tooLarge = (name: string, bytes: number): AttestError =>
  new AttestError(
    'too-large',
    `${name} has ${Math.ceil(bytes / 1024 / 1024)} MiB; a captured document may have ${maxCaptureBytes / 1024 / 1024} MiB.`,
    'Text documents are nearly always smaller: is it the right file? If so, capture the part you need.',
  )

export const emptyFile = (name: string): AttestError =>
  new AttestError(
    'empty',
    `${name} is empty: it has 0 bytes.`,
    'Save or download it again, then capture it. A file that is still being downloaded may be empty too.',
  )

const readFailures: Record<string, readonly [message: string, hint: string]> = {
  ENOENT: ['is not there any more', 'Was it moved or renamed? Choose it again.'],
  EACCES: [
    'may not be read by you',
    'Change its permissions or copy it to a folder of your own, then try again.',
  ],
  EPERM: [
    'may not be read by you',
    'Change its permissions or copy it to a folder of your own, then try again.',
  ],
  EISDIR: ['is a folder', 'Choose the files in it.'],
  EBUSY: ['is in use by another program', 'Close it there, then try again.'],
  EIO: [
    'could not be read from its disk',
    'The disk or the connection to it may be failing. Copy the file elsewhere and try again.',
  ],
}

/** The error for a file whose bytes could not be had. */
export function unreadable(name: string, cause: unknown): AttestError {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? ''
  const [message, hint] = readFailures[code] ?? [
    `could not be read (${code || (cause instanceof Error ? cause.message : String(cause))})`,
    'Try again, or copy the file to another folder and capture it from there.',
  ]
  return new AttestError('io', `${name} ${message}.`, hint, { cause })
}
