import type { Citation } from '../../../../shared/document/citation.ts'
import type { Paragraph } from '../../../../shared/document/paragraph.ts'
import { randomFrom, sentence } from '../../words.ts'

/** An id for tests: a UUIDv7 in form, by its number. */
export const idAt = (kind: number, at: number): string =>
  `01900000-0000-7000-8${String(kind).padStart(3, '0')}-${at.toString(16).padStart(12, '0')}`

export const sha256 = 'a'.repeat(64)

const made = new Map<number, Paragraph[]>()

/** The same text for every editor: paragraphs of four sentences, a citation in every second one. Made once. */
export function paragraphs(count: number): Paragraph[] {
  const known = made.get(count)
  if (known) return known
  const text = make(count)
  made.set(count, text)
  return text
}

function make(count: number): Paragraph[] {
  const random = randomFrom(count)
  return Array.from({ length: count }, (_, at): Paragraph => {
    const text = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_each, index) => sentence(random, at * 4 + from + index)).join(' ')
    if (at % 2 === 1) return { type: 'paragraph', id: idAt(0, at), children: [{ text: text(0, 4) }] }
    const citation: Citation = {
      type: 'citation',
      id: idAt(1, at),
      items: [{ target: { type: 'claim', id: idAt(2, at) }, cited: { revision: 1, sha256 } }],
      children: [{ text: '' }],
    }
    return {
      type: 'paragraph',
      id: idAt(0, at),
      children: [{ text: `${text(0, 2)} ` }, citation, { text: `. ${text(2, 4)}` }],
    }
  })
}
