import { AttestError } from '../../shared/model/error.ts'
import {
  type Name,
  reliabilitySchema,
  type SourceDetails,
  type SourceType,
  sourceTypeSchema,
} from '../../shared/model/source.ts'
import { edtfFromCsl, edtfToCsl, printedFromCsl } from './cslDate.ts'
import { fittingDetails } from './details.ts'
import { languageTag } from './languageTag.ts'

type Json = Record<string, unknown>

/**
 * Details from a CSL-JSON item (CSL 1.0.2, schema `csl-data.json`), or from an array that holds exactly one.
 * Types that Attest does not offer become `document`; the newspaper, site or journal is `container-title`, else
 * `publisher`. `custom.reliability`, `custom.descriptor` and `custom.marking` carry what CSL has no words for.
 * Throws `bad-request` when it is no item; fields that do not fit the model are left out.
 */
export function detailsFromCsl(json: unknown): Partial<SourceDetails> {
  const item = theItem(json)
  const custom = isObject(item.custom) ? item.custom : {}
  const type = sourceTypeSchema.safeParse(item.type)
  const reliability = reliabilitySchema.safeParse(custom.reliability)
  return fittingDetails({
    type: type.success ? type.data : 'document',
    title: words(item.title),
    publisher: words(item['container-title']) || words(item.publisher),
    authors: Array.isArray(item.author) ? item.author.flatMap(nameFromCsl) : [],
    issued: edtfFromCsl(item.issued),
    issuedAsPrinted: printedFromCsl(item.issued),
    accessed: edtfFromCsl(item.accessed),
    url: words(item.URL),
    language: languageTag(words(item.language)),
    ...(reliability.success ? { reliability: reliability.data } : {}),
    descriptor: words(custom.descriptor),
    marking: words(custom.marking),
  })
}

/** The CSL-JSON item of a source; `id` is its key. What is not known is left out. */
export function cslFromDetails(details: Partial<SourceDetails>, id: string): Json {
  const item: Json = { id, type: details.type ?? ('document' satisfies SourceType) }
  const custom: Json = {}
  const put = (target: Json, field: string, value: unknown) => {
    if (value !== undefined && value !== null && value !== '') target[field] = value
  }
  put(item, 'title', details.title)
  put(item, 'container-title', details.publisher)
  if (details.authors?.length) item.author = details.authors.map((name) => ({ ...name }))
  put(item, 'issued', edtfToCsl(details.issued ?? null, details.issuedAsPrinted ?? ''))
  put(item, 'accessed', edtfToCsl(details.accessed ?? null, ''))
  put(item, 'URL', details.url)
  put(item, 'language', details.language)
  put(custom, 'reliability', details.reliability)
  put(custom, 'descriptor', details.descriptor)
  put(custom, 'marking', details.marking)
  if (Object.keys(custom).length > 0) item.custom = custom
  return item
}

function theItem(json: unknown): Json {
  const items = Array.isArray(json) ? json : [json]
  const [item] = items
  if (items.length > 1) {
    throw new AttestError(
      'bad-request',
      `The reference file holds ${items.length} items; one document needs one.`,
      'Save the item of this document alone as CSL-JSON.',
    )
  }
  if (!isObject(item)) {
    throw new AttestError(
      'bad-request',
      'The reference file holds no CSL-JSON item.',
      'It must hold an object such as {"type": "article-newspaper", "title": "…"}, or an array of one.',
    )
  }
  return item
}

function nameFromCsl(value: unknown): Name[] {
  if (!isObject(value)) return []
  const literal = words(value.literal)
  const family = [words(value['non-dropping-particle']), words(value.family)].filter(Boolean).join(' ')
  const given = [words(value.given), words(value['dropping-particle'])].filter(Boolean).join(' ')
  const suffix = words(value.suffix)
  if (family === '') return literal || given ? [{ literal: literal || given }] : []
  const whole = [given, suffix].filter(Boolean).join(', ')
  return [whole === '' ? { family } : { family, given: whole }]
}

const words = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
