import { isStruck } from '../document/suggestions.ts'
import { notProse } from './words.ts'

/** A node of a document, as stored or as the editor holds it. */
export interface ProseNode {
  readonly type?: string
  readonly id?: string
  readonly text?: string
  readonly code?: boolean
  readonly children?: readonly unknown[]
}

/** A line of text: a paragraph, a heading, the text of an item or a cell. */
export interface Line {
  readonly text: string
  /** Which part of `text` each run of text is, by its path within the line's node. */
  readonly runs: readonly {
    readonly path: readonly number[]
    readonly start: number
    readonly length: number
  }[]
}

/** Words of somebody else, and what is no prose: never judged. */
const apart = new Set(['citation', 'quotation', 'quotation-block', 'code', 'code-block', 'unknown'])

const childrenOf = (node: ProseNode): readonly ProseNode[] => (node.children ?? []) as readonly ProseNode[]
const isRun = (node: ProseNode): boolean => typeof node.text === 'string'

/** The text of a node that has runs of text among its children. */
export function lineOf(node: ProseNode): Line {
  let text = ''
  const runs: { path: readonly number[]; start: number; length: number }[] = []
  const read = (each: ProseNode, path: readonly number[]): void => {
    // What is to be taken out is not judged, and parts no word that is around it.
    if (isStruck(each)) return
    if (typeof each.text === 'string' && each.code !== true) {
      runs.push({ path, start: text.length, length: each.text.length })
      text += each.text
    } else if (isRun(each) || (each.type !== undefined && apart.has(each.type))) text += notProse
    else {
      // The words of a note are the author's, and stand apart from the line they belong to.
      const note = each.type === 'footnote' ? notProse : ''
      text += note
      for (const [at, child] of childrenOf(each).entries()) read(child, [...path, at])
      text += note
    }
  }
  for (const [at, child] of childrenOf(node).entries()) read(child, [at])
  return { text, runs }
}

/** Every node below (or of) `node` whose words are judged, in reading order, with its path. */
export function* linesIn(
  node: ProseNode,
  path: readonly number[] = [],
): Generator<[ProseNode, readonly number[]]> {
  if ((node.type !== undefined && apart.has(node.type)) || isStruck(node)) return
  const children = childrenOf(node)
  if (children.some(isRun)) yield [node, path]
  else for (const [at, child] of children.entries()) yield* linesIn(child, [...path, at])
}
