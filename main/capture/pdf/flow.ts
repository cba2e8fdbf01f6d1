import { codePointLength } from '../../../shared/anchoring/index.ts'
import type { Line } from './lines.ts'
import { withoutRunningHeads } from './runningHeads.ts'

/** The text of a PDF: paragraphs, an empty line between them. */
export interface PdfText {
  readonly text: string
  /** Where each page begins, in code points. */
  readonly pages: readonly number[]
  /** How many running heads, feet and page numbers were left out. */
  readonly leftOut: number
}

/**
 * Puts lines together to the paragraphs that they were broken from, over the ends of pages too, so that a sentence is one
 * piece that can be quoted. Running heads and page numbers are left out: they would stand in the middle of sentences.
 */
export function flowOf(printed: readonly (readonly Line[])[]): PdfText {
  const { pages, leftOut } = withoutRunningHeads(printed)
  const joinWords = hyphens(pages)
  const starts: number[] = []
  let text = ''
  let length = 0
  const add = (piece: string): void => {
    text += piece
    length += codePointLength(piece)
  }
  let before: Line | null = null
  pages.forEach((lines, index) => {
    const usual = usualOf(lines)
    let isFirst = true
    // A page without words of its own begins where the next one does.
    const begin = (): void => {
      while (starts.length <= index) starts.push(length)
    }
    for (const line of lines) {
      if (before === null) {
        begin()
      } else {
        const goesOn = isFirst ? goesOverPage(before, line) : !beginsParagraph(before, line, usual)
        const join = goesOn ? joinWords(before.text, line.text) : { cut: 0, between: '\n\n' }
        if (join.cut > 0) {
          text = text.slice(0, -join.cut)
          length -= join.cut
        }
        add(join.between)
        begin()
      }
      isFirst = false
      add(line.text)
      before = line
    }
  })
  while (starts.length < pages.length) starts.push(length)
  return { text, pages: starts, leftOut }
}

interface Usual {
  /** From baseline to baseline, in points. */
  readonly leading: number
  readonly left: number
  readonly right: number
}

function usualOf(lines: readonly Line[]): Usual {
  const gaps: number[] = []
  for (let index = 1; index < lines.length; index += 1) {
    const [above, below] = [lines[index - 1], lines[index]]
    if (above === undefined || below === undefined) continue
    const gap = above.y - below.y
    if (gap > 0 && gap < 3 * below.size) gaps.push(gap)
  }
  const at = (values: number[], share: number): number =>
    [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0
  return {
    // Most lines stand in paragraphs: a low quantile is the distance within one.
    leading: at(gaps, 0.3),
    left: at(
      lines.map((line) => line.left),
      0.5,
    ),
    right: at(
      lines.map((line) => line.right),
      0.8,
    ),
  }
}

const listItem = /^(?:[•◦▪‣–—]\s|\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[.)]\s)/iu
const endsSentence = /[.!?:;…。！？]["'”’»)\]]*\d{0,3}$/u

function beginsParagraph(above: Line, line: Line, usual: Usual): boolean {
  const gap = above.y - line.y
  // Up the page: the next column. Its first line goes on unless it says otherwise.
  if (gap < -line.size) return endsSentence.test(above.text) || /^\p{Lu}/u.test(line.text)
  if (Math.abs(line.size - above.size) > 0.15 * Math.max(line.size, above.size)) return true
  if (usual.leading > 0 && gap > 1.35 * usual.leading && gap > 1.3 * line.size) return true
  if (listItem.test(line.text)) return true
  const indent = line.left - above.left
  if (indent > 0.8 * line.size && endsSentence.test(above.text)) return true
  // A line that ends well before the margin ended its paragraph, …
  const isShort = usual.right - above.right > 0.25 * (usual.right - usual.left)
  if (isShort && endsSentence.test(above.text)) return true
  // … and one that would have had room for the next word was broken on purpose, as in an address or a table.
  const word = /^\S+/u.exec(line.text)?.[0] ?? ''
  const room = usual.right - above.right
  return room > (word.length + 2) * line.size && !/^\p{Ll}/u.test(line.text)
}

/** Over the end of a page a sentence goes on; whether a paragraph does, nothing there tells. */
const goesOverPage = (above: Line, line: Line): boolean =>
  !endsSentence.test(above.text) &&
  Math.abs(above.size - line.size) < 0.5 &&
  /^[\p{Ll}\d“"(]/u.test(line.text)

/**
 * How the end of a line and the next one become one text. A hyphen at the end stays where the document writes the word with
 * one elsewhere and never without; otherwise it only broke the word.
 */
function hyphens(pages: readonly (readonly Line[])[]) {
  let known: Set<string> | null = null
  const words = (): Set<string> => {
    known ??= new Set(
      pages.flatMap((lines) =>
        lines.flatMap(({ text }) => text.toLowerCase().match(/[\p{L}\p{M}-]+/gu) ?? []),
      ),
    )
    return known
  }
  return (above: string, next: string): { cut: number; between: string } => {
    if (above.endsWith('\u00ad')) return { cut: 1, between: '' }
    const end = /([\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*)[-\u2010]$/u.exec(above)
    const begin = /^[\p{L}\p{M}]+/u.exec(next)
    if (end?.[1] === undefined || begin === null) return { cut: 0, between: /[-/]$/u.test(above) ? '' : ' ' }
    const [first, rest] = [end[1].toLowerCase(), begin[0].toLowerCase()]
    const isCompound = words().has(`${first}-${rest}`) && !words().has(first + rest)
    // A capital after a hyphen is never in the middle of a word.
    if (isCompound || /^\p{Lu}/u.test(next)) return { cut: 0, between: '' }
    return { cut: 1, between: '' }
  }
}
