import { Draft, dateFrom, Found, literal, personal } from './draft.ts'
import type { NameField, Reference, ReferenceName, References } from './reference.ts'
import { allAt, at, type Element, readRecords, textOf } from './xmlTree.ts'

const namespaces: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://www.zotero.org/namespaces/export#', 'z'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://purl.org/net/biblio#', 'bib'],
  ['http://xmlns.com/foaf/0.1/', 'foaf'],
  ['http://nwalsh.com/rdf/vCard#', 'vcard'],
  ['http://prismstandard.org/namespaces/1.2/basic/', 'prism'],
  ['http://purl.org/rss/1.0/modules/link/', 'link'],
])

/** Zotero's item types (its schema, mapping to CSL) as CSL types. */
const types: Record<string, Reference['type']> = {
  artwork: 'graphic',
  audioRecording: 'song',
  bill: 'bill',
  blogPost: 'post-weblog',
  book: 'book',
  bookSection: 'chapter',
  case: 'legal_case',
  computerProgram: 'software',
  conferencePaper: 'paper-conference',
  dataset: 'dataset',
  dictionaryEntry: 'entry-dictionary',
  document: 'document',
  email: 'personal_communication',
  encyclopediaArticle: 'entry-encyclopedia',
  film: 'motion_picture',
  forumPost: 'post',
  hearing: 'hearing',
  instantMessage: 'personal_communication',
  interview: 'interview',
  journalArticle: 'article-journal',
  letter: 'personal_communication',
  magazineArticle: 'article-magazine',
  manuscript: 'manuscript',
  map: 'map',
  newspaperArticle: 'article-newspaper',
  patent: 'patent',
  podcast: 'broadcast',
  preprint: 'article',
  presentation: 'speech',
  radioBroadcast: 'broadcast',
  report: 'report',
  standard: 'standard',
  statute: 'legislation',
  thesis: 'thesis',
  tvBroadcast: 'broadcast',
  videoRecording: 'motion_picture',
  webpage: 'webpage',
}

const roles: readonly [NameField, readonly string[]][] = [
  [
    'author',
    [
      'bib:authors',
      'z:interviewees',
      'z:presenters',
      'z:directors',
      'z:podcasters',
      'z:programmers',
      'z:artists',
      'z:inventors',
    ],
  ],
  ['editor', ['bib:editors', 'z:seriesEditors']],
  ['translator', ['z:translators']],
]

/**
 * References of a Zotero RDF export: items, and beside them the journals, notes (`bib:Memo`) and attachments
 * (`z:Attachment`, with the path of the exported file) that they point at. Throws `damaged` when nothing could be read.
 */
export function readZotero(name: string, text: string): References {
  const found = new Found(name)
  const nodes = new Map<string, Element>()
  const items: Element[] = []
  const broken = readRecords(name, text, 1, namespaces, (element) => {
    const about = element.attribute('about') || element.attribute('ID')
    if (about !== '') nodes.set(about.replace(/^#/u, ''), element)
    if (isItem(element)) items.push(element)
  })
  for (const item of items) {
    const draft = new Draft(0)
    fill(draft, item, (target) => nodes.get(target.replace(/^#/u, '')))
    found.add(draft, item.attribute('about'))
  }
  if (broken !== null) found.bad(0, '', `${broken.message} The items before it were read.`)
  return found
}

/** Journals, collections, notes and attachments are no items; nor are notes and files that stand alone. */
function isItem(element: Element): boolean {
  const kind = textOf(at(element, 'z:itemType')).trim()
  if (kind !== '') return kind !== 'attachment' && kind !== 'note' && kind !== 'annotation'
  return /^bib:(?:Article|Book|BookSection|Document|Report|Thesis|Manuscript|Letter|Patent)$/u.test(
    element.name,
  )
}

function fill(draft: Draft, item: Element, node: (target: string) => Element | undefined): void {
  const words = (element: Element | undefined, ...path: string[]): string =>
    element === undefined ? '' : textOf(at(element, ...path)).trim()
  const own = (...path: string[]): string => words(item, ...path)
  const kind = own('z:itemType')
  draft.type = types[kind] ?? byElement[item.name] ?? 'document'
  draft.key = own('z:citationKey')
  draft.put('title', own('dc:title'))
  draft.put('title-short', own('z:shortTitle'))
  const holders = allAt(item, 'dcterms:isPartOf').flatMap((part) => {
    const target = part.attribute('resource')
    return target === ''
      ? part.children
      : [node(target)].filter((found): found is Element => found !== undefined)
  })
  for (const holder of holders) {
    const field = holder.name === 'bib:Series' ? 'collection-title' : 'container-title'
    draft.put(field, words(holder, 'dc:title'))
    if (field === 'container-title') draft.put('container-title-short', words(holder, 'dcterms:alternative'))
    const series = at(holder, 'dcterms:isPartOf', 'bib:Series')
    draft.put('collection-title', words(series, 'dc:title'))
  }
  const both = [item, ...holders]
  const from = (name: string): string => both.map((element) => words(element, name)).find(Boolean) ?? ''
  draft.put('volume', from('prism:volume'))
  draft.put(['report', 'patent', 'standard'].includes(draft.type) ? 'number' : 'issue', from('prism:number'))
  draft.put('edition', own('prism:edition'))
  draft.put('page', own('bib:pages'))
  draft.put('number-of-pages', own('z:numPages'))
  draft.put('genre', own('z:type'))
  draft.put('archive', own('z:archive') || own('dc:source'))
  draft.put('language', own('z:language') || own('dc:language'))
  draft.put('event-title', own('bib:presentedAt', 'bib:Conference', 'dc:title'))
  const publisher = at(item, 'dc:publisher', 'foaf:Organization')
  draft.put('publisher', words(publisher, 'foaf:name') || own('z:institution') || own('z:university'))
  draft.put('publisher-place', words(publisher, 'vcard:adr', 'vcard:Address', 'vcard:locality'))
  for (const element of both)
    for (const identifier of allAt(element, 'dc:identifier')) identify(draft, identifier)
  if (/^https?:/iu.test(item.attribute('about'))) draft.put('URL', item.attribute('about'))
  draft.add('abstract', own('dcterms:abstract'))
  draft.add('note', own('dc:description'))
  for (const subject of allAt(item, 'dc:subject')) draft.keyword(textOf(subject))
  for (const [field, names] of roles) {
    for (const role of names)
      for (const name of allAt(item, role, 'rdf:Seq', 'rdf:li')) draft.name(field, nameOf(name))
  }
  draft.issued = dateFrom(own('dc:date'))
  draft.accessed = dateFrom(own('dcterms:dateSubmitted').replace(/[T ]\d{2}:\d{2}.*$/u, ''))
  for (const reference of allAt(item, 'dcterms:isReferencedBy')) {
    const memo = node(reference.attribute('resource'))
    if (memo?.name === 'bib:Memo') draft.add('note', textFromHtml(words(memo, 'rdf:value')))
  }
  for (const link of allAt(item, 'link:link')) {
    const attachment = node(link.attribute('resource'))
    const path = at(attachment ?? link, 'rdf:resource')?.attribute('resource') ?? ''
    if (path !== '') draft.file(path)
  }
}

const byElement: Record<string, Reference['type']> = {
  'bib:Article': 'article-journal',
  'bib:Book': 'book',
  'bib:BookSection': 'chapter',
  'bib:Report': 'report',
  'bib:Thesis': 'thesis',
  'bib:Manuscript': 'manuscript',
  'bib:Letter': 'personal_communication',
  'bib:Patent': 'patent',
}

function identify(draft: Draft, identifier: Element): void {
  const address = textOf(at(identifier, 'dcterms:URI', 'rdf:value')).trim()
  if (address !== '') {
    draft.put('URL', address)
    return
  }
  const [, scheme = '', value = ''] =
    /^(DOI|ISBN|ISSN|PMID|PMCID)[\s:]+(.+)$/su.exec(textOf(identifier).trim()) ?? []
  if (scheme === 'DOI') draft.put('DOI', value)
  else if (scheme === 'ISBN' || scheme === 'ISSN') draft.add(scheme, value)
  else if (scheme === 'PMID' || scheme === 'PMCID') draft.put(scheme, value)
}

function nameOf(entry: Element): ReferenceName | null {
  const person = entry.children.find(({ name }) => name === 'foaf:Person')
  if (person === undefined) return literal(textOf(at(entry, 'foaf:Organization', 'foaf:name')))
  const given = textOf(at(person, 'foaf:givenName')) || textOf(at(person, 'foaf:givenname'))
  const surname = textOf(at(person, 'foaf:surname')) || textOf(at(person, 'foaf:name'))
  // A person without a given name is Zotero's one-field name: an organisation.
  return given.trim() === '' ? literal(surname) : personal(surname, given)
}

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  ndash: '–',
  mdash: '—',
  hellip: '…',
}

/** The text of a note that Zotero keeps as simple HTML. */
export const textFromHtml = (html: string): string =>
  html
    .replace(/<(?:br\s*\/?|\/p|\/li|\/h\d|\/div|\/blockquote)>/giu, '\n')
    .replace(/<li>/giu, '• ')
    .replace(/<[^<>]{0,2000}>/gu, '')
    .replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]+));/giu,
      (whole, decimal?: string, hex?: string, name?: string) => {
        const code =
          decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : Number.NaN
        if (Number.isNaN(code)) return entities[(name ?? '').toLowerCase()] ?? whole
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
      },
    )
