import { quoteMarks } from '../citing/index.ts'
import { cleanLines, cleanText } from './clean.ts'
import type { Inline } from './inline.ts'
import { linkUrlSchema } from './link.ts'
import { isText } from './node.ts'
import type { Numbering } from './numbering.ts'
import type {
  ResolvedCite,
  ResolvedInline,
  ResolvedLineBreak,
  ResolvedQuotation,
  ResolvedText,
} from './resolved.ts'
import { markNames, type Text } from './text.ts'

/** Text, links, quotations and citations of one document; it counts which notes have been cited before. */
export class InlineResolver {
  readonly #numbering: Numbering
  readonly #language: string
  readonly #cited = new Set<number>()
  readonly #bodies = new Map<string, readonly ResolvedInline[]>()

  /** What cross-references say, and the anchor they lead to, by the id of the block. */
  readonly #places: ReadonlyMap<string, { readonly label: string; readonly anchor: number }>

  constructor(
    numbering: Numbering,
    language: string,
    places: ReadonlyMap<string, { readonly label: string; readonly anchor: number }>,
  ) {
    this.#places = places
    this.#numbering = numbering
    this.#language = language
  }

  /** The words of the author's notes that were met so far, by id. */
  get bodies(): ReadonlyMap<string, readonly ResolvedInline[]> {
    return this.#bodies
  }

  /** The inlines of a paragraph or heading; none when there is nothing to see. Call it in reading order. */
  inlines(nodes: readonly Inline[]): ResolvedInline[] {
    const settled = trimmed(
      citesSettled(
        nodes.flatMap((node) => this.#inline(node)),
        this.#language,
      ),
    )
    return settled.some(isSeen) ? settled : []
  }

  #inline(node: Inline): ResolvedInline[] {
    if (isText(node)) return this.texts([node])
    if (node.type === 'citation') return [this.cite(node.id)]
    if (node.type === 'quotation') return [this.quotation(node.children)]
    if (node.type === 'footnote') {
      const cite = this.cite(node.id)
      this.#bodies.set(node.id, this.inlines(node.children))
      return [cite]
    }
    if (node.type === 'reference') {
      const place = this.#places.get(node.target)
      return place ? [{ type: 'reference', text: cleanText(place.label), anchor: place.anchor }] : []
    }
    const url = cleanText(node.url)
    const href = linkUrlSchema.safeParse(url).success ? { href: url } : {}
    return this.texts(node.children).map((each) => (each.type === 'text' ? { ...each, ...href } : each))
  }

  texts(nodes: readonly Text[]): (ResolvedText | ResolvedLineBreak)[] {
    return nodes.flatMap((node) => {
      const marks: Partial<Record<(typeof markNames)[number], true>> = {}
      for (const name of markNames) if (node[name]) marks[name] = true
      return cleanLines(node.text).flatMap((line, at): (ResolvedText | ResolvedLineBreak)[] => [
        ...(at > 0 ? [{ type: 'break' as const }] : []),
        ...(line === '' ? [] : [{ type: 'text' as const, text: line, ...marks }]),
      ])
    })
  }

  quotation(nodes: readonly Text[]): ResolvedQuotation {
    return { type: 'quotation', ...quoteMarks(this.#language), children: trimmed(this.texts(nodes)) }
  }

  cite(id: string): ResolvedCite {
    const items = (this.#numbering.numbers.get(id) ?? []).map((note) => {
      const first = !this.#cited.has(note)
      this.#cited.add(note)
      return { note, first }
    })
    return { type: 'cite', items }
  }
}

const isSeen = (node: ResolvedInline): boolean =>
  node.type === 'text'
    ? node.text.trim() !== ''
    : node.type === 'cite' ||
      node.type === 'reference' ||
      (node.type === 'quotation' && node.children.length > 0)

/** Without line ends at the start and the end. */
function trimmed<Node extends { readonly type: string }>(nodes: readonly Node[]): Node[] {
  const isBreak = (node: Node | undefined) => node?.type === 'break'
  let from = 0
  let to = nodes.length
  while (from < to && isBreak(nodes[from])) from += 1
  while (to > from && isBreak(nodes[to - 1])) to -= 1
  return nodes.slice(from, to)
}

/**
 * Puts the numbers of notes where print has them: no space before, citations that meet as one, and in English after
 * the stop or comma that follows (Chicago Manual of Style 17, 14.26), wherever the author put the citation.
 */
function citesSettled(nodes: readonly ResolvedInline[], language: string): ResolvedInline[] {
  const settled: ResolvedInline[] = []
  for (const node of nodes) {
    if (node.type === 'cite') {
      dropSpace(settled)
      const last = settled.at(-1)
      if (last?.type === 'cite') settled[settled.length - 1] = joined(last, node)
      else settled.push(node)
      continue
    }
    const last = settled.at(-1)
    const stop =
      node.type === 'text' && last?.type === 'cite' && settled.length > 1 && language.startsWith('en')
        ? (/^[.,;:!?]+(?=\s|$)/u.exec(node.text)?.[0] ?? '')
        : ''
    if (stop === '' || node.type !== 'text' || !last) {
      settled.push(node)
      continue
    }
    const { href: _, ...words } = node
    settled.splice(-1, 1, { ...words, text: stop }, last)
    if (node.text.length > stop.length) settled.push({ ...node, text: node.text.slice(stop.length) })
  }
  return settled
}

/** Takes spaces off the end of what is set so far. */
function dropSpace(settled: ResolvedInline[]): void {
  for (let last = settled.at(-1); last?.type === 'text'; last = settled.at(-1)) {
    const text = last.text.replace(/[ \u00A0\u2009\u202F]+$/u, '')
    settled.pop()
    if (text === '') continue
    settled.push({ ...last, text })
    return
  }
}

function joined(cite: ResolvedCite, next: ResolvedCite): ResolvedCite {
  const shown = new Set(cite.items.map((item) => item.note))
  return { type: 'cite', items: [...cite.items, ...next.items.filter((item) => !shown.has(item.note))] }
}
