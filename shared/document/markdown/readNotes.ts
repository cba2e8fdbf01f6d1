import type { FootnoteDefinition, Nodes, Root } from 'mdast'
import type { NoteInline } from '../footnote.ts'
import { flatten } from './flat.ts'
import { readInlines } from './readInlines.ts'
import { type BlockReading, lineOf, unsupported } from './readParagraph.ts'

/** The author's notes of a Markdown text: defined at one place, read at the place that refers to them. */
export class Notes {
  readonly #definitions: readonly FootnoteDefinition[]
  readonly #read = new Set<FootnoteDefinition>()
  #within = false

  constructor(tree: Root) {
    const found: FootnoteDefinition[] = []
    const stack: Nodes[] = [tree]
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type === 'footnoteDefinition') found.push(node)
      if ('children' in node) for (const child of [...node.children].reverse()) stack.push(child)
    }
    this.#definitions = found
  }

  /**
   * The words of a note; its paragraphs become lines.
   *
   * @returns null (reported) when it is not defined, or within the words of another note
   */
  read(identifier: string, line: number, reading: BlockReading): NoteInline[] | null {
    const definition = this.#definitions.find((each) => each.identifier === identifier)
    if (!definition || this.#within) {
      unsupported(
        reading,
        line,
        definition
          ? `The note “[^${identifier}]” stands within another note.`
          : `There is no note “[^${identifier}]”.`,
        definition ? 'Refer to it from the text.' : `Write “[^${identifier}]: …” at the end of the text.`,
      )
      return null
    }
    this.#read.add(definition)
    this.#within = true
    const words: NoteInline[] = []
    for (const child of definition.children) {
      if (child.type === 'paragraph') {
        const flat = flatten(child.children, lineOf(child), reading.source, reading.problems)
        if (words.length > 0) words.push({ text: '\n' })
        // No note stands in a note: it was refused above.
        words.push(...(readInlines(flat, 0, reading) as NoteInline[]))
      } else
        unsupported(
          reading,
          lineOf(child),
          'A note can hold only paragraphs.',
          'Indent its paragraphs by four blanks, and move the block out of the note.',
        )
    }
    this.#within = false
    return words.length > 0 ? words : [{ text: '' }]
  }

  /** Reports each note that nothing referred to: its words would be lost. */
  reportUnread(reading: BlockReading): void {
    for (const definition of this.#definitions) {
      if (this.#read.has(definition)) continue
      unsupported(
        reading,
        lineOf(definition),
        `Nothing in the text refers to the note “[^${definition.identifier}]”.`,
        `Write [^${definition.identifier}] where the note belongs, and give no two notes one name.`,
      )
    }
  }
}
