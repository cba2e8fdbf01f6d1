import { type Editor, type Element, Node, type NodeEntry, type Path, Range, Text } from 'slate'
import { isStruck } from '../../../shared/document/suggestions.ts'
import type { Pattern, Span } from './pattern.ts'
import { isTextBlock, isVoidType } from './schema.ts'
import type { AttestElement } from './types.ts'

/** A place where the pattern stands, in UTF-16 units of one stretch of text. */
export interface Hit extends Span {
  readonly range: Range
  /** In the words of a bound quotation: a change there takes them away from their source. */
  readonly quoted: boolean
}

/** Text without a citation or the edge of a quotation in it: a hit is always within one. */
interface Stretch {
  readonly text: string
  /** Relative to the text block. */
  readonly leaves: readonly { readonly path: Path; readonly start: number; readonly length: number }[]
  readonly quoted: boolean
}

/** By reference: a block that did not change is neither read nor searched again. */
const stretches = new WeakMap<object, readonly Stretch[]>()
const found = new WeakMap<
  object,
  { readonly pattern: Pattern; readonly spans: readonly (readonly Span[])[] }
>()

function stretchesOf(block: AttestElement): readonly Stretch[] {
  const known = stretches.get(block)
  if (known) return known
  const all: Stretch[] = []
  let text = ''
  let leaves: { path: Path; start: number; length: number }[] = []
  const end = (quoted: boolean): void => {
    if (text !== '') all.push({ text, leaves, quoted })
    text = ''
    leaves = []
  }
  const read = (node: AttestElement | Text, path: Path, quoted: boolean): void => {
    // What is to be taken out is not found, and parts no words that are around it.
    if (isStruck(node)) return
    if (Text.isText(node)) {
      leaves.push({ path, start: text.length, length: node.text.length })
      text += node.text
      return
    }
    const bound = 'type' in node && (node.type === 'quotation' || node.type === 'quotation-block')
    const apart = bound || ('type' in node && (isVoidType(node) || node.type === 'footnote'))
    if (apart) end(quoted)
    if (!('type' in node && isVoidType(node))) {
      node.children.forEach((child, index) => {
        read(child as AttestElement | Text, [...path, index], quoted || bound)
      })
    }
    if (apart) end(quoted || bound)
  }
  read(block, [], false)
  end(block.type === 'quotation-block')
  stretches.set(block, all)
  return all
}

function spansOf(block: Element, pattern: Pattern): readonly (readonly Span[])[] {
  const known = found.get(block)
  if (known?.pattern === pattern) return known.spans
  const spans = stretchesOf(block).map(({ text }) => pattern.find(text))
  found.set(block, { pattern, spans })
  return spans
}

const pointAt = ({ leaves }: Stretch, block: Path, offset: number, atEnd: boolean) => {
  // Between two runs of text: the start of a hit belongs to the second, its end to the first.
  const leaf =
    leaves.find(({ start, length }) =>
      atEnd ? offset > start && offset <= start + length : offset >= start && offset < start + length,
    ) ?? leaves[leaves.length - 1]
  return { path: [...block, ...(leaf?.path ?? [])], offset: offset - (leaf?.start ?? 0) }
}

function hitsIn([block, path]: NodeEntry<Element>, pattern: Pattern): Hit[] {
  const spans = spansOf(block, pattern)
  if (spans.every((list) => list.length === 0)) return []
  return stretchesOf(block).flatMap((stretch, index) =>
    (spans[index] ?? []).map((span) => ({
      ...span,
      quoted: stretch.quoted,
      range: {
        anchor: pointAt(stretch, path, span.start, false),
        focus: pointAt(stretch, path, span.end, true),
      },
    })),
  )
}

function* textBlocks(node: Editor | AttestElement | Text, path: Path): Generator<NodeEntry<Element>> {
  if (isTextBlock(node)) yield [node, path]
  else if (!Text.isText(node) && !('type' in node && isVoidType(node))) {
    for (const [index, child] of node.children.entries())
      yield* textBlocks(child as AttestElement | Text, [...path, index])
  }
}

/**
 * Every place of the document where the pattern stands, in reading order.
 *
 * @param within only hits that lie wholly in this range
 */
export function findAll(editor: Editor, pattern: Pattern, within?: Range): Hit[] {
  const hits: Hit[] = []
  for (const entry of textBlocks(editor, [])) hits.push(...hitsIn(entry, pattern))
  if (!within) return hits
  return hits.filter(
    ({ range }) => Range.includes(within, range.anchor) && Range.includes(within, range.focus),
  )
}

/** The words of a hit. */
export const wordsOf = (editor: Editor, { range }: Hit): string => {
  const [start, end] = Range.edges(range)
  let words = ''
  for (const [text, path] of Node.texts(editor, { from: start.path, to: end.path })) {
    const from = path.join() === start.path.join() ? start.offset : 0
    const to = path.join() === end.path.join() ? end.offset : text.text.length
    words += text.text.slice(from, to)
  }
  return words
}
