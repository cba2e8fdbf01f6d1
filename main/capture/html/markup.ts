import { Tokenizer } from 'htmlparser2'
import { impliedEnd } from './impliedEnd.ts'

/** A page with all that is not text, structure or metadata left out, as balanced markup of bounded depth. */
export interface PrunedMarkup {
  readonly html: string
  /** Comments near the beginning: browsers and extensions write there where a page was saved from. */
  readonly comments: readonly string[]
  /** Elements of the pruned page. */
  readonly elements: number
  /** True when start tags were dropped because they stood too deep. */
  readonly flattened: boolean
}

/** Thrown when a page has more than `maxNodes`. */
export class TooManyNodes extends Error {}

/** Larger trees are not built: a node takes about 0.5 KB, and time grows with them. */
export const maxNodes = 1_000_000
/** Elements nested deeper than this are dropped, their text stays. Chromium stops at 512; real pages stay below 60. */
const maxDepth = 200
/** Comments are kept only up to this offset, in UTF-16 units. */
const commentsUntil = 64 * 1024
const maxComment = 8 * 1024
const maxStructuredData = 1024 * 1024
/** Elements of the head. */
const maxHead = 5000

/** Elements whose content is never shown text, up to their end tag. */
const skipped = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'noembed', 'noframes', 'svg'])
/** Start tags that end an `svg` left open, as in the HTML standard's list for foreign content (abridged). */
const breaksOut =
  /^(?:article|aside|blockquote|body|br|center|dd|div|dl|dt|em|footer|h[1-6]|header|hr|img|li|main|nav|ol|p|pre|section|span|strong|table|ul)$/u

const voidElements = new Set(
  'area base basefont br col embed frame hr img input link meta param source track wbr'.split(' '),
)
/** Longest value kept, by attribute, in UTF-16 units; attributes that are not here are dropped. */
const attributes: Record<string, number> = {
  class: 300,
  id: 300,
  style: 1000,
  hidden: 10,
  'aria-hidden': 10,
  'aria-modal': 10,
  role: 40,
  href: 4000,
  rel: 100,
  name: 200,
  property: 200,
  itemprop: 200,
  itemtype: 300,
  'http-equiv': 100,
  content: 8000,
  lang: 40,
  'xml:lang': 40,
  dir: 10,
  datetime: 100,
  type: 100,
  start: 20,
  value: 20,
  reversed: 10,
  // Readability drops pictures without an address, and their captions with them; the address itself is not needed.
  src: 1,
}

/**
 * Reads a page token by token, without recursion and in linear time, so that what follows may build a tree and
 * recurse over it. Scripts, styles, comments, pictures' data and all attributes that carry neither structure nor
 * metadata are dropped; end tags that HTML leaves out are written; `html`, `head` and `body` are made anew, with
 * `title`, `meta`, `link` and JSON-LD in the head wherever they stood; character references become characters.
 * Throws `TooManyNodes`.
 */
export function pruneMarkup(page: string): PrunedMarkup {
  const markup = withoutEntityDeclarations(page)
  const pruner = new Pruner(markup)
  const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: false }, pruner)
  tokenizer.write(markup)
  tokenizer.end()
  return pruner.result()
}

/** XHTML may declare entities in its document type. They are not expanded (they may multiply), nor shown. */
function withoutEntityDeclarations(markup: string): string {
  const start = markup.slice(0, commentsUntil).search(/<!doctype[^>[]*\[/iu)
  const end = start < 0 ? -1 : markup.indexOf(']', start)
  const close = end < 0 ? -1 : markup.indexOf('>', end)
  return close < 0 ? markup : markup.slice(0, start) + markup.slice(close + 1)
}

class Pruner {
  private elements = 0
  private nodes = 0
  private isInText = false
  private flattened = false
  private readonly comments: string[] = []
  private readonly head: string[] = []
  private readonly body: string[] = []
  private readonly open: string[] = []
  /** Start tags dropped for depth, by name: their end tags must not close an element of the same name above. */
  private readonly dropped = new Map<string, number>()
  private rootAttributes = ''
  private tag = ''
  private kept = new Map<string, string>()
  private attribute = ''
  private value = ''
  private skipping: { name: string; depth: number } | null = null
  /** What raw text is being collected: the first title, or structured data. */
  private raw: { kind: 'title' | 'data'; text: string } | null = null
  private hasTitle = false
  private readonly markup: string

  constructor(markup: string) {
    this.markup = markup
  }

  result(): PrunedMarkup {
    if (this.raw !== null) this.endRaw(this.raw)
    while (this.open.length > 0) this.close()
    const html = `<!doctype html><html${this.rootAttributes}><head>${this.head.join('')}</head><body>${this.body.join('')}</body></html>`
    const { comments, elements, flattened } = this
    return { html, comments, elements, flattened }
  }

  onopentagname(start: number, end: number): void {
    this.tag = this.markup.slice(start, Math.min(end, start + 60)).toLowerCase()
    this.kept = new Map()
  }
  onattribname(start: number, end: number): void {
    this.attribute = end - start > 30 ? '' : this.markup.slice(start, end).toLowerCase()
    this.value = ''
  }
  onattribdata(start: number, end: number): void {
    const limit = this.limitOf(this.attribute) - this.value.length
    if (limit > 0) this.value += this.markup.slice(start, Math.min(end, start + limit))
  }
  onattribentity(codePoint: number): void {
    if (this.limitOf(this.attribute) > this.value.length) this.value += String.fromCodePoint(codePoint)
  }
  onattribend(): void {
    if (this.limitOf(this.attribute) === 0 || this.kept.has(this.attribute)) return
    const value = this.value.replace(/&/gu, '&amp;').replace(/"/gu, '&quot;')
    this.kept.set(this.attribute, ` ${this.attribute}="${value}"`)
  }
  onopentagend(): void {
    this.start(false)
  }
  onselfclosingtag(): void {
    this.start(true)
  }
  onclosetag(start: number, end: number): void {
    const name = this.markup.slice(start, Math.min(end, start + 60)).toLowerCase()
    if (this.raw !== null) this.endRaw(this.raw)
    else if (this.skipping !== null) this.endSkipped(name)
    else this.end(name)
  }
  ontext(start: number, end: number): void {
    this.characters(this.markup.slice(start, end))
  }
  ontextentity(codePoint: number): void {
    this.characters(String.fromCodePoint(codePoint))
  }
  oncomment(start: number, end: number, offset: number): void {
    if (start < commentsUntil && this.skipping === null) {
      this.comments.push(this.markup.slice(start, Math.min(end - offset, start + maxComment)))
    }
  }
  oncdata(start: number, end: number, offset: number): void {
    // In XHTML text may be wrapped so; browsers show it when the file is served as such.
    if (this.raw === null) this.characters(this.markup.slice(start, end - offset))
  }
  ondeclaration(): void {
    // A document type says nothing about the text.
  }
  onprocessinginstruction(): void {
    // Neither does an XML declaration.
  }
  onend(): void {
    // `result` closes what is open.
  }

  private limitOf(name: string): number {
    return Object.hasOwn(attributes, name) ? (attributes[name] ?? 0) : 0
  }

  private characters(text: string): void {
    if (this.raw !== null) {
      if (this.raw.text.length < maxStructuredData) this.raw.text += text
    } else if (this.skipping === null) {
      // Pieces that follow each other are one text.
      if (!this.isInText) this.count(1)
      this.isInText = true
      this.body.push(this.escaped(text))
    }
  }

  /** Each reference becomes a node of its own in the tree and parts the text, so it counts. */
  private escaped(text: string): string {
    return text.replace(/[&<]/gu, (character) => {
      this.count(2)
      return character === '&' ? '&amp;' : '&lt;'
    })
  }

  private start(selfClosing: boolean): void {
    const name = this.tag
    if (this.skipping !== null) {
      if (this.skipping.name === 'svg' && breaksOut.test(name)) this.skipping = null
      else {
        if (name === this.skipping.name && !selfClosing) this.skipping.depth += 1
        return
      }
    }
    if (name === 'title' && !this.hasTitle) {
      this.hasTitle = true
      this.raw = { kind: 'title', text: '' }
    } else if (name === 'script' && /json/iu.test(this.kept.get('type') ?? '')) {
      this.raw = { kind: 'data', text: '' }
    } else if (skipped.has(name) || name === 'title') {
      // An element of no content in SVG and MathML may close itself; HTML's own cannot.
      if (!(selfClosing && name === 'svg')) this.skipping = { name, depth: 1 }
    } else if (name === 'html') {
      if (this.rootAttributes === '') this.rootAttributes = this.keptAttributes()
    } else if (name === 'meta' || name === 'link' || name === 'base') {
      if (this.head.length < maxHead) this.head.push(`<${name}${this.keptAttributes()}>`)
    } else if (name !== 'head' && name !== 'body') this.element(name)
  }

  private element(name: string): void {
    const ends = impliedEnd(name)
    while (ends?.has(this.open[this.open.length - 1] ?? '')) this.close()
    if (!/^[a-z][a-z0-9:_-]*$/u.test(name)) return
    if (voidElements.has(name)) {
      this.countElement()
      this.body.push(`<${name}${this.keptAttributes()}>`)
    } else if (this.open.length >= maxDepth) {
      this.flattened = true
      this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1)
      this.gap()
    } else {
      this.countElement()
      this.open.push(name)
      this.body.push(`<${name}${this.keptAttributes()}>`)
    }
  }

  private end(name: string): void {
    if (name === 'br') this.body.push('<br>')
    if (name === 'html' || name === 'head' || name === 'body' || voidElements.has(name)) return
    const dropped = this.dropped.get(name) ?? 0
    if (dropped > 0) {
      this.dropped.set(name, dropped - 1)
      this.gap()
      return
    }
    const at = this.open.lastIndexOf(name)
    if (at < 0) return
    while (this.open.length > at) this.close()
  }

  private close(): void {
    this.isInText = false
    this.body.push(`</${this.open.pop() ?? ''}>`)
  }

  private countElement(): void {
    this.isInText = false
    this.elements += 1
    this.count(1)
  }

  private count(nodes: number): void {
    this.nodes += nodes
    if (this.nodes > maxNodes) throw new TooManyNodes()
  }

  /** Words of two dropped blocks must not run together. */
  private gap(): void {
    if (this.body[this.body.length - 1] !== ' ') this.body.push(' ')
  }

  private endSkipped(name: string): void {
    if (this.skipping === null || name !== this.skipping.name) return
    this.skipping.depth -= 1
    if (this.skipping.depth <= 0) this.skipping = null
  }

  private endRaw({ kind, text }: { kind: 'title' | 'data'; text: string }): void {
    this.raw = null
    if (kind === 'title') this.head.push(`<title>${this.escaped(text)}</title>`)
    else if (text.length < maxStructuredData && this.head.length < maxHead) {
      this.head.push(`<script type="application/ld+json">${text}</script>`)
    }
  }

  private keptAttributes(): string {
    return [...this.kept.values()].join('')
  }
}
