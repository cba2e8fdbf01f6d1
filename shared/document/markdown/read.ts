import type { Id, Key } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import { emptyHeader, type Header } from '../header.ts'
import { readFrontMatter } from './frontMatter.ts'
import { parseMarkdown, prepareMarkdown } from './parse.ts'
import { readBlocks } from './readBlocks.ts'
import type { TypedKey } from './readInlines.ts'
import { Notes } from './readNotes.ts'
import type { BlockReading } from './readParagraph.ts'
import { bindReferences } from './readReferences.ts'
import type { MarkdownProblem, NamedPicture } from './syntax.ts'

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
  /** Pictures that are named by files, with the figures that show them. */
  readonly pictures: readonly NamedPicture[]
  /** Everything that could not be read; empty for a sound text. */
  readonly problems: readonly MarkdownProblem[]
}

/** Longest text that is read, in UTF-16 units. */
const maxLength = 20_000_000

/** Signs of lists and quotations that may begin one line, and blanks before its words: far more than anybody nests. */
const maxNested = 32
const maxIndent = 200
const nesting = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/u

/** Many signs of one kind and nothing else. */
const thematicBreak = /^[ \t]*([-*])(?:[ \t]*\1)*[ \t]*$/u

/** The first line nested so deeply that parsing it would take for ever, counting from 1; 0 when there is none. */
function tooDeep(prepared: string): number {
  const lines = prepared.split('\n')
  for (const [i, line] of lines.entries()) {
    const prefix = nesting.exec(line)?.[0] ?? ''
    const signs = prefix.match(/>|[-+*]|\d+[.)]/gu)?.length ?? 0
    const deep = (signs > maxNested && !thematicBreak.test(line)) || /^:{20,}/u.test(line)
    if (deep || (line.match(/^[ \t]*/u)?.[0].length ?? 0) > maxIndent) return i + 1
  }
  return 0
}

/** Reads a briefing from Markdown (`syntax.ts`). Never throws: what cannot be read is in `problems`, with its line. */
export function readMarkdown(text: string): Draft {
  const reading: Omit<BlockReading, 'note'> = {
    source: '',
    problems: [] as MarkdownProblem[],
    keys: [] as TypedKey[],
    quotations: new Map<Id, { key: string; line: number }>(),
    references: new Map<Id, { words: string; line: number }>(),
    pictures: [] as NamedPicture[],
  }
  const refused = (line: number, message: string, hint: string): Draft => ({
    key: null,
    header: emptyHeader,
    blocks: [],
    keys: [],
    quotations: new Map(),
    pictures: [],
    problems: [{ line, code: 'unsupported', message, hint }],
  })
  if (text.length > maxLength) {
    return refused(1, 'The text is longer than 20 million characters.', 'Divide it into several briefings.')
  }
  const prepared = prepareMarkdown(text)
  const deep = tooDeep(prepared)
  if (deep > 0) return refused(deep, 'The text is nested too deeply.', 'Take out the signs before its words.')
  try {
    return read(prepared, reading)
  } catch (error) {
    // The parser and this reader follow nested formatting by recursion.
    if (error instanceof RangeError)
      return refused(1, 'The text is nested too deeply.', 'Use less formatting.')
    throw error
  }
}

function read(prepared: string, begun: Omit<BlockReading, 'note'>): Draft {
  const tree = parseMarkdown(prepared)
  const notes = new Notes(tree)
  const reading: BlockReading = {
    ...begun,
    source: prepared,
    note: (identifier, line) => notes.read(identifier, line, reading),
  }
  const first = tree.children[0]
  const { header, key } =
    first?.type === 'yaml'
      ? readFrontMatter(first.value, (first.position?.start.line ?? 1) + 1, reading.problems)
      : { header: emptyHeader, key: null }
  const blocks = readBlocks(tree.children, reading)
  bindReferences(blocks, header.language, reading)
  notes.reportUnread(reading)
  const problems = [...reading.problems].sort((a, b) => a.line - b.line)
  return {
    key,
    header,
    blocks,
    keys: reading.keys,
    quotations: reading.quotations,
    pictures: reading.pictures,
    problems,
  }
}
