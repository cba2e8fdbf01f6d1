import { type Id, mintId } from '../../model/identity.ts'
import type { CitationItem } from '../citation.ts'
import type { NoteInline } from '../footnote.ts'
import type { Inline } from '../inline.ts'
import { markNames, type Text } from '../text.ts'
import { readBindingText, readCitationText } from './citationText.ts'
import { type Flat, isPlainRun } from './flat.ts'
import type { MarkdownProblem } from './syntax.ts'

/** A key that was typed, where, and whether words in quote marks hang on it. */
export interface TypedKey {
  readonly key: string
  readonly line: number
  readonly use: 'citation' | 'quotation'
}

/** What reading gathers besides the blocks. */
export interface Reading {
  readonly problems: MarkdownProblem[]
  readonly keys: TypedKey[]
  /** The key each quotation node or quotation block is to be bound to. */
  readonly quotations: Map<Id, { key: string; line: number }>
  /** What each cross-reference says it points at, by its id. */
  readonly references: Map<Id, { words: string; line: number }>
  /** The words of a note, by the identifier of its definition; none, with the reason reported, where there are none. */
  note(identifier: string, line: number): NoteInline[] | null
}

/** Stands for the target of a quotation until its key is bound. */
export const unbound = {
  target: { type: 'quote', id: '00000000-0000-7000-8000-000000000000' },
  cited: { revision: 1, sha256: null },
} as const

/** A stretch that is no text: a citation, the `{@key}` of a quotation, or a reference to a note. */
interface Region {
  readonly start: number
  readonly end: number
  readonly items: CitationItem[]
  readonly key: string
  readonly note?: string
  readonly reference?: string
}

const isAtom = (flat: Flat, at: number): boolean => flat.notes.has(at) || flat.references.has(at)

/** The citations, bindings and references to notes of a paragraph in order. */
function regionsOf(flat: Flat, reading: Reading): Region[] {
  const regions: Region[] = []
  const { mask, text } = flat
  for (let i = 0; i < mask.length; i++) {
    const unit = mask[i]
    const reference = flat.references.get(i)
    if (reference !== undefined) {
      regions.push({ start: i, end: i + 1, items: [], key: '', reference })
      continue
    }
    const note = flat.notes.get(i)
    if (note !== undefined) {
      regions.push({ start: i, end: i + 1, items: [], key: '', note })
      continue
    }
    if (unit === '{' && mask[i + 1] === '@' && /["”]/u.test(mask[i - 1] ?? '')) {
      const binding = readBindingText(text, mask, i)
      if (binding) {
        regions.push({ start: i, end: binding.end, items: [], key: binding.key })
        i = binding.end - 1
      }
      continue
    }
    if (unit !== '[') continue
    let end = i + 1
    while (end < mask.length && mask[end] !== ']' && mask[end] !== '[' && !isAtom(flat, end)) end++
    if (mask[end] !== ']') {
      i = end - 1
      continue
    }
    const citation = readCitationText(text.slice(i + 1, end), mask.slice(i + 1, end))
    if (citation) {
      const line = flat.lines[i] as number
      const problem = (message: string, hint: string): void => {
        reading.problems.push({ line, code: 'bad-request', message, hint })
      }
      if (!isPlainRun(flat, i, end + 1))
        problem(
          `The citation ${text.slice(i, end + 1)} has formatting or stands in a link.`,
          'Write a citation in plain words outside links.',
        )
      else if (citation.keyless > 0)
        problem(
          `Part of the citation ${text.slice(i, end + 1)} names no key.`,
          'Between semicolons there is always an “@key”; write \\; for a semicolon in a note.',
        )
      else if (citation.items.length > 100) problem('A citation has more than 100 items.', 'Divide it.')
      else
        regions.push({
          start: i,
          end: end + 1,
          items: citation.items,
          key: citation.items[0]?.typedKey ?? '',
        })
    }
    i = end
  }
  return regions
}

/** Where the quotation mark stands that opens what `close` closes; -1 when there is none. */
function openingOf(flat: Flat, close: number, from: number): number {
  const { mask } = flat
  if (mask[close] === '”') {
    let depth = 0
    for (let i = close; i >= from; i--) {
      if (mask[i] === '”') depth++
      else if (mask[i] === '“' && --depth === 0) return i
    }
    return -1
  }
  for (let i = close - 1; i >= from; i--) {
    if (mask[i] !== '"') continue
    const before = mask[i - 1]
    return before === undefined || /[\s\p{Ps}\p{Pi}\p{Pd}]/u.test(before) ? i : -1
  }
  return -1
}

/** The runs of text from `start` to `end`, marks alike merged. */
function textsOf(flat: Flat, start: number, end: number): Text[] {
  const texts: Text[] = []
  for (let i = start; i < end; ) {
    let next = i + 1
    while (next < end && flat.marks[next] === flat.marks[i]) next++
    const text: Text = { text: flat.text.slice(i, next) }
    for (const [bit, name] of markNames.entries()) {
      if ((flat.marks[i] as number) & (1 << bit)) text[name] = true
    }
    texts.push(text)
    i = next
  }
  return texts
}

/** Text with links, without citations. */
function linkedTexts(flat: Flat, start: number, end: number): Inline[] {
  const inlines: Inline[] = []
  for (let i = start; i < end; ) {
    const link = flat.links[i] as number
    let next = i + 1
    while (next < end && flat.links[next] === link) next++
    const texts = textsOf(flat, i, next)
    if (link === -1) inlines.push(...texts)
    else inlines.push({ type: 'link', url: flat.urls[link] as string, children: texts })
    i = next
  }
  return inlines
}

/** With a run of text at both ends and between any two elements, as the editor keeps them. */
function spaced(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const inline of inlines) {
    const last = out[out.length - 1]
    if ('type' in inline && (last === undefined || 'type' in last)) out.push({ text: '' })
    out.push(inline)
  }
  const last = out[out.length - 1]
  if (last === undefined || 'type' in last) out.push({ text: '' })
  return out
}

const citationNode = (items: CitationItem[]): Inline => ({
  type: 'citation',
  id: mintId(),
  items,
  children: [{ text: '' }],
})

const noteKeys = (reading: Reading, items: readonly CitationItem[], line: number): void => {
  for (const { typedKey = '' } of items) reading.keys.push({ key: typedKey, line, use: 'citation' })
}

/** The inlines of a paragraph or heading from `from` on. */
export function readInlines(flat: Flat, from: number, reading: Reading): Inline[] {
  const inlines: Inline[] = []
  let done = from
  for (const region of regionsOf(flat, reading)) {
    if (region.start < done) continue
    const line = flat.lines[region.start] as number
    if (region.reference !== undefined) {
      inlines.push(...linkedTexts(flat, done, region.start))
      const id = mintId()
      // Where it leads is known when all blocks have been read.
      reading.references.set(id, { words: region.reference, line })
      inlines.push({ type: 'reference', id, target: unbound.target.id, children: [{ text: '' }] })
      done = region.end
      continue
    }
    if (region.note !== undefined) {
      inlines.push(...linkedTexts(flat, done, region.start))
      const children = reading.note(region.note, line)
      if (children) inlines.push({ type: 'footnote', id: mintId(), children })
      done = region.end
      continue
    }
    const close = region.start - 1
    const open = /["”]/u.test(flat.mask[close] ?? '') ? openingOf(flat, close, done) : -1
    const bound =
      open >= done &&
      close - open > 1 &&
      new Set([open, close, region.start].map((at) => `${flat.parents[at]} ${flat.links[at]}`)).size === 1 &&
      flat.links.slice(open, close).every((link) => link === -1)
    if (bound) {
      const id = mintId()
      inlines.push(...linkedTexts(flat, done, open))
      inlines.push({ type: 'quotation', id, ...unbound, children: textsOf(flat, open + 1, close) })
      reading.quotations.set(id, { key: region.key, line })
      reading.keys.push({ key: region.key, line, use: 'quotation' })
    } else {
      // `{@key}` without a quotation before it is text.
      if (region.items.length === 0) continue
      inlines.push(...linkedTexts(flat, done, region.start))
    }
    if (region.items.length > 0) {
      inlines.push(citationNode(region.items))
      noteKeys(reading, region.items, line)
    }
    done = region.end
  }
  inlines.push(...linkedTexts(flat, done, flat.text.length))
  return spaced(inlines)
}

/** What a quotation block holds: its words, the key they are bound to, and its citation. */
export interface QuotedBlock {
  readonly words: Text[]
  readonly key: string
  readonly items: CitationItem[]
}

/** Whether one pair of quotation marks holds everything from `start` to `end`. */
function isEnclosed(flat: Flat, start: number, end: number): boolean {
  if (end - start < 3) return false
  const inside = flat.mask.slice(start + 1, end - 1)
  if (flat.mask[start] === '"' && flat.mask[end - 1] === '"') return !inside.includes('"')
  return flat.mask[start] === '“' && flat.mask[end - 1] === '”' && openingOf(flat, end - 1, start) === start
}

/**
 * Reads the words of a quotation block and the citation at their end. Quotation marks around the whole are left out:
 * every view sets them.
 *
 * @returns null when no citation ends the block (reported)
 */
export function readQuotedBlock(
  flat: Flat,
  from: number,
  line: number,
  reading: Reading,
): QuotedBlock | null {
  const regions = regionsOf(flat, reading).filter(({ start }) => start >= from)
  const final = regions[regions.length - 1]
  const binding = regions[regions.length - 2]
  if (!final || flat.mask.slice(final.end).trim() !== '') {
    reading.problems.push({
      line,
      code: 'bad-request',
      message: 'The quotation block does not end with its citation.',
      hint: 'End it with “[@key]”, so that its words can be checked.',
    })
    return null
  }
  const isBound =
    binding !== undefined &&
    binding.items.length === 0 &&
    flat.mask.slice(binding.end, final.start).trim() === ''
  const first = isBound ? binding : final
  if (regions.indexOf(first) > 0) {
    reading.problems.push({
      line,
      code: 'bad-request',
      message: 'A citation or a note stands in the middle of the quotation block.',
      hint: 'Only the words of one quote may stand in a block, with their citation at the end.',
    })
    return null
  }
  let start = from
  let end = first.start
  while (end > start && /[ \t\n]/u.test(flat.mask[end - 1] as string)) end--
  if (isEnclosed(flat, start, end)) {
    start++
    end--
  }
  if (final.items.length === 0 || end <= start) {
    reading.problems.push({
      line,
      code: 'bad-request',
      message: 'The quotation block has no words or no citation.',
      hint: 'Write “> words [@key]”.',
    })
    return null
  }
  const last = flat.lines[first.start] as number
  reading.keys.push({ key: first.key, line: last, use: 'quotation' })
  noteKeys(reading, final.items, last)
  return { words: textsOf(flat, start, end), key: first.key, items: final.items }
}
