import type { Blockquote, Code, List as ListNode, PhrasingContent, RootContent } from 'mdast'
import type { LeafDirective } from 'mdast-util-directive'
import { mintId } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import { type CodeBlock, codeBlockSchema } from '../codeBlock.ts'
import type { Contents } from '../contents.ts'
import type { List, ListItem } from '../list.ts'
import type { Paragraph } from '../paragraph.ts'
import type { Text } from '../text.ts'
import { attributePrefix, type BlockAttributes } from './attributes.ts'
import { beginsWithImage, readFigure } from './figure.ts'
import { type Flat, flatten } from './flat.ts'
import { readCallout } from './readCallout.ts'
import { readInlines, readQuotedBlock, unbound } from './readInlines.ts'
import {
  type BlockReading,
  lineOf,
  type Pending,
  readParagraph,
  takePending,
  unsupported,
} from './readParagraph.ts'
import { readTable, readTableDirective } from './readTable.ts'
import { guarded, unguard } from './syntax.ts'

const emptyParagraph = (): Paragraph => ({ type: 'paragraph', id: mintId(), children: [{ text: '' }] })

function readList(node: ListNode, attributes: BlockAttributes, reading: BlockReading): List {
  const items = node.children.map((item): ListItem => {
    const children: (Paragraph | List)[] = []
    const pending: Pending = { attributes: {} }
    for (const child of item.children) {
      if (child.type === 'paragraph') {
        const paragraph = readParagraph(child, pending, reading)
        if (paragraph) children.push(paragraph)
      } else if (child.type === 'list') children.push(readList(child, takePending(pending), reading))
      else if (child.type === 'code') children.push(codeParagraph(child.value))
      else
        unsupported(
          reading,
          lineOf(child),
          'A list item can hold only paragraphs and lists.',
          'Move the block out of the list: begin its line at the left edge.',
        )
    }
    if (children[0]?.type !== 'paragraph') children.unshift(emptyParagraph())
    const box = typeof item.checked === 'boolean' ? { checked: item.checked } : {}
    return { type: 'list-item', id: mintId(), ...box, children }
  })
  return { type: 'list', id: mintId(), ...attributes, ordered: node.ordered === true, children: items }
}

function codeBlock(node: Code, attributes: BlockAttributes): CodeBlock {
  const language = codeBlockSchema.shape.language.safeParse(unguard(node.lang ?? '')).data
  return {
    type: 'code-block',
    id: mintId(),
    ...attributes,
    ...(language ? { language } : {}),
    children: [{ text: node.value }],
  }
}

/** A list item has no place for a fenced block: its lines become code in a paragraph. */
function codeParagraph(code: string): Paragraph {
  const children = code
    .split('\n')
    .flatMap((line, i): Text[] => [
      ...(i > 0 ? [{ text: '\n' }] : []),
      ...(line === '' ? [] : [{ text: line, code: true as const }]),
    ])
  return { type: 'paragraph', id: mintId(), children: children.length > 0 ? children : [{ text: '' }] }
}

/** All paragraphs of a block quotation as one flat text, with a line end between them. */
function flattenQuoted(node: Blockquote, reading: BlockReading): Flat | null {
  let whole: Flat | null = null
  for (const child of node.children) {
    if (child.type !== 'paragraph') {
      unsupported(
        reading,
        lineOf(child),
        'A quotation block can hold only paragraphs.',
        'Leave an empty line without “>” before the next block.',
      )
      return null
    }
    const flat = flatten(child.children as PhrasingContent[], lineOf(child), reading.source, reading.problems)
    if (!whole) whole = flat
    else {
      for (const [at, note] of flat.notes) whole.notes.set(whole.text.length + 1 + at, note)
      for (const [at, words] of flat.references) whole.references.set(whole.text.length + 1 + at, words)
      whole.text += `\n${flat.text}`
      whole.mask += guarded + flat.mask
      whole.marks.push(0, ...flat.marks)
      whole.parents.push(0, ...flat.parents)
      whole.links.push(-1, ...flat.links)
      whole.lines.push(lineOf(child), ...flat.lines)
    }
  }
  return whole
}

function readQuotation(node: Blockquote, pending: Pending, reading: BlockReading): Block | null {
  const line = lineOf(node)
  const flat = flattenQuoted(node, reading)
  if (!flat) return null
  const { attributes, from } = attributePrefix(flat, line, reading.problems)
  const quoted = readQuotedBlock(flat, from, line, reading)
  if (!quoted) return null
  const id = mintId()
  reading.quotations.set(id, { key: quoted.key, line })
  return {
    type: 'quotation-block',
    id,
    ...takePending(pending),
    ...attributes,
    ...unbound,
    citation: { id: mintId(), items: quoted.items },
    children: quoted.words,
  }
}

const levels = [1, 2, 3, 4] as const

/** `::contents` or `::contents{levels=2}`. */
function readContents(node: LeafDirective, line: number, reading: BlockReading): Contents {
  const given = node.attributes?.levels
  const deepest = levels.find((level) => String(level) === unguard(given ?? ''))
  if (given && deepest === undefined)
    reading.problems.push({
      line,
      code: 'bad-request',
      message: `“${unguard(given)}” is no number of levels.`,
      hint: 'A table of contents lists 1 to 4 levels of headings.',
    })
  const own = deepest === undefined ? {} : { levels: deepest }
  return { type: 'contents', id: mintId(), ...own, children: [{ text: '' }] }
}

function readBlock(node: RootContent, pending: Pending, reading: BlockReading): Block | null {
  const line = lineOf(node)
  switch (node.type) {
    case 'paragraph':
      return beginsWithImage(node)
        ? readFigure(node, pending, reading)
        : readParagraph(node, pending, reading)
    case 'heading': {
      const level = levels[node.depth - 1]
      if (level === undefined)
        unsupported(reading, line, `A heading has level ${node.depth}.`, 'The lowest level is 4 (“####”).')
      const flat = flatten(node.children, line, reading.source, reading.problems)
      const { attributes, from } = attributePrefix(flat, line, reading.problems)
      return {
        type: 'heading',
        id: mintId(),
        ...takePending(pending),
        ...attributes,
        level: level ?? 4,
        children: readInlines(flat, from, reading),
      }
    }
    case 'list':
      return readList(node, takePending(pending), reading)
    case 'blockquote':
      return readQuotation(node, pending, reading)
    case 'table':
      return readTable(node, takePending(pending), reading)
    case 'thematicBreak':
      return { type: 'divider', id: mintId(), children: [{ text: '' }] }
    case 'code':
      return codeBlock(node, takePending(pending))
    case 'containerDirective':
      return node.name === 'table'
        ? readTableDirective(node, takePending(pending), reading)
        : readCallout(node, takePending(pending), reading)
    case 'leafDirective':
      if (node.name === 'contents') return readContents(node, line, reading)
      if (node.name === 'page-break') return { type: 'page-break', id: mintId(), children: [{ text: '' }] }
      unsupported(
        reading,
        line,
        `There is no block “::${node.name}”.`,
        'There are “::page-break” and “::contents”; write \\:: for two colons.',
      )
      return null
    case 'footnoteDefinition':
      // Read where it is referred to.
      return null
    case 'yaml':
      return null
    default:
      unsupported(
        reading,
        line,
        `A block of the kind “${node.type}” has no place in a briefing.`,
        'Take it out.',
      )
      return null
  }
}

/** The blocks of a syntax tree's root, in order. Never empty: a text without blocks gives one empty paragraph. */
export function readBlocks(nodes: readonly RootContent[], reading: BlockReading): Block[] {
  const pending: Pending = { attributes: {} }
  const blocks: Block[] = []
  for (const node of nodes) {
    const block = readBlock(node, pending, reading)
    if (block) blocks.push(block)
  }
  return blocks.length > 0 ? blocks : [emptyParagraph()]
}
