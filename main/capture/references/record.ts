import { keyFrom } from '../../../shared/model/identity.ts'
import {
  type Name,
  type SourceDetails,
  type SourceType,
  sourceTypeSchema,
} from '../../../shared/model/source.ts'
import { edtfToCsl } from '../cslDate.ts'
import { fittingDetails } from '../details.ts'
import { languageTag } from '../languageTag.ts'
import { nameFields, type Reference, type ReferenceName, referenceNameText, textFields } from './reference.ts'

type Json = Record<string, unknown>

/** CSL types that Attest does not offer, as the nearest that it does. */
const nearest: Partial<Record<Reference['type'], SourceType>> = {
  article: 'article-journal',
  bill: 'legislation',
  collection: 'book',
  entry: 'chapter',
  'entry-dictionary': 'chapter',
  'entry-encyclopedia': 'chapter',
  pamphlet: 'report',
  'paper-conference': 'chapter',
  periodical: 'article-journal',
  post: 'webpage',
  regulation: 'legislation',
  review: 'article-journal',
  'review-book': 'article-journal',
  standard: 'report',
  thesis: 'report',
}

/** Kinds that stand for themselves: what Attest calls their publisher is CSL's `publisher`, not their container. */
const wholes: ReadonlySet<string> = new Set<SourceType>([
  ...(['report', 'book', 'hearing', 'legislation', 'treaty', 'dataset', 'document'] as const),
])
export const isWhole = (type: string): boolean => wholes.has(type)

export const sourceTypeOf = (type: Reference['type']): SourceType => {
  const own = sourceTypeSchema.safeParse(type)
  return own.success ? own.data : (nearest[type] ?? 'document')
}

export const addressOfDoi = (doi: string): string =>
  `https://doi.org/${encodeURI(doi).replace(/[#?]/gu, encodeURIComponent)}`

/** The address that a source gets: the one the reference gives, else that of its DOI. */
export const addressOf = ({ fields }: Pick<Reference, 'fields'>): string =>
  fields.URL ?? (fields.DOI === undefined ? '' : addressOfDoi(fields.DOI))

export function detailsName(name: ReferenceName): Name {
  if ('literal' in name) return { literal: name.literal }
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ')
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ')
  const whole = [given, name.suffix].filter(Boolean).join(', ')
  return whole === '' ? { family } : { family, given: whole }
}

/** What of a reference a source's details hold. */
export function detailsOf(reference: Reference): Partial<SourceDetails> {
  const { fields, names } = reference
  const type = sourceTypeOf(reference.type)
  const custom = reference.custom ?? {}
  return fittingDetails({
    type,
    title: fields.title ?? fields['container-title'] ?? '',
    publisher: publisherOf(reference, type),
    authors: (names.author ?? names.editor ?? []).map(detailsName),
    issued: reference.issued?.edtf ?? null,
    issuedAsPrinted: reference.issued?.printed ?? '',
    accessed: reference.accessed?.edtf ?? null,
    url: addressOf(reference),
    language: languageTag(fields.language ?? ''),
    descriptor: custom.descriptor ?? '',
    marking: custom.marking ?? '',
    ...(custom.reliability === undefined
      ? {}
      : { reliability: custom.reliability as SourceDetails['reliability'] }),
  })
}

export function publisherOf({ fields }: Pick<Reference, 'fields'>, type: SourceType): string {
  const [first, second] = isWhole(type)
    ? [fields.publisher, fields['container-title']]
    : [fields['container-title'], fields.publisher]
  return first ?? second ?? ''
}

/** A reference as an item of CSL-JSON; `id` is given where it has no key. */
export function itemOf(reference: Reference, id = reference.key): Json {
  const item: Json = { id, type: reference.type }
  for (const field of textFields)
    if (reference.fields[field] !== undefined) item[field] = reference.fields[field]
  for (const field of nameFields) {
    const names = reference.names[field]
    if (names !== undefined && names.length > 0) item[field] = names.map((name) => ({ ...name }))
  }
  for (const field of ['issued', 'accessed'] as const) {
    const date = reference[field]
    const csl = date === null ? null : edtfToCsl(date.edtf, date.printed)
    if (csl !== null) item[field] = csl
  }
  if (reference.keywords.length > 0) item.keyword = reference.keywords.join('; ')
  if (reference.custom !== undefined) item.custom = reference.custom
  return item
}

/** The key of a source that a citation key gives, unless another source has it. */
export const keyOf = (reference: Pick<Reference, 'key'>): string => keyFrom(keyWords(reference), 'source')
export const keyWords = ({ key }: Pick<Reference, 'key'>): string => key.replace(/[^\p{L}\p{N}]+/gu, ' ')

/** What the captured bytes of a reference are: its CSL-JSON item. */
export const recordBytes = (reference: Reference): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(itemOf(reference), null, 2)}\n`)

/**
 * What a reader sees of a reference: what it says of its document, and its abstract and notes in full, so that they
 * can be read, found and quoted as what they are.
 */
export function recordText(reference: Reference): string {
  const { fields, names } = reference
  const people = (field: 'author' | 'editor' | 'translator'): string =>
    (names[field] ?? []).slice(0, 100).map(referenceNameText).join('; ')
  const line = (label: string, value: string | undefined): string => (value ? `${label}: ${value}` : '')
  const date = (given: Reference['issued']): string => given?.printed || (given?.edtf ?? '')
  const lines = [
    line('Authors', people('author')),
    line('Editors', people('editor')),
    line('Translators', people('translator')),
    line('In', fields['container-title']),
    line('Series', fields['collection-title']),
    line('Publisher', [fields.publisher, fields['publisher-place']].filter(Boolean).join(', ')),
    line('Event', fields['event-title']),
    line('Published', date(reference.issued)),
    line('Volume', fields.volume),
    line('Issue', fields.issue),
    line('Number', fields.number),
    line('Edition', fields.edition),
    line('Pages', fields.page),
    line('DOI', fields.DOI),
    line('ISBN', fields.ISBN),
    line('ISSN', fields.ISSN),
    line('PubMed', fields.PMID),
    line('Address', fields.URL),
    line('Accessed', date(reference.accessed)),
    line('Language', fields.language),
    line('Keywords', reference.keywords.join('; ')),
  ].filter(Boolean)
  // The title stands above every text that is shown; here only where there is nothing else.
  const isBare = lines.length === 0 && fields.abstract === undefined && fields.note === undefined
  return [
    isBare ? (fields.title ?? '') : '',
    lines.join('\n'),
    fields.abstract === undefined ? '' : `Abstract\n\n${fields.abstract}`,
    fields.note === undefined ? '' : `Notes\n\n${fields.note}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')
}
