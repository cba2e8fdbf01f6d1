import { type Editor, Path, Point, Range } from 'slate'
import { type Line, lineOf, linesIn, type ProseNode } from '../../../shared/spelling/prose.ts'
import { type WordPlace, wordsIn } from '../../../shared/spelling/words.ts'

/** A word of the document that is in no dictionary and on no list. */
export interface Misspelling {
  readonly word: string
  readonly range: Range
  /** Of the paragraph, heading or item that it stands in. */
  readonly line: string
  /** Some words before and after it. */
  readonly before: string
  readonly after: string
}

/** Whether a word is wrong; undefined while it is not known. */
export type Verdict = (word: string) => boolean | undefined

/** What one dictionary found, by reference: a line that did not change is not read again. */
export type Found = WeakMap<object, readonly WordPlace[]>

/** Letters of context that a list shows before and after a word. */
const around = 40

/**
 * The wrong words of one line by the dictionary, or null when some are not judged yet.
 *
 * @param unknown gets those
 */
export function wrongIn(
  line: ProseNode,
  found: Found,
  verdict: Verdict,
  unknown: Set<string>,
): readonly WordPlace[] | null {
  const known = found.get(line)
  if (known) return known
  const words = wordsIn(lineOf(line).text)
  let whole = true
  for (const { word } of words) {
    if (verdict(word) !== undefined) continue
    unknown.add(word)
    whole = false
  }
  if (!whole) return null
  const wrong = words.filter(({ word }) => verdict(word) === true)
  found.set(line, wrong)
  return wrong
}

const pointAt = ({ runs }: Line, path: Path, offset: number, atEnd: boolean): Point => {
  // Between two runs of text: the start of a word belongs to the second, its end to the first.
  const run =
    runs.find(({ start, length }) =>
      atEnd ? offset > start && offset <= start + length : offset >= start && offset < start + length,
    ) ?? runs[runs.length - 1]
  return { path: [...path, ...(run?.path ?? [])], offset: offset - (run?.start ?? 0) }
}

/** The lines of a document with their paths, in reading order. */
export const documentLines = (editor: Editor): Generator<[ProseNode, readonly number[]]> =>
  linesIn(editor as unknown as ProseNode)

/** Wrong words of a line as places in the document. */
export function placesOf(
  node: ProseNode,
  path: readonly number[],
  words: readonly WordPlace[],
): Misspelling[] {
  if (words.length === 0) return []
  const line = lineOf(node)
  const at = [...path]
  return words.map(({ word, start, end }) => ({
    word,
    line: node.id ?? at.join('.'),
    range: { anchor: pointAt(line, at, start, false), focus: pointAt(line, at, end, true) },
    before: line.text.slice(Math.max(0, start - around), start),
    after: line.text.slice(end, end + around),
  }))
}

/** Whether the caret is in the word or at its edge: it may not be finished. */
export const holds = ({ range }: Misspelling, selection: Range | null): boolean =>
  selection !== null &&
  Range.isCollapsed(selection) &&
  !Point.isBefore(selection.anchor, range.anchor) &&
  !Point.isAfter(selection.anchor, range.focus)

/** The next of `items` after (or before) a place, going round. */
export function neighbour(
  items: readonly Misspelling[],
  from: Range | null,
  backwards: boolean,
): Misspelling | undefined {
  if (from === null) return backwards ? items.at(-1) : items[0]
  const [start, end] = Range.edges(from)
  if (backwards)
    return items.filter(({ range }) => Point.isBefore(range.anchor, start)).at(-1) ?? items.at(-1)
  // A word that is selected was the last one shown.
  const after = (point: Point): boolean =>
    Range.isExpanded(from) ? !Point.isBefore(point, end) : Point.isAfter(point, end)
  return items.find(({ range }) => after(range.anchor)) ?? items[0]
}

/** The one that a place is in. */
export const misspellingAt = (items: readonly Misspelling[], at: Range): Misspelling | undefined =>
  items.find(
    ({ range }) =>
      Range.includes(range, at.anchor) && Range.includes(range, at.focus) && !Path.equals(at.anchor.path, []),
  )
