import type { Id, Key } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import { emptyHeader, type Header } from '../header.ts'
import { readFrontMatter } from './frontMatter.ts'
import { parseMarkdown, prepareMarkdown } from './parse.ts'
import { readBlocks } from './readBlocks.ts'
import type { TypedKey } from './readInlines.ts'
import type { MarkdownProblem } from './syntax.ts'

/**
 * A briefing as it was written in Markdown. Its citations have a `typedKey` and no target, and its quotations a
 * placeholder for a target: `bindKeys` makes blocks of it that can be stored.
 */
export interface Draft {
  /** The briefing's own key, when the front matter gives one. */
  readonly key: Key | null
  readonly header: Header
  readonly blocks: readonly Block[]
  /** Every key that was typed, in reading order, with its line. */
  readonly keys: readonly TypedKey[]
  /** Id of a quotation or quotation block → the key it is to be bound to. */
  readonly quotations: ReadonlyMap<Id, { readonly key: string; readonly line: number }>
  /** Everything that could not be read; empty for a sound text. */
  readonly problems: readonly MarkdownProblem[]
}

/** Longest text that is read, in UTF-16 units. */
const maxLength = 20_000_000

/** Reads a briefing from Markdown (`syntax.ts`). Never throws: what cannot be read is in `problems`, with its line. */
export function readMarkdown(text: string): Draft {
  const reading = {
    source: '',
    problems: [] as MarkdownProblem[],
    keys: [] as TypedKey[],
    quotations: new Map<Id, { key: string; line: number }>(),
  }
  const empty = { key: null, header: emptyHeader, blocks: [] }
  if (text.length > maxLength) {
    const message = 'The text is longer than 20 million characters.'
    return {
      ...empty,
      ...reading,
      problems: [{ line: 1, code: 'unsupported', message, hint: 'Divide it into several briefings.' }],
    }
  }
  reading.source = prepareMarkdown(text)
  const tree = parseMarkdown(reading.source)
  const first = tree.children[0]
  const { header, key } =
    first?.type === 'yaml'
      ? readFrontMatter(first.value, (first.position?.start.line ?? 1) + 1, reading.problems)
      : { header: emptyHeader, key: null }
  const blocks = readBlocks(tree.children, reading)
  const problems = [...reading.problems].sort((a, b) => a.line - b.line)
  return { key, header, blocks, keys: reading.keys, quotations: reading.quotations, problems }
}
