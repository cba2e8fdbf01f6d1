import { quoteMarks } from '../citing/quoteMarks.ts'
import type { Block } from './block.ts'
import { type Captionable, captionNumbers } from './captions.ts'
import { blockText, citationsOf, plainText } from './walk.ts'

export const referableKinds = ['heading', 'key judgment', 'table', 'figure'] as const
export type ReferableKind = (typeof referableKinds)[number]

/** A block that a cross-reference may point at. */
export interface Referable {
  readonly id: string
  readonly kind: ReferableKind
  /** Which of its kind, from 1 in the document's order. */
  readonly place: number
  /** What a cross-reference to it says: “Background” in quotation marks, Key judgment 2, Table 1. */
  readonly label: string
  /** Its words, or those of its caption: how a person knows it in a list. */
  readonly title: string
}

/**
 * The number of each key judgment by id. One without words takes none, and has the one that it would get: those at the
 * end count on, as they would be filled.
 */
export function judgmentNumbers(blocks: readonly Block[]): Map<string, number> {
  const numbers = new Map<string, number>()
  let last = 0
  let empty: string[] = []
  for (const block of blocks) {
    if (block.type !== 'callout' || block.variant !== 'key-judgment') continue
    if (blockText(block).trim() === '' && citationsOf(block).length === 0) {
      empty.push(block.id)
      numbers.set(block.id, last + empty.length)
      continue
    }
    last += 1
    for (const id of [...empty, block.id]) numbers.set(id, last)
    empty = []
  }
  return numbers
}

type AnyNode = { readonly text?: unknown; readonly children?: readonly unknown[] }

function wordsOf(node: unknown): string {
  if (typeof node === 'string') return node
  if (Array.isArray(node)) return node.map(wordsOf).join('')
  if (typeof node !== 'object' || node === null) return ''
  const { text, children } = node as AnyNode
  return wordsOf(text) + wordsOf(children)
}
/** A figure's children are its caption, a table has it first among them. */
const captionOf = ({ type, children }: Captionable): string =>
  wordsOf(type === 'figure' ? children : children?.[0])

/**
 * Everything in a briefing that can be referred to, in its order: headings and key judgments with words, tables and
 * figures with a caption.
 *
 * @param language of the document, for the quotation marks around a heading
 */
export function referablesOf(blocks: readonly Block[], language: string): Referable[] {
  const found: Referable[] = []
  const judgments = judgmentNumbers(blocks)
  const captions = captionNumbers(blocks as readonly Captionable[])
  const { open, close } = quoteMarks(language)
  let headings = 0
  for (const block of blocks) {
    const { id } = block
    const caption = captions.get(id)
    if (block.type === 'heading') {
      const title = plainText(block.children).trim()
      if (title === '') continue
      headings += 1
      found.push({ id, kind: 'heading', place: headings, label: `${open}${title}${close}`, title })
    } else if (block.type === 'callout' && block.variant === 'key-judgment') {
      const place = judgments.get(id) ?? 0
      const title = block.title || blockText(block)
      if (title.trim() !== '' || citationsOf(block).length > 0)
        found.push({ id, kind: 'key judgment', place, label: `Key judgment\u00A0${place}`, title })
    } else if (caption) {
      const label = `${caption.kind === 'table' ? 'Table' : 'Figure'}\u00A0${caption.number}`
      const title = captionOf(block as Captionable)
      found.push({ id, kind: caption.kind, place: caption.number, label, title })
    }
  }
  return found
}
