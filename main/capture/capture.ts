import { type CaptureResult, maxCaptureBytes } from '../../shared/contract/capture.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { SourceDetails } from '../../shared/model/source.ts'
import type { LaunchChild } from '../children.ts'
import type { Library } from '../store/library.ts'
import { fittingDetails } from './details.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { createExtractor, type ExtractorLimits } from './extractor.ts'
import { sha256Of } from './hash.ts'
import { Holding } from './holding.ts'
import { inOrder, type Turn } from './inOrder.ts'
import { holdsDocuments, recognise, refusal, stemOf } from './kinds.ts'
import { describeParts, emptyFile, tooLarge, unreadable } from './messages.ts'
import type { Part } from './parts.ts'
import { besideThose, type FindBeside } from './references/beside.ts'
import { isReferenceKind, isReferenceName } from './references/formats.ts'
import { boxOf, cancelled, resultOf, settled } from './results.ts'

/** A document whose bytes are at hand. */
export interface CaptureFile {
  /** File name, for the person and for the kind; folders in it are not used. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Where it was published, when the caller knows; wins over what the page says. */
  readonly url?: string
  /** Details that a person or a reference file gives; they win over what is found. */
  readonly details?: Partial<SourceDetails>
  /** Finds the documents that a file of references names. */
  readonly beside?: FindBeside
}

/** A document that is read when its turn comes. */
export interface CaptureCandidate extends Omit<CaptureFile, 'bytes'> {
  /** In bytes; lets a file that is too large be refused unread. */
  readonly size?: number
  read(): Promise<Uint8Array>
}

export interface CapturedText {
  readonly text: string
  readonly html?: string
  readonly details?: Partial<SourceDetails>
}

export interface CaptureFilesOptions {
  /** Files not yet given to the store when it aborts are `cancelled`; those before stay. */
  readonly signal?: AbortSignal
  /** Called once a file, in order. */
  readonly onResult?: (result: CaptureResult) => void
}

/** Brings documents into the library. Nothing about a document makes it throw: each gets a result with a message. */
export interface Capture {
  captureFile(file: CaptureFile, signal?: AbortSignal): Promise<CaptureResult>
  /** Pasted text, or the HTML that came with it (its text is then what the page shows). */
  captureText(pasted: CapturedText): Promise<CaptureResult>
  captureFiles(
    files: Iterable<CaptureCandidate> | AsyncIterable<CaptureCandidate>,
    options?: CaptureFilesOptions,
  ): Promise<CaptureResult[]>
  /** Ends the child process; what is under way is `cancelled`. */
  dispose(): void
}

export interface CaptureOptions {
  readonly library: Pick<Library, 'sources'>
  readonly launchChild: LaunchChild
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly limits?: ExtractorLimits
}

/**
 * Larger texts are decoded in the child, so that the main process never stops for more than a frame; whatever has a
 * structure to take apart is read there always.
 */
const maxBytesHere = 256 * 1024

type PlainJob = ExtractJob & { readonly kind: 'text' | 'markdown' }
const readsHere = (job: ExtractJob): job is PlainJob =>
  (job.kind === 'text' || job.kind === 'markdown') && job.bytes.length <= maxBytesHere

async function readHere(job: PlainJob): Promise<Extracted> {
  // Nothing that a start needs.
  const { extractPlain } = await import('./extractPlain.ts')
  return extractPlain(job)
}

/** Documents of one import that are worked on at a time: they share commits, and memory stays bounded. */
const inFlight = { count: 16, bytes: 64 * 1024 * 1024 }

const pastedName = 'Pasted text'

export function createCapture({ library, launchChild, now, limits }: CaptureOptions): Capture {
  const extractor = createExtractor(launchChild, limits)

  /** The one way in: bytes known, kind known. Throws `AttestError`. */
  async function store(
    job: ExtractJob,
    given: Partial<SourceDetails>,
    signal?: AbortSignal,
    turn?: Turn,
    holding?: Holding,
    from: { readonly of?: Id; readonly beside?: FindBeside | undefined } = {},
  ): Promise<CaptureResult> {
    if (job.bytes.length > maxCaptureBytes) throw tooLarge(job.name, job.bytes.length)
    const sha256 = await sha256Of(job.bytes)
    // The store knows what it has: asked before only where reading the document again would take longer.
    // What holds documents is read again: they may not all have come in the last time.
    const known = readsHere(job) || holdsDocuments(job.kind) ? null : await library.sources.bySha256(sha256)
    if (known !== null) return resultOf(job.name, { ...known, status: 'duplicate' }, null)
    const {
      words,
      notes,
      parts = [],
      pages = [],
      references,
      ...extracted
    } = await (readsHere(job) ? readHere(job) : extractor.extract(job, signal))
    await turn?.comes
    if (signal?.aborted) return cancelled(job.name)
    if (references !== undefined) {
      const { importReferences, describeReferences } = await import('./references/importing.ts')
      const results = await importReferences(holding?.whole ?? job.name, references, {
        library,
        now,
        signal,
        given: forParts(given),
        beside: from.beside,
        captureOf: (of, name, bytes) => captureOf(of, name, bytes, signal),
      })
      return boxOf(job.name, results, describeReferences(results, notes))
    }
    if (parts.length > 0 && extracted.text === '')
      return boxOf(job.name, await partsOf(parts, given, signal, holding))
    const storing = library.sources.capture({
      ...extracted,
      bytes: job.bytes,
      sha256,
      fileName: holding?.nameOf(job.name) ?? job.name,
      pages,
      found: { title: stemOf(job.name), ...extracted.found, ...given },
      capturedAt: now(),
      ...(from.of === undefined ? {} : { of: from.of }),
    })
    // The store keeps the order in which it was asked: the next document need not wait for this one's commit, and
    // those that wait together share one.
    if (parts.length === 0) turn?.pass()
    const outcome = await storing
    const result = resultOf(job.name, outcome, { words, notes, found: extracted.found })
    if (parts.length === 0) return result
    const captured = await partsOf(parts, given, signal, holding)
    return { ...result, message: `${result.message} ${describeParts(captured)}`, parts: captured }
  }

  /** The documents in a document, one by one, and those in them. */
  async function partsOf(
    parts: readonly Part[],
    given: Partial<SourceDetails>,
    signal: AbortSignal | undefined,
    holding: Holding | undefined,
  ): Promise<CaptureResult[]> {
    const details = forParts(given)
    const results: CaptureResult[] = []
    // References first: the documents beside them become theirs.
    const isFirst = ({ name }: Part): number => (isReferenceName(name) ? 0 : 1)
    for (const part of [...parts].sort((a, b) => isFirst(a) - isFirst(b))) {
      const inner = holding?.enter(part.name)
      const { parts: deeper = [], ...result } = await settled(part.name, async () => {
        if (signal?.aborted) return cancelled(part.name)
        if (part.refused) throw new AttestError(part.refused.code, part.refused.message, part.refused.hint)
        inner?.count(part.bytes.length)
        const file = { name: part.name, bytes: part.bytes, details, beside: besidePart(part, parts) }
        return captureFile(file, signal, undefined, inner)
      })
      const file = inner?.nameOf('') ?? part.name
      results.push({ ...result, file }, ...deeper)
    }
    return results
  }

  /** The document of a reference: bytes that are here stay where they are. */
  function captureOf(of: Id, name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<CaptureResult> {
    return settled(name, () => {
      if (bytes.length === 0) throw emptyFile(name)
      const kind = recognise(name, bytes)
      if (isReferenceKind(kind)) throw refusal(name, 'references')
      const job: ExtractJob = { name: baseName(name), kind, bytes, extent: 'article' }
      return store(job, {}, signal, undefined, undefined, { of })
    })
  }

  async function captureFile(
    file: CaptureFile,
    signal?: AbortSignal,
    turn?: Turn,
    holding = new Holding(file.name),
  ): Promise<CaptureResult> {
    return settled(file.name, async () => {
      if (signal?.aborted) return cancelled(file.name)
      if (file.bytes.length > maxCaptureBytes) throw tooLarge(file.name, file.bytes.length)
      if (file.bytes.length === 0) throw emptyFile(file.name)
      const kind = recognise(file.name, file.bytes)
      const job: ExtractJob = { name: baseName(file.name), kind, bytes: file.bytes, extent: 'article' }
      const given = { ...file.details, ...fittingDetails({ url: file.url ?? '' }) }
      const from = { beside: file.beside }
      return { ...(await store(job, given, signal, turn, holding, from)), file: file.name }
    })
  }

  async function captureCandidate(
    file: CaptureCandidate,
    signal: AbortSignal | undefined,
    turn: Turn,
  ): Promise<CaptureResult> {
    return settled(file.name, async () => {
      if (signal?.aborted) return cancelled(file.name)
      if (file.size !== undefined && file.size > maxCaptureBytes) throw tooLarge(file.name, file.size)
      const bytes = await file.read().catch((error: unknown) => {
        throw error instanceof AttestError ? error : unreadable(file.name, error)
      })
      return captureFile({ ...file, bytes }, signal, turn)
    })
  }

  return {
    captureFile: (file, signal) => captureFile(file, signal),
    captureText: ({ text, html, details }) =>
      settled(pastedName, async () => {
        const given = details ?? {}
        if (html?.trim()) {
          const job: ExtractJob = {
            name: `${pastedName}.html`,
            kind: 'html',
            bytes: utf8(html),
            extent: 'fragment',
          }
          try {
            return await store(job, given)
          } catch (error) {
            // Markup without text, or too hard to read: the plain text beside it is as good.
            if (text.trim() === '' || !isAboutDocument(error)) throw error
          }
        }
        return store(
          { name: `${pastedName}.txt`, kind: 'text', bytes: utf8(text), extent: 'fragment' },
          given,
        )
      }),
    captureFiles: async (files, { signal, onResult } = {}) => {
      const results: CaptureResult[] = []
      await inOrder(
        files,
        (file, turn) => captureCandidate(file, signal, turn),
        (result) => {
          results.push(result)
          onResult?.(result)
        },
        inFlight,
      )
      return results
    },
    dispose: () => extractor.dispose(),
  }
}

/** The grade and the marking are those of what holds documents; title and author are not. */
const forParts = ({ reliability, marking }: Partial<SourceDetails>): Partial<SourceDetails> => ({
  ...(reliability ? { reliability } : {}),
  ...(marking ? { marking } : {}),
})

/** The other documents of an archive, for the references in it. */
function besidePart(part: Part, parts: readonly Part[]): FindBeside {
  const others = parts.filter((other) => other !== part && other.refused === undefined)
  const folder = part.name.slice(0, part.name.lastIndexOf('/') + 1)
  return besideThose(
    others.map(({ name }) => name),
    async (index) => others[index]?.bytes ?? new Uint8Array(),
    folder,
  )
}

const isAboutDocument = (error: unknown): boolean =>
  error instanceof AttestError && ['empty', 'damaged', 'timeout', 'too-large'].includes(error.code)

const baseName = (name: string): string => name.replace(/^.*[/\\]/u, '') || name

/** Lone surrogates become U+FFFD here already: UTF-8 cannot hold them. */
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
