import type { CaptureResult } from '../../../shared/contract/capture.ts'
import { AttestError, toErrorValue } from '../../../shared/model/error.ts'
import type { SourceDetails } from '../../../shared/model/source.ts'
import { sourceTypes } from '../../../shared/model/source.ts'
import type { CaptureOutcome, Library } from '../../store/library.ts'
import type { Extracted } from '../extracted.ts'
import { sha256Of } from '../hash.ts'
import { madeBy } from '../made.ts'
import { type Beside, type FindBeside, isRemote } from './beside.ts'
import { KnownSources } from './known.ts'
import { addressOfDoi, detailsOf, keyWords, recordBytes, recordText } from './record.ts'
import { type Problem, type Reference, referenceSchema } from './reference.ts'

export interface ImportingOptions {
  readonly library: Pick<Library, 'sources'>
  readonly now: () => number
  readonly signal?: AbortSignal | undefined
  /** Grade and marking that the person gave for all. */
  readonly given: Partial<SourceDetails>
  readonly beside: FindBeside | undefined
  /** Captures a document as that of a source. */
  captureOf(sourceId: string, name: string, bytes: Uint8Array): Promise<CaptureResult>
}

type PartResult = Omit<CaptureResult, 'parts'>

/** References that are given to the store together: they share commits. */
const together = 64

/**
 * Makes sources of the references of a file, one by one in their order, with the documents that they name where these
 * are at hand. Each reference and each that could not be read gets a result.
 */
export async function importReferences(
  file: string,
  { references, problems, attachments }: NonNullable<Extracted['references']>,
  options: ImportingOptions,
): Promise<PartResult[]> {
  const known = new KnownSources(await options.library.sources.known())
  const results: { line: number; result: PartResult }[] = []
  for (let at = 0; at < references.length; at += together) {
    const batch = references.slice(at, at + together)
    results.push(
      ...(await Promise.all(batch.map((json) => importOne(file, json, known, options, attachments)))),
    )
  }
  for (const problem of problems) results.push({ line: problem.line, result: problemOf(file, problem) })
  // In the order of the file, where lines tell it.
  if (results.every(({ line }) => line > 0)) results.sort((a, b) => a.line - b.line)
  return results.map(({ result }) => result)
}

/** What a child sends was made from a hostile file: checked like anything from outside. */
function checked(json: string): Reference {
  const parsed = referenceSchema.safeParse(JSON.parse(json))
  if (parsed.success) return parsed.data
  throw new AttestError(
    'internal',
    'A reference could not be taken over from the reading process.',
    'What was imported before it stays. Report these words if it happens again.',
  )
}

const nothing = { sourceId: null, sourceKey: null, snapshotId: null }

function problemOf(file: string, { line, what, message }: Problem): PartResult {
  const place = line > 0 ? `line ${line.toLocaleString('en')}` : ''
  const name = [place, what].filter(Boolean).join(': ') || 'the file'
  return { file: `${file} › ${name}`, status: 'failed', ...nothing, code: 'damaged', message }
}

/** What a reference is called in a result. */
const nameOf = ({ fields, key }: Reference): string =>
  (fields.title ?? key) || (fields.DOI ?? fields['container-title'] ?? 'untitled reference')

async function importOne(
  file: string,
  json: string,
  known: KnownSources,
  options: ImportingOptions,
  attachments: string,
): Promise<{ line: number; result: PartResult }> {
  let name = file
  let line = 0
  try {
    const reference = checked(json)
    name = `${file} › ${nameOf(reference).slice(0, 300)}`
    line = reference.line
    return { line, result: await importReference(name, reference, known, options, attachments) }
  } catch (error) {
    const { code, message, hint } = toErrorValue(error)
    const cancelled = { status: 'cancelled' as const, message: 'Cancelled before it was imported.' }
    const outcome =
      code === 'cancelled' ? cancelled : { status: 'failed' as const, code, message: `${message} ${hint}` }
    return { line, result: { file: name, ...nothing, ...outcome } }
  }
}

async function importReference(
  name: string,
  reference: Reference,
  known: KnownSources,
  options: ImportingOptions,
  attachments: string,
): Promise<PartResult> {
  const { library, now, signal, given } = options
  if (signal?.aborted) throw new AttestError('cancelled', 'Cancelled.', '')
  const details = { ...detailsOf(reference), ...given }
  // Asked and told in one go: references of one batch are compared with one another too.
  const match = known.find(reference, details)
  if (match !== null) {
    return {
      file: name,
      status: 'duplicate',
      ...nothing,
      sourceId: match.id || null,
      sourceKey: match.key || null,
      message: `Here already as “${match.title}”: ${match.by}. Nothing was added.`,
    }
  }
  const doi = reference.fields.DOI === undefined ? '' : addressOfDoi(reference.fields.DOI)
  const about = {
    id: '',
    key: '',
    title: details.title ?? '',
    publisher: details.publisher ?? '',
    authors: firstAuthor(details),
    issued: details.issued ?? null,
    address: details.url ?? '',
    references: doi === '' ? [] : [doi],
  }
  known.add(about)
  const bytes = recordBytes(reference)
  const outcome = await library.sources.capture({
    ...madeBy('reference', 'utf-8'),
    bytes,
    sha256: await sha256Of(bytes),
    // Where the file lay on somebody's disk is nobody else's business.
    fileName: name.replace(/^[^›]*[/\\]/u, '').slice(0, 1000),
    text: recordText(reference),
    pages: [],
    found: details,
    capturedAt: now(),
    address: doi || (details.url ?? ''),
    ...(reference.key === '' ? {} : { keyWords: keyWords(reference) }),
  })
  const { source, snapshot, status } = outcome
  Object.assign(about, { id: source.id, key: source.key })
  const result = {
    file: name,
    status,
    sourceId: source.id,
    sourceKey: source.key,
    snapshotId: snapshot.id,
  }
  if (status === 'duplicate') return { ...result, message: describeHere(outcome) }
  const documents = await documentsOf(reference, source.id, attachments, options)
  return {
    ...result,
    message: [describe(reference, details, documents.captured), ...documents.told].join(' '),
  }
}

const firstAuthor = ({ authors = [] }: Partial<SourceDetails>): string => {
  const [first] = authors
  if (first === undefined) return ''
  return 'literal' in first ? first.literal : [first.given, first.family].filter(Boolean).join(' ')
}

const describeHere = ({ source }: CaptureOutcome): string =>
  `Here already as “${source.title || source.key}”: the same record or address. Nothing was added.`

function describe(reference: Reference, details: Partial<SourceDetails>, captured: boolean): string {
  const kind = sourceTypes[details.type ?? 'document'].toLowerCase()
  const unknown = reference.issued === null ? ' It has no date.' : ''
  return captured
    ? `Reference to a ${kind}, with its document.${unknown}`
    : `Reference to a ${kind} without its document: its words cannot be checked until that is captured.${unknown}`
}

/** Captures the documents that a reference names, where they are at hand; says of each what came of it. */
async function documentsOf(
  { files }: Reference,
  sourceId: string,
  attachments: string,
  { beside, captureOf }: ImportingOptions,
): Promise<{ captured: boolean; told: string[] }> {
  const told: string[] = []
  let captured = false
  for (const path of files) {
    if (isRemote(path) && !path.startsWith('internal-pdf://')) continue
    const inLibrary = path.replace(/^internal-pdf:\/\//iu, `${attachments}/`)
    const shown = path.length > 120 ? `…${path.slice(-120)}` : path
    const found: Beside = (await beside?.(inLibrary)) ?? { refused: 'was not looked for' }
    if ('refused' in found) {
      told.push(`Its document ${shown} ${found.refused}.`)
      continue
    }
    const result = await captureOf(sourceId, found.name, found.bytes)
    if (result.status === 'imported' || result.status === 'new-capture') captured = true
    told.push(
      result.status === 'failed'
        ? `Its document was not captured: ${result.message}`
        : result.status === 'duplicate'
          ? `Its document ${shown} is here already as ${result.sourceKey ?? 'another source'}.`
          : `Its document ${shown} was captured.`,
    )
  }
  return { captured, told }
}

/** `Holds 12 references: 10 imported, 1 already here, 1 not read.` */
export function describeReferences(results: readonly PartResult[], notes: readonly string[]): string {
  const count = (...statuses: CaptureResult['status'][]) =>
    results.filter(({ status }) => statuses.includes(status)).length
  const counts = [
    [count('imported', 'new-capture'), 'imported'],
    [count('duplicate'), 'already here'],
    [count('failed'), 'not read'],
    [count('cancelled'), 'left out'],
  ] as const
  const words = counts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number.toLocaleString('en')} ${what}`)
  const total = `${results.length.toLocaleString('en')} ${results.length === 1 ? 'reference' : 'references'}`
  return [`Holds ${total}: ${words.join(', ')}.`, ...notes].join(' ')
}
