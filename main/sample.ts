import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import { findExact } from '../shared/anchoring/index.ts'
import { claimDetailsSchema, emptyClaimDetails, linkSchema } from '../shared/model/claim.ts'
import { AttestError } from '../shared/model/error.ts'
import { type Id, type Key, mintId } from '../shared/model/identity.ts'
import type { Place } from '../shared/model/passage.ts'
import { emptyQuoteDetails, quoteDetailsSchema } from '../shared/model/quote.ts'
import { sourceDetailsSchema } from '../shared/model/source.ts'
import { roleSchema, speakerKindSchema } from '../shared/model/speaker.ts'
import { createCapture } from './capture/capture.ts'
import type { LaunchChild } from './children.ts'
import { draftBriefing } from './drafting.ts'
import type { Library } from './store/library.ts'
import { createLibrary } from './store/open.ts'

const mark = { key: z.string(), source: z.string(), exact: z.string(), speaker: z.string().optional() }

/** `resources/sample/library.json`: what is marked in the sample's texts, by their exact words. */
const sampleSchema = z.strictObject({
  sources: z.array(
    z.strictObject({ file: z.string(), key: z.string(), details: sourceDetailsSchema.partial() }),
  ),
  speakers: z.array(
    z.strictObject({
      key: z.string(),
      name: z.string(),
      kind: speakerKindSchema,
      roles: z.array(roleSchema.omit({ id: true })).default([]),
      source: z.string().optional(),
    }),
  ),
  claims: z.array(
    z.strictObject({ ...mark, ...claimDetailsSchema.omit({ text: true, speakerId: true }).partial().shape }),
  ),
  quotes: z.array(
    z.strictObject({ ...mark, ...quoteDetailsSchema.omit({ speakerId: true }).partial().shape }),
  ),
  links: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      type: linkSchema.shape.type,
      independence: linkSchema.shape.independence,
    }),
  ),
  briefings: z.array(z.strictObject({ file: z.string(), key: z.string(), version: z.string().optional() })),
})
type Sample = z.output<typeof sampleSchema>

export interface SampleOptions {
  readonly launchChild: LaunchChild
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** Version of Attest, recorded in the library. */
  readonly version?: string
}

/** The sample's texts: in a checkout above `main`, in a build above `dist/main`. */
export function sampleFolder(): string {
  const folder = ['../resources/sample', '../../resources/sample']
    .map((place) => join(import.meta.dirname, place))
    .find(existsSync)
  if (folder !== undefined) return folder
  throw new AttestError('not-found', 'The sample’s texts are missing.', 'Install Attest again.')
}

/**
 * Makes the sample library through the same services a person uses. It is made beside and then given its name, so
 * that there is never half of one.
 *
 * @param path where; nothing may be there
 * @throws AttestError `taken`, and whatever making a library or capturing can throw
 */
export async function createSampleLibrary(path: string, options: SampleOptions): Promise<void> {
  const target = resolve(path)
  if (existsSync(target)) {
    throw new AttestError(
      'taken',
      `There is already a file ${basename(target)}.`,
      'Choose another name, or open the library that is there.',
    )
  }
  const beside = join(dirname(target), `.${basename(target)}.${mintId().slice(-12)}.part.attest`)
  const { now, version = '' } = options
  try {
    const library = await createLibrary(beside, { now, version })
    try {
      await fill(library, options)
    } finally {
      await library.close()
    }
    await rename(beside, target)
  } finally {
    for (const rest of ['', '-wal', '-shm', '-lock']) await rm(`${beside}${rest}`, { force: true })
  }
}

async function fill(library: Library, { launchChild, now }: SampleOptions): Promise<void> {
  const folder = sampleFolder()
  const sample = sampleSchema.parse(JSON.parse(await readFile(join(folder, 'library.json'), 'utf8')))
  const sources = await addSources(library, sample, folder, { launchChild, now })
  const speakers = await addSpeakers(library, sample, sources)
  await addMarks(library, sample, sources, speakers)
  for (const { file, key, version } of sample.briefings) {
    const text = await readFile(join(folder, file), 'utf8')
    const briefing = await draftBriefing(library, { text, name: file, key })
    if (version !== undefined) await library.versions.name(briefing.id, version)
  }
  await library.tidy()
}

async function addSources(
  library: Library,
  sample: Sample,
  folder: string,
  { launchChild, now }: SampleOptions,
): Promise<Map<Key, Id>> {
  const ids = new Map<Key, Id>()
  const capture = createCapture({ library, launchChild, now })
  try {
    for (const { file, key, details } of sample.sources) {
      const result = await capture.captureFile({ name: file, bytes: await readFile(join(folder, file)) })
      if (result.sourceId === null) throw new AttestError('internal', result.message, '')
      const { source } = await library.sources.get(result.sourceId)
      await library.sources.update({ id: source.id, revision: source.revision, details, key })
      ids.set(key, source.id)
    }
  } finally {
    capture.dispose()
  }
  return ids
}

interface Named {
  readonly id: Id
  readonly unnamed: boolean
}

async function addSpeakers(
  library: Library,
  sample: Sample,
  sources: ReadonlyMap<Key, Id>,
): Promise<Map<Key, Named>> {
  const speakers = new Map<Key, Named>()
  for (const { key, name, kind, roles, source } of sample.speakers) {
    const sourceId = source === undefined ? null : needed(sources, source)
    const made = await library.speakers.create({ key, details: { kind, name, aliases: [], roles, sourceId } })
    speakers.set(key, { id: made.id, unnamed: kind === 'anonymous' })
  }
  return speakers
}

async function addMarks(
  library: Library,
  sample: Sample,
  sources: ReadonlyMap<Key, Id>,
  speakers: ReadonlyMap<Key, Named>,
): Promise<void> {
  const placeOf = async (source: Key, exact: string): Promise<Place> => {
    const { extraction, text } = await library.sources.read(needed(sources, source))
    const places = findExact(text, exact)
    const [place] = places
    if (place && places.length === 1) return { extractionId: extraction.id, ...place }
    throw new AttestError('not-anchored', `“${exact}” stands ${places.length} times in ${source}.`, '')
  }
  for (const { key, source, exact, speaker, ...details } of sample.quotes) {
    await library.quotes.create({
      ...emptyQuoteDetails,
      ...details,
      key,
      speakerId: speaker === undefined ? null : needed(speakers, speaker).id,
      place: await placeOf(source, exact),
    })
  }
  const claims = new Map<Key, Id>()
  for (const { key, source, exact, speaker, ...details } of sample.claims) {
    const named = speaker === undefined ? null : needed(speakers, speaker)
    const made = await library.claims.create({
      ...emptyClaimDetails,
      ...details,
      key,
      text: exact,
      attribution: named === null ? 'unattributed' : named.unnamed ? 'anonymous' : 'named',
      speakerId: named?.id ?? null,
      place: await placeOf(source, exact),
    })
    claims.set(key, made.id)
  }
  for (const { from, to, type, independence } of sample.links) {
    await library.claims.link({ from: needed(claims, from), to: needed(claims, to), type, independence })
  }
}

function needed<Value>(values: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = values.get(key)
  if (value === undefined)
    throw new AttestError('internal', `The sample names “${key}”, which it has not.`, '')
  return value
}
