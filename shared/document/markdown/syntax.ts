import type { Id } from '../../model/identity.ts'
import type { locatorLabels } from '../citation.ts'
import type { MarkName } from '../text.ts'

/**
 * The Markdown that a briefing is written in: CommonMark without HTML, definitions and indented code, with
 *
 * - `---` YAML front matter: the header (`frontMatter.ts`);
 * - `[see @key, p. 3, suffix; -@key2]`: a citation (`citationText.ts`);
 * - `“words”[@key]` or `"words"[@key]`: a bound quotation and its citation; `“words”{@key}` without a citation;
 * - `> words [@key]`: a quotation block;
 * - `::: bottom-line`, `::: key-judgment {likelihood="likely" confidence=moderate}`, `::: note` … `:::`: callouts;
 * - tables of GFM; `::: table {header-rows=2}` … `:::` around one for a caption, joined cells and the like (`readTable.ts`);
 * - `{mark="U" kind=judgment}` at the start of a block: its portion mark and statement kind;
 * - `:u[…]`, `:hl[…]`, `:sup[…]`, `:sub[…]`, `:strike[…]` (or `~~…~~`): the marks that CommonMark lacks;
 * - `![description](attest:picture/HASH.png#640x480){width=60%}` and its caption behind it: a figure (`figure.ts`);
 * - `::page-break`.
 *
 * The reader's guide is `docs/reference/markdown.md`.
 */
export const textDirectives: Readonly<Record<string, MarkName>> = {
  u: 'underline',
  hl: 'highlight',
  sup: 'superscript',
  sub: 'subscript',
  strike: 'strike',
  code: 'code',
}

/** What is wrong in a Markdown text, and where. Lines count from 1, front matter included. */
export interface MarkdownProblem {
  readonly line: number
  readonly code: 'bad-request' | 'not-found' | 'not-allowed' | 'unsupported'
  readonly message: string
  readonly hint: string
}

/** A picture that a text names by a file of its own: whoever reads it brings the picture in. */
export interface NamedPicture {
  /** The figure that shows it. */
  readonly figure: Id
  /** As it was written, percent signs decoded. */
  readonly file: string
  readonly line: number
  /** Whether the text says how wide it is to be. */
  readonly hasWidth: boolean
}

type LocatorLabel = (typeof locatorLabels)[number]

/**
 * How a locator's label is read: signs and abbreviations with a stop take any value, whole words only a value that
 * begins with a digit, so that a suffix such as "note that …" stays a suffix.
 */
export const locatorForms: readonly {
  readonly label: LocatorLabel
  readonly signs?: string
  readonly stops?: string
  readonly words: string
  readonly write: string
}[] = [
  { label: 'page', stops: 'pp?\\.', words: 'pages?', write: 'p.' },
  { label: 'paragraph', signs: '¶{1,2}', stops: 'paras?\\.', words: 'paras?|paragraphs?', write: 'para.' },
  { label: 'section', signs: '§{1,2}', stops: 'secs?\\.', words: 'sections?', write: '§' },
  { label: 'chapter', stops: 'chs?\\.|chaps?\\.', words: 'chapters?', write: 'ch.' },
  { label: 'column', stops: 'cols?\\.', words: 'columns?', write: 'col.' },
  { label: 'line', stops: 'll?\\.', words: 'lines?', write: 'l.' },
  { label: 'note', stops: 'nn?\\.', words: 'notes?', write: 'n.' },
  { label: 'verse', stops: 'vv?\\.', words: 'verses?', write: 'v.' },
  { label: 'time', words: 'at', write: 'at' },
]

/** A key as it may stand after `@` without braces. */
export const bareKey = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_./:-]*[\\p{L}\\p{N}_])?'

/** Whether a key can be written without the braces of `@{any words}`, whatever stands around it. */
export const isBareKey = (key: string): boolean => /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u.test(key)

/** Stands in a mask for a character that was escaped, so that no syntax is found in it. */
export const guarded = '\u0001'

/** Puts the escape mark of `parse.ts` away. */
export const unguard = (text: string): string => text.replaceAll('\0', '')

/**
 * Changes the lines of a Markdown text that are not within fenced code (CommonMark 0.31, 4.5): what stands there is
 * nobody's syntax.
 */
export function outsideCode(markdown: string, change: (line: string) => string): string {
  let fence: string | null = null
  const lines = markdown.split('\n').map((line) => {
    const [, marks, rest] = /^[ \t]*(`{3,}|~{3,})(.*)$/u.exec(line) ?? []
    if (fence === null) {
      // Backticks behind backticks are code within a line.
      if (marks !== undefined && !(marks.startsWith('`') && rest?.includes('`'))) fence = marks
      return fence === null ? change(line) : line
    }
    if (marks?.startsWith(fence) && rest?.trim() === '') fence = null
    return line
  })
  return lines.join('\n')
}
