import type { Name, Source, SourceDetails } from '../../../shared/model/source.ts'
import { emptySourceDetails } from '../../../shared/model/source.ts'
import type { SourceWithReference } from '../../store/library.ts'
import { referenceOf } from './cslJson.ts'
import { detailsOf, isWhole, keyOf } from './record.ts'
import type { Reference, ReferenceName } from './reference.ts'

/**
 * References of sources, each with a key of its own. What the details of a source say wins over the reference that it
 * came from; what they have no words for (volume, DOI, abstract and so on) is the reference's. Grades, descriptors and
 * markings stay in the library: they are judgements, and a file of references is made to be given away.
 */
export function referencesOf(sources: readonly SourceWithReference[]): Reference[] {
  const taken = new Set<string>()
  return sources.map(({ source, reference }) => {
    const own = ofSource(source, reference)
    const key = taken.has(own.key.toLowerCase()) ? source.key : own.key
    taken.add(key.toLowerCase())
    return { ...own, key }
  })
}

function ofSource(source: Source, bytes: Uint8Array | null): Reference {
  const record = bytes === null ? null : recordFrom(bytes)
  const base = record ?? nothingKnown
  const was: SourceDetails = { ...emptySourceDetails, ...(record === null ? {} : detailsOf(record)) }
  const changed = (field: keyof SourceDetails): boolean =>
    JSON.stringify(was[field]) !== JSON.stringify(source[field])
  const type = changed('type') || record === null ? source.type : base.type
  const { author, ...otherNames } = base.names
  const names = changed('authors')
    ? { ...otherNames, ...(source.authors.length > 0 ? { author: source.authors.map(nameOf) } : {}) }
    : base.names
  const fields = { ...base.fields }
  const set = (field: keyof typeof fields, value: string): void => {
    if (value === '') delete fields[field]
    else fields[field] = value
  }
  if (changed('title')) set('title', source.title)
  if (changed('publisher')) set(isWhole(source.type) ? 'publisher' : 'container-title', source.publisher)
  if (changed('url')) set('URL', source.url)
  if (changed('language')) set('language', source.language)
  const issued =
    source.issued === null && source.issuedAsPrinted === ''
      ? null
      : { edtf: source.issued, printed: source.issuedAsPrinted }
  return {
    ...base,
    key: base.key !== '' && keyOf(base) === source.key ? base.key : source.key,
    type,
    fields,
    names,
    issued: changed('issued') || changed('issuedAsPrinted') ? issued : base.issued,
    accessed: !changed('accessed')
      ? base.accessed
      : source.accessed === null
        ? null
        : { edtf: source.accessed, printed: '' },
    files: [],
    line: 0,
  }
}

const nothingKnown: Reference = {
  key: '',
  type: 'document',
  fields: {},
  names: {},
  issued: null,
  accessed: null,
  keywords: [],
  files: [],
  line: 0,
}

/** A record that cannot be read any more counts as none: the details are there. */
function recordFrom(bytes: Uint8Array): Reference | null {
  try {
    const record = referenceOf(JSON.parse(new TextDecoder().decode(bytes)))
    if (record === null) return null
    const { custom: _, ...reference } = record
    return reference
  } catch {
    return null
  }
}

const nameOf = (name: Name): ReferenceName => ({ ...name })
