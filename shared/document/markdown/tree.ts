import type { FootnoteDefinition, PhrasingContent, RootContent } from 'mdast'
import type { Target } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import type { CitationItem } from '../citation.ts'
import type { Footnote } from '../footnote.ts'
import type { Inline } from '../inline.ts'
import type { List } from '../list.ts'
import type { Paragraph } from '../paragraph.ts'
import { type MarkName, markNames, type Text } from '../text.ts'
import { type BlockAttributes, writeAttributes } from './attributes.ts'
import { writeBindingText, writeCitationText } from './citationText.ts'
import { figureAttributes, writePicture } from './figure.ts'
import { tableNodes } from './tableNodes.ts'

/** A citation, a binding or attributes: written as they are. */
export interface AttestLiteral {
  type: 'attestLiteral'
  value: string
  position?: undefined
}

/** Words in quotation marks. */
export interface AttestQuoted {
  type: 'attestQuoted'
  children: PhrasingContent[]
  position?: undefined
}

declare module 'mdast' {
  interface PhrasingContentMap {
    attestLiteral: AttestLiteral
    attestQuoted: AttestQuoted
  }
  interface RootContentMap {
    attestLiteral: AttestLiteral
    attestQuoted: AttestQuoted
  }
}

/** The key behind a target; what is written after `@`. */
export type KeyOf = (target: Target | null, typedKey?: string) => string

/** What writing a briefing shares between its blocks. */
export interface Writing {
  readonly keyOf: KeyOf
  /** The author's notes met so far, which stand after all blocks. */
  readonly notes: FootnoteDefinition[]
  /** What a cross-reference is written as, by the id of its block: `table 2`, the second table. */
  readonly places: ReadonlyMap<string, string>
}

/** From the outside in: what CommonMark writes with its own signs comes last. */
const nesting: readonly MarkName[] = [
  'underline',
  'highlight',
  'superscript',
  'subscript',
  'strike',
  'bold',
  'italic',
]
const directiveNames: Partial<Record<MarkName, string>> = {
  underline: 'u',
  highlight: 'hl',
  superscript: 'sup',
  subscript: 'sub',
}

/** Stands for a line end that is written as a hard break: NUL is never a character of a text. */
const hardBreak = '\0'

/**
 * Line ends as hard breaks where Markdown can hold one: between two words that share its marks. All others stay and
 * are written as references.
 */
function markBreaks(texts: readonly Text[]): Text[] {
  return texts.map((text, i) => {
    const before = texts[i - 1]
    const after = texts[i + 1]
    const value = text.text.replace(/\n/gu, (end, at: number) => {
      const inside = at > 0 && at < text.text.length - 1
      // The marks down to the innermost of its own: with those the neighbours stand in the same pair of signs. Another
      // mark outside of that pair would end it, and the line end would stand alone in a pair of its own.
      const innermost = Math.max(...nesting.map((name, depth) => (text[name] ? depth : -1)))
      const own = nesting.slice(0, innermost + 1)
      const shared = [before, after].every(
        (other) => other && own.every((name) => Boolean(other[name]) === Boolean(text[name])),
      )
      const left = at > 0 ? text.text[at - 1] : before?.text[before.text.length - 1]
      const right = at < text.text.length - 1 ? text.text[at + 1] : after?.text[0]
      const words = /\S/u.test(left ?? '') && /\S/u.test(right ?? '')
      return words && (inside || shared) ? hardBreak : end
    })
    return value === text.text ? text : { ...text, text: value }
  })
}

function plainNodes(text: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  for (const [i, line] of text.split(hardBreak).entries()) {
    if (i > 0) nodes.push({ type: 'break' })
    if (line !== '') nodes.push({ type: 'text', value: line })
  }
  return nodes
}

/**
 * Code holds no line end: it is written between two pieces of code. Inside a directive's brackets, brackets of a code
 * span would count, so such code is a directive too.
 */
function codeNodes(code: string, bracketed: boolean): PhrasingContent[] {
  const nodes: PhrasingContent[] = []
  for (const piece of code.split(/(\0|\r|\n)/u)) {
    if (piece === hardBreak) nodes.push({ type: 'break' })
    else if (/[\r\n]/u.test(piece)) nodes.push({ type: 'text', value: piece })
    else if (bracketed && /[[\]]/u.test(piece)) {
      nodes.push({
        type: 'textDirective',
        name: 'code',
        attributes: {},
        children: [{ type: 'text', value: piece }],
      })
    } else if (piece !== '') nodes.push({ type: 'inlineCode', value: piece })
  }
  return nodes
}

function wrap(mark: MarkName, children: PhrasingContent[]): PhrasingContent {
  const name = directiveNames[mark]
  if (name) return { type: 'textDirective', name, attributes: {}, children }
  if (mark === 'strike') return { type: 'delete', children }
  return mark === 'bold' ? { type: 'strong', children } : { type: 'emphasis', children }
}

/** Runs of text as nested nodes: neighbours with the same mark share one. `breaks`: whether hard breaks may stand here. */
const textNodes = (texts: readonly Text[], breaks: boolean): PhrasingContent[] =>
  nestedNodes(breaks ? markBreaks(texts) : texts, 0, false)

function nestedNodes(texts: readonly Text[], depth: number, bracketed: boolean): PhrasingContent[] {
  const mark = nesting[depth]
  const nodes: PhrasingContent[] = []
  for (let i = 0; i < texts.length; ) {
    const text = texts[i] as Text
    if (!mark) {
      nodes.push(...(text.code ? codeNodes(text.text, bracketed) : plainNodes(text.text)))
      i++
      continue
    }
    let next = i + 1
    while (next < texts.length && (texts[next] as Text)[mark] === text[mark]) next++
    const within = bracketed || (text[mark] === true && mark in directiveNames)
    const inner = nestedNodes(texts.slice(i, next), depth + 1, within)
    if (text[mark]) nodes.push(wrap(mark, inner))
    else nodes.push(...inner)
    i = next
  }
  return nodes
}

/** Runs without empty ones, and neighbours with the same marks as one. */
function merged(texts: readonly Text[]): Text[] {
  const out: Text[] = []
  for (const text of texts) {
    const last = out[out.length - 1]
    if (text.text === '') continue
    if (last && markNames.every((name) => last[name] === text[name])) {
      out[out.length - 1] = { ...last, text: last.text + text.text }
    } else out.push(text)
  }
  return out
}

const literal = (value: string): PhrasingContent => ({ type: 'attestLiteral', value })
const sameTarget = (a: Target, b: Target | null | undefined): boolean => a.type === b?.type && a.id === b.id

function inlineNodes(inlines: readonly Inline[], writing: Writing, breaks: boolean): PhrasingContent[] {
  const itemKey = (item: CitationItem): string => writing.keyOf(item.target, item.typedKey)
  const kept = inlines.filter((inline) => 'type' in inline || inline.text !== '')
  const nodes: PhrasingContent[] = []
  for (let i = 0; i < kept.length; ) {
    const inline = kept[i] as Inline
    if (!('type' in inline)) {
      let next = i
      const run: Text[] = []
      for (; next < kept.length; next++) {
        const text = kept[next] as Inline
        if ('type' in text) break
        run.push(text)
      }
      nodes.push(...textNodes(merged(run), breaks))
      i = next
      continue
    }
    if (inline.type === 'citation') nodes.push(literal(writeCitationText(inline.items, itemKey)))
    else if (inline.type === 'link') {
      nodes.push({ type: 'link', url: inline.url, children: textNodes(merged(inline.children), breaks) })
    } else if (inline.type === 'reference') {
      const value = writing.places.get(inline.target) ?? 'nothing'
      nodes.push({ type: 'textDirective', name: 'ref', attributes: {}, children: [{ type: 'text', value }] })
    } else if (inline.type === 'footnote') nodes.push(noteNode(inline, writing))
    else {
      nodes.push({ type: 'attestQuoted', children: textNodes(merged(inline.children), breaks) })
      const after = kept[i + 1]
      const cited = after && 'type' in after && after.type === 'citation' ? after.items[0]?.target : null
      if (!sameTarget(inline.target, cited))
        nodes.push(literal(writeBindingText(writing.keyOf(inline.target))))
    }
    i++
  }
  return nodes.map((node, at) => safeReference(node, nodes[at + 1]))
}

/** `[^1]:` at the start of a line is a definition: a reference before a colon, or what may begin with one, is a directive. */
function safeReference(node: PhrasingContent, next: PhrasingContent | undefined): PhrasingContent {
  if (node.type !== 'footnoteReference' || !next) return node
  const colon = next.type === 'text' ? next.value.startsWith(':') : next.type === 'textDirective'
  return colon || next.type === 'footnoteReference'
    ? { type: 'textDirective', name: 'fn', attributes: { n: node.identifier }, children: [] }
    : node
}

/** The reference to a note; its words wait for the end of the document. */
function noteNode(note: Footnote, writing: Writing): PhrasingContent {
  const identifier = String(writing.notes.length + 1)
  const definition: FootnoteDefinition = { type: 'footnoteDefinition', identifier, children: [] }
  writing.notes.push(definition)
  const words = inlineNodes(note.children, writing, true)
  if (words.length > 0) definition.children.push({ type: 'paragraph', children: words })
  return { type: 'footnoteReference', identifier }
}

const attributesOf = ({ mark, kind }: BlockAttributes): BlockAttributes => ({
  ...(mark === undefined ? {} : { mark }),
  ...(kind === undefined ? {} : { kind }),
})

/** The words of a block behind its attributes; a brace that begins the words themselves is escaped. */
function attributed(block: BlockAttributes, nodes: PhrasingContent[]): PhrasingContent[] {
  const attributes = writeAttributes(attributesOf(block))
  if (attributes !== '') return [literal(`${attributes} `), ...nodes]
  const [first, ...rest] = nodes
  if (first?.type !== 'text' || !first.value.startsWith('{')) return nodes
  return [literal('\\{'), { type: 'text', value: first.value.slice(1) }, ...rest]
}

/** Nothing for an empty paragraph: Markdown has none. */
function paragraphNodes(
  paragraph: Paragraph,
  writing: Writing,
): Extract<RootContent, { type: 'paragraph' }>[] {
  const nodes = inlineNodes(paragraph.children, writing, true)
  return nodes.length > 0 ? [{ type: 'paragraph', children: attributed(paragraph, nodes) }] : []
}

const attributeLine = (attributes: BlockAttributes): Extract<RootContent, { type: 'paragraph' }>[] => {
  const written = writeAttributes(attributesOf(attributes))
  return written === '' ? [] : [{ type: 'paragraph', children: [literal(written)] }]
}

function listNodes(list: List, writing: Writing): Extract<RootContent, { type: 'paragraph' | 'list' }>[] {
  const items = list.children.map((item) => {
    const children = item.children.flatMap((child) =>
      child.type === 'list' ? listNodes(child, writing) : paragraphNodes(child, writing),
    )
    const spread = children.filter((child) => child.type === 'paragraph').length > 1
    return { type: 'listItem' as const, spread, checked: item.checked ?? null, children }
  })
  return [
    ...attributeLine(list),
    {
      type: 'list',
      ordered: list.ordered,
      start: list.ordered ? 1 : null,
      spread: items.some((item) => item.spread),
      children: items,
    },
  ]
}

/** The syntax tree of a block; more than one node when a list carries attributes, none for an empty paragraph. */
export function blockNodes(block: Block, writing: Writing): RootContent[] {
  switch (block.type) {
    case 'paragraph':
      return paragraphNodes(block, writing)
    case 'heading':
      return [
        {
          type: 'heading',
          depth: block.level,
          children: attributed(block, inlineNodes(block.children, writing, false)),
        },
      ]
    case 'list':
      return listNodes(block, writing)
    case 'callout': {
      const attributes: Record<string, string> = { ...attributesOf(block) }
      if (block.title !== undefined) attributes.title = block.title
      if (block.likelihood !== undefined) attributes.likelihood = block.likelihood
      if (block.confidence !== undefined) attributes.confidence = block.confidence
      if (block.confidenceBasis !== undefined) attributes['confidence-basis'] = block.confidenceBasis
      const children = block.children.flatMap((child) => paragraphNodes(child, writing))
      return [{ type: 'containerDirective', name: block.variant, attributes, children }]
    }
    case 'quotation-block': {
      const { items } = block.citation
      const own = sameTarget(block.target, items[0]?.target)
      const citation = literal(
        (own ? '' : `${writeBindingText(writing.keyOf(block.target))} `) +
          writeCitationText(items, (item) => writing.keyOf(item.target, item.typedKey)),
      )
      const words = textNodes(merged(block.children), true)
      const quoted: PhrasingContent = { type: 'attestQuoted', children: words }
      const blank: PhrasingContent = literal(' ')
      return [
        {
          type: 'blockquote',
          children: [
            {
              type: 'paragraph',
              children: attributed(block, own ? [quoted, blank, citation] : [quoted, citation]),
            },
          ],
        },
      ]
    }
    case 'code-block':
      return [
        ...attributeLine(block),
        { type: 'code', lang: block.language ?? null, value: block.children[0].text },
      ]
    case 'figure': {
      const braces = literal(writeAttributes(attributesOf(block), figureAttributes(block)))
      const caption = inlineNodes(block.children, writing, true)
      const line = caption.length > 0 ? [literal('\n')] : []
      return [
        {
          type: 'paragraph',
          children: [literal(writePicture(block)), braces, ...line, ...caption],
        },
      ]
    }
    case 'table':
      return tableNodes(block, {
        inlines: (children, breaks) => inlineNodes(children, writing, breaks),
        plain: (nodes) => attributed({}, nodes),
        attributeLine,
      })
    case 'divider':
      return [{ type: 'thematicBreak' }]
    case 'contents': {
      const attributes = block.levels === undefined ? {} : { levels: String(block.levels) }
      return [{ type: 'leafDirective', name: 'contents', attributes, children: [] }]
    }
    case 'page-break':
      return [{ type: 'leafDirective', name: 'page-break', attributes: {}, children: [] }]
    case 'unknown':
      // Says so at its place; reading reports it, so that nothing is lost in silence.
      return [{ type: 'leafDirective', name: 'left-out', attributes: {}, children: [] }]
  }
}
