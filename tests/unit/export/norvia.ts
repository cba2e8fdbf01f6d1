import { createHash } from 'node:crypto'
import type { Block } from '../../../shared/document/block.ts'
import type { Citation, CitationItem } from '../../../shared/document/citation.ts'
import { type CitedEntity, targetKey } from '../../../shared/document/evidence.ts'
import type { Footnote, NoteInline } from '../../../shared/document/footnote.ts'
import { emptyHeader, type Header } from '../../../shared/document/header.ts'
import type { Inline } from '../../../shared/document/inline.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { emptySourceDetails } from '../../../shared/model/source.ts'

// A republic that does not exist, with its papers and officials: what the tests of export cite.

type Source = CitedEntity['source']
const sourceIds = new Map<string, string>()

/** A source by its key: the same key is the same source. */
function sourceOf(key: string, details: Partial<Source>): Source {
  const id = sourceIds.get(key) ?? mintId()
  sourceIds.set(key, id)
  return { ...emptySourceDetails, ...details, id, key, status: details.status ?? 'current' }
}

export const sources = {
  returns: sourceOf('boarding-returns', {
    type: 'report',
    title: 'Boarding returns to February 2031',
    publisher: 'Maritime Security Directorate',
    issued: '2031-03-05',
    reliability: 'B',
    descriptor: 'official statistics, compiled by the body they describe',
  }),
  courier: sourceOf('calder-courier', {
    type: 'article-newspaper',
    title: 'Officials weigh a longer pilot order as Harrow Roads fills: what the rosters say',
    publisher: 'The Calder Courier',
    authors: [{ family: 'Orvane', given: 'Lisbet' }],
    issued: '2031-03-03',
    url: 'https://courier.example/norvia/2031/03/03/officials-weigh-a-longer-pilot-order-as-harrow-roads-fills?edition=national',
    reliability: 'C',
  }),
  hearing: sourceOf('trade-committee', {
    type: 'hearing',
    title: 'Oral evidence: Order 41',
    publisher: 'Parliament of Norvia, Trade Committee',
    issued: '2031-02-24',
    reliability: 'A',
    descriptor: 'Verbatim record.',
  }),
}

interface Given {
  readonly key: string
  readonly source: Source
  readonly exact?: string
  readonly page?: number
  readonly capture?: string
  readonly speaker?: Partial<NonNullable<CitedEntity['speaker']>>
  readonly quote?: Partial<NonNullable<CitedEntity['quote']>>
  readonly credibility?: number
}

const hash = (words: string): string => createHash('sha256').update(words).digest('hex')

/** What the store would say of a claim (with `credibility`), a quote (with `quote`) or a source. */
export function cited({
  key,
  source,
  exact,
  page,
  capture,
  speaker,
  quote,
  credibility,
}: Given): CitedEntity {
  const type = quote ? 'quote' : credibility ? 'claim' : 'source'
  return {
    target: { type, id: mintId() },
    key,
    revision: 1,
    label: key,
    text: exact ?? source.title,
    source,
    snapshot: {
      id: mintId(),
      sha256: hash(capture ?? source.key),
      capturedAt: Date.UTC(2031, 2, 8, 9),
      extractionId: mintId(),
      superseded: false,
    },
    passage: exact
      ? {
          id: mintId(),
          page: page ?? null,
          exact,
          prefix: '',
          suffix: '',
          start: 0,
          end: [...exact].length,
          before: '',
          after: '',
        }
      : null,
    verification: null,
    speaker: speaker
      ? { id: mintId(), key: 'speaker', name: '', kind: 'person', role: '', ...speaker }
      : null,
    quote: quote ? { form: 'direct', groundRule: 'unknown', saidOn: null, via: '', ...quote } : null,
    claim: credibility ? { kind: 'fact', modality: 'asserted', credibility } : null,
  }
}

export const entities = {
  boarded: cited({
    key: 'tankers-boarded',
    source: sources.returns,
    exact: 'Since October the Directorate has boarded 245 tankers and detained 32.',
    page: 4,
    credibility: 2,
  }),
  lapsed: cited({
    key: 'cover-lapsed',
    source: sources.returns,
    exact: 'Nine of every ten detentions were for cover that had lapsed.',
    credibility: 3,
  }),
  ending: cited({
    key: 'nobody-drafting',
    source: sources.courier,
    exact: 'Nobody here is drafting for an ending.',
    speaker: { name: 'a senior Directorate official', kind: 'anonymous' },
    quote: { groundRule: 'background', saidOn: '2031-03-02' },
  }),
  pilots: cited({
    key: 'third-night',
    source: sources.hearing,
    exact: 'We will not ask a pilot for a third night.',
    speaker: { name: 'Tomas Verhane', role: 'Deputy Director' },
    quote: { groundRule: 'on-record', saidOn: '2031-02-24' },
  }),
  rosters: cited({
    key: 'rosters-drawn',
    source: sources.courier,
    exact: 'rosters had been drawn up to the end of August, two officials said',
    speaker: { name: 'two officials familiar with the rosters', kind: 'anonymous' },
    quote: { form: 'indirect', groundRule: 'background' },
  }),
  hearing: cited({ key: 'trade-committee', source: sources.hearing }),
}

export const mapOf = (...list: readonly CitedEntity[]): Map<string, CitedEntity> =>
  new Map(list.map((entity) => [targetKey(entity.target), entity]))

export const everything = mapOf(...Object.values(entities))

// Blocks in few words.

const citedAt = (entity: CitedEntity) => ({
  revision: entity.revision,
  sha256: entity.snapshot.sha256,
})

export const item = (entity: CitedEntity, more: Partial<CitationItem> = {}): CitationItem => ({
  target: entity.target,
  cited: citedAt(entity),
  ...more,
})

export const cite = (...items: readonly (CitedEntity | CitationItem)[]): Citation => ({
  type: 'citation',
  id: mintId(),
  items: items.map((each) => ('key' in each ? item(each) : each)),
  children: [{ text: '' }],
})

const inline = (node: string | Inline): Inline => (typeof node === 'string' ? { text: node } : node)

export const paragraph = (...children: readonly (string | Inline)[]): Paragraph => ({
  type: 'paragraph',
  id: mintId(),
  children: children.map(inline),
})

export const heading = (level: 1 | 2 | 3 | 4, ...children: readonly (string | Inline)[]): Block => ({
  type: 'heading',
  id: mintId(),
  level,
  children: children.map(inline),
})

export const note = (...children: readonly (string | NoteInline)[]): Footnote => ({
  type: 'footnote',
  id: mintId(),
  children: children.map((node) => (typeof node === 'string' ? { text: node } : node)),
})

export const quotation = (entity: CitedEntity, words: string): Inline => ({
  type: 'quotation',
  id: mintId(),
  target: entity.target,
  cited: citedAt(entity),
  children: [{ text: words }],
})

export const quotationBlock = (entity: CitedEntity, words: string): Block => ({
  type: 'quotation-block',
  id: mintId(),
  target: entity.target,
  cited: citedAt(entity),
  citation: { id: mintId(), items: [item(entity)] },
  children: [{ text: words }],
})

export const header = (more: Partial<Header> = {}): Header => ({
  ...emptyHeader,
  subject: 'Extending Pilotage Order 41',
  date: '2031-03-10',
  ...more,
})
