import type { Text } from './text.ts'

/** A run of text, as against an element. */
export const isText = (node: object): node is Text => 'text' in node
