/** Longest cell of a table of data, in characters; longer ones are columns of a layout made with a table. */
const longestCell = 600

interface Block {
  readonly text: string
  /** Lines of a list stand without an empty line between them. */
  readonly isItem: boolean
}

/**
 * The text of a word-processor document, as the text of a page is written (decision 11): one empty line between
 * paragraphs, items of a list and rows of a table on lines, cells parted by tabs. Words are not changed; white space at
 * the ends of a paragraph goes.
 */
export class Flow {
  private readonly blocks: Block[] = []

  /** A paragraph, or an item of a list with its sign and the depth of its list from 0. Nothing when it is blank. */
  add(text: string, sign = '', depth: number | null = null): void {
    const words = text.replace(/^[^\S\u00a0]+|[^\S\u00a0]+$/gu, '')
    if (words === '') return
    const isItem = depth !== null
    const indent = isItem ? '  '.repeat(Math.min(8, depth)) : ''
    this.blocks.push({ text: `${indent}${sign === '' ? '' : `${sign} `}${words}`, isItem })
  }

  /** All of another one, behind what is here. */
  append(other: Flow): void {
    for (const block of other.blocks) this.blocks.push(block)
  }

  /** A table: its rows as lines, or what its cells hold one after the other where it only makes columns. */
  table(rows: readonly (readonly Flow[])[]): void {
    const written = rows.map((cells) => cells.map((cell) => cell.inLine()))
    const isData =
      rows.some((cells) => cells.length > 1) &&
      written.every((cells) => cells.every((cell) => cell.length <= longestCell))
    if (!isData) {
      for (const cells of rows) for (const cell of cells) this.append(cell)
      return
    }
    this.add(
      written
        .map((cells) => cells.join('\t').trimEnd())
        .filter((line) => line !== '')
        .join('\n'),
    )
  }

  /** LF line ends, none at the ends. */
  text(): string {
    const parts: string[] = []
    for (const [index, { text, isItem }] of this.blocks.entries()) {
      if (index > 0) parts.push(isItem && this.blocks[index - 1]?.isItem ? '\n' : '\n\n')
      parts.push(text)
    }
    return parts.join('')
  }

  private inLine(): string {
    return this.blocks.map(({ text }) => text.replace(/\s*[\n\t]\s*/gu, ' ')).join(' ')
  }
}
