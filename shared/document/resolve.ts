import {
  authorsText,
  dateText,
  dayText,
  issuedText,
  joinRuns,
  type Run,
  speakerText,
  writeNote,
} from '../citing/index.ts'
import { likelihoods } from '../model/claim.ts'
import { AttestError } from '../model/error.ts'
import { reliabilities } from '../model/source.ts'
import type { Block } from './block.ts'
import type { Callout } from './callout.ts'
import type { CitationItem } from './citation.ts'
import { breakLongWords, cleanText } from './clean.ts'
import { type CitedEntity, targetKey } from './evidence.ts'
import type { Header } from './header.ts'
import type { Inline } from './inline.ts'
import type { List } from './list.ts'
import { isText } from './node.ts'
import { type Numbering, numberCitations } from './numbering.ts'
import type { Paragraph } from './paragraph.ts'
import type {
  ResolvedBlock,
  ResolvedCallout,
  ResolvedCite,
  ResolvedDocument,
  ResolvedHeading,
  ResolvedInline,
  ResolvedList,
  ResolvedParagraph,
  ResolvedSource,
  ResolvedText,
} from './resolved.ts'
import { markNames, type Text } from './text.ts'
import { blockText, citationsOf } from './walk.ts'

/** Lists nested deeper are set at this depth: a page has only so much width. */
export const deepestList = 8

export interface Unresolved {
  readonly header: Header
  readonly blocks: readonly Block[]
  /** By `targetKey`. */
  readonly entities: ReadonlyMap<string, CitedEntity>
  /** The day the file carries when the header has none: ISO 8601 calendar date. */
  readonly today: string
}

/**
 * Turns a briefing and what the store says of its citations into one plain tree with numbers and notes.
 *
 * @throws AttestError `not-found` for a citation or quotation that points at nothing, naming its place;
 *   `unsupported` for a block made by a newer Attest; `not-allowed` for an indirect quote in quote marks
 */
export function resolveBriefing({ header, blocks, entities, today }: Unresolved): ResolvedDocument {
  const resolver = new Resolver(header, blocks, entities)
  const iso = header.date ?? today
  const [year = 2000, month = 1, day = 1] = iso.split('-').map(Number)
  return {
    head: {
      ...header,
      label: cleanText(header.label),
      organization: cleanText(header.organization),
      number: cleanText(header.number),
      subject: cleanText(header.subject).trim() || 'Untitled',
      subtitle: cleanText(header.subtitle),
      marking: cleanText(header.marking),
      rows: header.rows
        .map((row) => ({ label: cleanText(row.label), value: cleanText(row.value) }))
        .filter((row) => row.value.trim() !== ''),
      date: header.date ? dateText(header.date, header.language) : '',
      day: [year, month, day],
    },
    blocks: resolver.blocks(),
    notes: resolver.notes(),
    sources: resolver.sources(),
  }
}

class Resolver {
  readonly #header: Header
  readonly #blocks: readonly Block[]
  readonly #entities: ReadonlyMap<string, CitedEntity>
  readonly #numbering: Numbering
  readonly #cited = new Set<number>()
  #judgments = 0
  #headingLevel = 0

  constructor(header: Header, blocks: readonly Block[], entities: ReadonlyMap<string, CitedEntity>) {
    this.#header = header
    this.#blocks = blocks
    this.#entities = entities
    for (const block of blocks) {
      for (const { items } of citationsOf(block)) for (const item of items) this.#entity(item, block)
    }
    this.#numbering = numberCitations(blocks.flatMap(citationsOf))
  }

  #entity(item: Pick<CitationItem, 'target' | 'typedKey'>, block: Block): CitedEntity {
    const entity = item.target ? this.#entities.get(targetKey(item.target)) : undefined
    if (entity) return entity
    const words = [...blockText(block).replace(/\s+/gu, ' ').trim()].slice(0, 50).join('')
    throw new AttestError(
      'not-found',
      `The citation${item.typedKey ? ` of “${item.typedKey}”` : ''} in the paragraph that begins “${words}” points at nothing in this library.`,
      'Replace or remove it in the text, then export again. No file was written.',
    )
  }

  blocks(): ResolvedBlock[] {
    return this.#blocks.map((block, at) => {
      switch (block.type) {
        case 'paragraph':
          return this.#paragraph(block, block)
        case 'heading':
          return this.#heading(block)
        case 'list':
          return this.#list(block, block, 1)
        case 'callout':
          return this.#callout(block, this.#blocks[at - 1])
        case 'quotation-block':
          return this.#quotationBlock(block)
        case 'divider':
        case 'page-break':
          return { type: block.type }
        case 'unknown':
          throw new AttestError(
            'unsupported',
            'This briefing holds a block that was made by a newer version of Attest.',
            'Export it there, or remove the block. No file was written.',
          )
      }
    })
  }

  #paragraph(node: Paragraph, block: Block): ResolvedParagraph {
    return {
      type: 'paragraph',
      mark: cleanText(node.mark ?? ''),
      kind: node.kind ?? '',
      children: this.#inlines(node.children, block),
    }
  }

  /** A level may not be skipped (PDF/UA-1, ISO 14289-1 §7.4.2): a deeper heading is raised to the next one. */
  #heading(node: Extract<Block, { type: 'heading' }>): ResolvedHeading {
    const level = Math.min(node.level, this.#headingLevel + 1) as 1 | 2 | 3 | 4
    this.#headingLevel = level
    return {
      type: 'heading',
      mark: cleanText(node.mark ?? ''),
      level,
      children: this.#inlines(node.children, node),
    }
  }

  #list(node: List, block: Block, depth: number): ResolvedList {
    const items: (ResolvedParagraph | ResolvedList)[][] = []
    for (const item of node.children) {
      const own: (ResolvedParagraph | ResolvedList)[] = []
      items.push(own)
      for (const child of item.children) {
        if (child.type === 'paragraph') own.push(this.#paragraph(child, block))
        else if (depth < deepestList) own.push(this.#list(child, block, depth + 1))
        else items.push(...this.#list(child, block, depth).items.map((inner) => [...inner]))
      }
    }
    return { type: 'list', mark: cleanText(node.mark ?? ''), ordered: node.ordered, items }
  }

  #callout(node: Callout, before: Block | undefined): ResolvedCallout {
    const judgment = node.variant === 'key-judgment'
    if (judgment) this.#judgments += 1
    const steps = { low: 1, moderate: 2, high: 3 } as const
    const band = node.likelihood ? likelihoods[node.likelihood] : null
    return {
      type: 'callout',
      variant: node.variant,
      mark: cleanText(node.mark ?? ''),
      title: cleanText(node.title ?? ''),
      number: judgment ? this.#judgments : 0,
      opens: judgment && !(before?.type === 'callout' && before.variant === 'key-judgment'),
      likelihood:
        node.likelihood && band ? { term: node.likelihood, low: band[0] ?? 0, high: band[1] ?? 0 } : null,
      confidence: node.confidence
        ? {
            level: node.confidence,
            steps: steps[node.confidence],
            basis: cleanText(node.confidenceBasis ?? ''),
          }
        : null,
      blocks: node.children.map((child) => this.#paragraph(child, node)),
    }
  }

  #quotationBlock(node: Extract<Block, { type: 'quotation-block' }>): ResolvedBlock {
    const entity = this.#quoted(node, node)
    const where = [
      entity.speaker ? speakerText(entity.speaker) : authorsText(entity.source),
      entity.source.publisher || entity.source.title,
      entity.quote?.saidOn
        ? dateText(entity.quote.saidOn, this.#header.language)
        : issuedText(entity.source, this.#header.language),
    ]
    return {
      type: 'quotation-block',
      mark: cleanText(node.mark ?? ''),
      quotation: { type: 'quotation', open: '“', close: '”', children: this.#texts(node.children) },
      attribution: cleanText(where.filter(Boolean).join(', ')),
      cite: this.#cite(node.citation.id),
    }
  }

  #quoted(node: { target: CitationItem['target'] }, block: Block): CitedEntity {
    const entity = this.#entity({ target: node.target }, block)
    if (entity.quote?.form === 'indirect') {
      throw new AttestError(
        'not-allowed',
        `The indirect quote “${entity.key}” stands in quote marks: these are the reporter’s words, not the speaker’s.`,
        'Make it a paraphrase, then export again. No file was written.',
      )
    }
    return entity
  }

  #inlines(nodes: readonly Inline[], block: Block): ResolvedInline[] {
    return nodes.flatMap((node): ResolvedInline[] => {
      if (isText(node)) return this.#texts([node])
      switch (node.type) {
        case 'citation':
          return [this.#cite(node.id)]
        case 'link':
          return this.#texts(node.children).map((text) => ({ ...text, href: node.url }))
        case 'quotation':
          this.#quoted(node, block)
          return [{ type: 'quotation', open: '“', close: '”', children: this.#texts(node.children) }]
      }
    })
  }

  #texts(nodes: readonly Text[]): ResolvedText[] {
    return nodes.flatMap((node) => {
      const text = cleanText(node.text)
      if (text === '') return []
      const marks: Partial<Record<(typeof markNames)[number], true>> = {}
      for (const name of markNames) if (node[name]) marks[name] = true
      return breakLongWords(text).map((piece, at) => ({
        type: 'text' as const,
        text: piece,
        ...(at > 0 ? { breakBefore: true as const } : {}),
        ...marks,
      }))
    })
  }

  #cite(id: string): ResolvedCite {
    const items = (this.#numbering.numbers.get(id) ?? []).map((note) => {
      const first = !this.#cited.has(note)
      this.#cited.add(note)
      return { note, first }
    })
    return { type: 'cite', items }
  }

  #itemEntity(item: CitationItem): CitedEntity {
    const entity = item.target ? this.#entities.get(targetKey(item.target)) : undefined
    if (!entity) throw new Error('a citation was not looked up before it was numbered')
    return entity
  }

  notes(): ResolvedDocument['notes'] {
    const firstOf = new Map<string, number>()
    return this.#numbering.notes.map(({ item }, at) => {
      const entity = this.#itemEntity(item)
      const first = firstOf.get(entity.source.id) ?? null
      if (first === null) firstOf.set(entity.source.id, at + 1)
      const note = writeNote(item, entity, first, this.#header.language)
      return {
        number: at + 1,
        reference: note.reference.map(cleanRun),
        passage: note.passage === null ? null : cleanText(note.passage),
        grade: note.grade,
        detail: cleanText(note.detail),
      }
    })
  }

  sources(): ResolvedSource[] {
    const cited = new Map<string, CitedEntity>()
    for (const { item } of this.#numbering.notes) {
      const entity = this.#itemEntity(item)
      if (!cited.has(entity.source.id)) cited.set(entity.source.id, entity)
    }
    const { language } = this.#header
    const sortable = (entity: CitedEntity) =>
      (
        authorsText(entity.source) ||
        entity.source.publisher ||
        entity.source.title ||
        entity.source.key
      ).toLowerCase()
    return [...cited.values()]
      .sort((a, b) => (sortable(a) < sortable(b) ? -1 : sortable(a) > sortable(b) ? 1 : 0))
      .map((entity) => {
        const { source, snapshot } = entity
        const part = (text: string): Run[] => (text ? [{ text }] : [])
        const reference = joinRuns([
          part(authorsText(source)),
          [{ text: source.title.trim() || `[${source.key}]`, italic: true }],
          part(source.publisher),
          part(issuedText(source, language)),
          source.url ? [{ text: source.url, href: source.url }] : [],
        ])
        return {
          reference: [...reference, { text: '.' }].map(cleanRun),
          grade: source.reliability,
          detail: cleanText(
            `${reliabilities[source.reliability]}; captured ${dayText(snapshot.capturedAt, language)}`,
          ),
          sha256: snapshot.sha256,
        }
      })
  }
}

const cleanRun = (run: Run): Run => ({ ...run, text: cleanText(run.text) })
