import { nameText, type SourceDetails } from '../../../shared/model/source.ts'
import type { KnownSource } from '../../store/library.ts'
import { addressOfDoi, keyOf } from './record.ts'
import type { Reference } from './reference.ts'

/** A source that a reference was found to be of, and by what. */
export interface Match {
  readonly id: string
  readonly key: string
  readonly title: string
  /** Completes “It is here as TITLE: ”. */
  readonly by: string
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** An address as the store compares it; good enough to find one, the store has the last word. */
const foldedAddress = (url: string): string =>
  url
    .replace(/^http:/iu, 'https:')
    .replace(/#.*$/u, '')
    .replace(/^https:\/\/dx\.doi\.org\//iu, 'https://doi.org/')
    .replace(/\/$/u, '')
    .toLowerCase()

/**
 * The sources that are here, for finding a reference among them: by its DOI; by its address; by its citation key
 * together with its title; by title, year, first author and publisher together, unless both have DOIs and they differ.
 */
export class KnownSources {
  private readonly byAddress = new Map<string, KnownSource>()
  private readonly byWords = new Map<string, KnownSource>()
  private readonly byKey = new Map<string, KnownSource>()

  constructor(sources: readonly KnownSource[]) {
    for (const source of sources) this.add(source)
  }

  add(source: KnownSource): void {
    for (const address of [source.address, ...source.references]) {
      const plain = foldedAddress(address)
      if (plain !== '' && !this.byAddress.has(plain)) this.byAddress.set(plain, source)
    }
    const year = source.issued?.slice(0, 4) ?? ''
    const words = wordsOf(source.title, year, source.authors.split('; ')[0] ?? '', source.publisher)
    if (words !== '' && !this.byWords.has(words)) this.byWords.set(words, source)
    this.byKey.set(source.key, source)
  }

  find(reference: Reference, details: Partial<SourceDetails>): Match | null {
    const { DOI } = reference.fields
    const match = (source: KnownSource | undefined, by: string): Match | null =>
      source === undefined ? null : { id: source.id, key: source.key, title: source.title || source.key, by }
    const doi = DOI === undefined ? '' : foldedAddress(addressOfDoi(DOI))
    if (doi !== '') {
      const same = match(this.byAddress.get(doi), 'the same DOI')
      if (same !== null) return same
    }
    const differs = (source: KnownSource): boolean => {
      const own = [source.address, ...source.references].map(foldedAddress).filter(isDoi)
      return doi !== '' && own.length > 0 && !own.includes(doi)
    }
    const address = foldedAddress(details.url ?? '')
    const there = address === '' ? undefined : this.byAddress.get(address)
    if (there !== undefined && !differs(there)) return match(there, 'the same address')
    const title = details.title ?? ''
    const keyed = reference.key === '' ? undefined : this.byKey.get(keyOf(reference))
    if (
      keyed !== undefined &&
      folded(keyed.title) === folded(title) &&
      folded(title) !== '' &&
      !differs(keyed)
    )
      return match(keyed, 'the same key and title')
    const [first] = details.authors ?? []
    const words = wordsOf(
      title,
      details.issued?.slice(0, 4) ?? '',
      first === undefined ? '' : nameText(first),
      details.publisher ?? '',
    )
    const alike = words === '' ? undefined : this.byWords.get(words)
    if (alike === undefined || differs(alike)) return null
    return match(alike, 'the same title, author, publisher and year')
  }
}

const isDoi = (address: string): boolean => address.startsWith('https://doi.org/')

/** Empty where there is too little to know anything by. */
function wordsOf(title: string, year: string, author: string, publisher: string): string {
  const parts = [title, year, author, publisher].map(folded)
  const [plainTitle = '', plainYear = '', plainAuthor = '', plainPublisher = ''] = parts
  if (plainTitle === '' || plainYear === '' || (plainAuthor === '' && plainPublisher === '')) return ''
  return parts.join('\n')
}
