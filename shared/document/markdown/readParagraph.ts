import type { Paragraph as ParagraphNode } from 'mdast'
import { mintId } from '../../model/identity.ts'
import type { Paragraph } from '../paragraph.ts'
import { attributePrefix, type BlockAttributes } from './attributes.ts'
import { flatten } from './flat.ts'
import { type Reading, readInlines } from './readInlines.ts'
import type { NamedPicture } from './syntax.ts'

/** The prepared text beside what reading gathers. */
export interface BlockReading extends Reading {
  source: string
  /** Pictures that are named by a file. */
  readonly pictures: NamedPicture[]
}

export const lineOf = (node: { position?: { start: { line: number } } | undefined }): number =>
  node.position?.start.line ?? 1

export const unsupported = (reading: Reading, line: number, message: string, hint: string): void => {
  reading.problems.push({ line, code: 'unsupported', message, hint })
}

/** Attributes that stood alone on a line: they belong to the next block. */
export interface Pending {
  attributes: BlockAttributes
}

export const takePending = (pending: Pending): BlockAttributes => {
  const { attributes } = pending
  pending.attributes = {}
  return attributes
}

/** A paragraph, or null when it held nothing but attributes, which then wait in `pending`. */
export function readParagraph(
  node: ParagraphNode,
  pending: Pending,
  reading: BlockReading,
): Paragraph | null {
  const line = lineOf(node)
  const flat = flatten(node.children, line, reading.source, reading.problems)
  const { attributes, from } = attributePrefix(flat, line, reading.problems)
  if (from > 0 && from >= flat.text.length) {
    pending.attributes = attributes
    return null
  }
  return {
    type: 'paragraph',
    id: mintId(),
    ...takePending(pending),
    ...attributes,
    children: readInlines(flat, from, reading),
  }
}
