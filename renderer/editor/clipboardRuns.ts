import type { NoteInline } from '../../shared/document/footnote.ts'
import type { Inline } from '../../shared/document/inline.ts'
import { type MarkName, markNames, type Text } from '../../shared/document/text.ts'
import { mintId } from '../../shared/model/identity.ts'
import { type Allowance, cleanLines, withCitations } from './clipboardText.ts'

/** How pasted text looks, as far as a document can hold it. */
export interface Style {
  readonly marks: Partial<Record<MarkName, boolean>>
  readonly url: string | null
  readonly verbatim: boolean
}

/** A stretch of pasted text in one style. */
export interface Run {
  text: string
  readonly style: Style
  /** The words of a note whose number stands here; `text` is then `noteSign`. */
  readonly note?: readonly NoteInline[]
}

/** Stands for a note among letters: no blank, and part of no word. */
export const noteSign = '\uFFFC'

/** Without blanks at both ends, and with no blank after a blank. */
export function trimmed(runs: readonly Run[]): Run[] {
  const out: Run[] = []
  for (const run of runs) {
    let { text } = run
    const last = out[out.length - 1]?.text
    if (!run.style.verbatim && (last === undefined || /[ \n]$/u.test(last))) text = text.replace(/^ +/u, '')
    if (text === '\n' && last !== undefined) {
      const before = out[out.length - 1]
      if (before) before.text = before.text.replace(/ +$/u, '')
    }
    if (text !== '') out.push({ ...run, text })
  }
  for (let last = out[out.length - 1]; last; last = out[out.length - 1]) {
    last.text = last.text.replace(/[ \n]+$/u, '')
    if (last.text !== '') break
    out.pop()
  }
  for (let first = out[0]; first; first = out[0]) {
    first.text = first.text.replace(/^[ \n]+/u, '')
    if (first.text !== '') break
    out.shift()
  }
  return out
}

/** Cuts runs where two line ends follow each other, as a person would: that is a new paragraph. */
export function paragraphsOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]]
  let ends = 0
  for (const run of runs) {
    for (const [index, piece] of run.text.split(/(\n+)/u).entries()) {
      if (piece === '') continue
      const breaks = index % 2 === 1 ? piece.length : 0
      if (breaks === 0 && piece.trim() !== '') ends = 0
      ends += breaks
      if (ends >= 2 && breaks > 0) lines.push([])
      else lines[lines.length - 1]?.push({ ...run, text: piece })
    }
  }
  return lines
}

const sameStyle = (one: Style, other: Style): boolean =>
  one.url === other.url &&
  markNames.every((name) => (one.marks[name] ?? false) === (other.marks[name] ?? false))

/** One paragraph's runs as inlines: alike ones joined, links around theirs, `[@key]` as citations. */
export function inlinesOf(line: readonly Run[], allowance: Allowance): Inline[] {
  const joined: Run[] = []
  for (const run of trimmed(line)) {
    if (run.note) {
      joined.push(run)
      continue
    }
    const text = cleanLines(allowance.take(run.text))
    const last = joined[joined.length - 1]
    if (last && !last.note && sameStyle(last.style, run.style)) last.text += text
    else if (text !== '') joined.push({ text, style: run.style })
  }
  const inlines: Inline[] = []
  for (const { text, style, note } of joined) {
    if (note) {
      inlines.push({ type: 'footnote', id: mintId(), children: [...note] })
      continue
    }
    const run: Text = { text }
    for (const name of markNames) if (style.marks[name]) run[name] = true
    if (style.url === null) inlines.push(...withCitations(run))
    else {
      const last = inlines[inlines.length - 1]
      if (last && 'type' in last && last.type === 'link' && last.url === style.url) last.children.push(run)
      else inlines.push({ type: 'link', url: style.url, children: [run] })
    }
  }
  return inlines
}

/** One line end where several follow each other. */
export const withoutDoubleEnds = (runs: readonly Run[]): Run[] =>
  runs.filter(({ text }, at) => text !== '\n' || runs[at - 1]?.text !== '\n')
