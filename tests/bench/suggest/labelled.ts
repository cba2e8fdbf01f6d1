import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a person found in a text. Offsets are UTF-16; for the marks see the README beside the texts. */
export interface Labelled {
  readonly style: string
  readonly text: string
  readonly direct: readonly Label[]
  /** Sentences that attribute something in their own words: where each begins. */
  readonly indirect: readonly Label[]
}

export interface Label {
  readonly start: number
  readonly end: number
  readonly speaker: string
}

const marks = '"“”‘’\''

/** What was said within a label: without the marks of quotation around it. */
function withoutMarks(text: string, start: number, end: number): { start: number; end: number } {
  let from = start
  let to = end
  if (marks.includes(text.charAt(from))) from += 1
  if (to > from && marks.includes(text.charAt(to - 1))) to -= 1
  return { start: from, end: to }
}

function parse(style: string, written: string): Labelled {
  let text = ''
  const direct: Label[] = []
  const indirect: Label[] = []
  let open: { speaker: string; start: number } | null = null
  let at = 0
  for (const label of written.matchAll(/‹([^›]*)›|⟪([^⟫]*)⟫/gu)) {
    text += written.slice(at, label.index)
    at = label.index + label[0].length
    if (label[2] !== undefined) indirect.push({ start: text.length, end: text.length, speaker: label[2] })
    else if (label[1] === '/') {
      if (open === null) throw new Error(`A label ends that never began, in “${style}”.`)
      direct.push({ ...withoutMarks(text, open.start, text.length), speaker: open.speaker })
      open = null
    } else open = { speaker: label[1] ?? '', start: text.length }
  }
  text += written.slice(at)
  return { style, text, direct, indirect }
}

/** The labelled texts of a file of `tests/fixtures/suggest`. */
export function labelledTexts(file: string): Labelled[] {
  const all = readFileSync(join(import.meta.dirname, '../../fixtures/suggest', file), 'utf8')
  return all
    .trim()
    .split(/\n\n+/u)
    .map((part) => {
      const [style = '', ...lines] = part.split('\n')
      return parse(style.replace(/^# /u, ''), lines.join('\n'))
    })
}
