import { Editor, Element, Node, type NodeEntry, Path, type Point, Range, Text, Transforms } from 'slate'
import type { Block } from '../../../../shared/document/block.ts'
import type { Heading } from '../../../../shared/document/heading.ts'
import type { Paragraph } from '../../../../shared/document/paragraph.ts'
import type { Stamp } from '../../../../shared/document/suggestion.ts'
import { isStruck } from '../../../../shared/document/suggestions.ts'
import { isTextBlock, isTopType } from '../schema.ts'
import { directly, groundAt, stampFor, suggestingOf } from './mode.ts'
import { nearest, settleWithin } from './settling.ts'

export const isLine = (node: Node): node is Paragraph | Heading =>
  Element.isElement(node) && (node.type === 'paragraph' || node.type === 'heading')

/** A place before or after a run, if its line has one. */
const besides = (path: Path): Path[] => [
  path,
  ...(Path.hasPrevious(path) ? [Path.previous(path)] : []),
  Path.next(path),
]

/** Takes a citation, note, quotation or link out: one that is only suggested goes. */
export function strikeInline(editor: Editor, path: Path, stamp = stampFor(editor, besides(path))): void {
  const node = Node.get(editor, path)
  if (!Element.isElement(node) || !editor.isInline(node)) return
  const ground = groundAt(editor, path)
  directly(editor, () => {
    if (ground === 'own') Transforms.removeNodes(editor, { at: path })
    else if (ground === 'text') Transforms.setNodes(editor, { deleted: stamp } as never, { at: path })
  })
}

function strikeText(editor: Editor, path: Path, from: number, to: number, stamp: Stamp): void {
  if (from === to) return
  const at = { anchor: { path, offset: from }, focus: { path, offset: to } }
  const ground = groundAt(editor, path)
  directly(editor, () => {
    if (ground === 'own') Transforms.delete(editor, { at, hanging: true })
    else if (ground === 'text')
      Transforms.setNodes(editor, { deleted: stamp }, { at, match: Text.isText, split: true })
    else if (ground === 'code') suggestingOf(editor)?.refuse('code')
  })
}

/** Takes the words of a range out that are in one line, or in a note or quotation of it. */
function strikeIn(editor: Editor, parent: Path, range: Range, stamp: Stamp): void {
  const children = [...Node.children(editor, parent, { reverse: true })]
  for (const [child, path] of children) {
    const whole = Editor.range(editor, path)
    const part = Range.intersection(range, whole)
    if (!part) continue
    if (Text.isText(child)) {
      const [start, end] = Range.edges(part)
      strikeText(editor, path, start.offset, end.offset, stamp)
    } else if (Element.isElement(child)) {
      const within = Range.includes(range, whole.anchor) && Range.includes(range, whole.focus)
      const touched = Range.isExpanded(part) || editor.isVoid(child)
      if (within && touched) strikeInline(editor, path, stamp)
      else if (touched && !editor.isVoid(child)) strikeIn(editor, path, range, stamp)
    }
  }
}

/** Takes a block out whole: one that is only suggested goes. */
export function strikeBlock(editor: Editor, path: Path): void {
  const node = Node.get(editor, path)
  if (!Element.isElement(node)) return
  if (groundAt(editor, path) === 'own') {
    directly(editor, () => Transforms.removeNodes(editor, { at: path }))
    return
  }
  if (isLine(node) && node.suggested) {
    // What is suggested for where the line begins stays, or its words would be where they never were.
    strike(editor, Editor.range(editor, path))
    return
  }
  const { id, by, at } = stampFor(editor, [])
  directly(editor, () =>
    Transforms.setNodes(editor, { suggested: { act: 'delete', id, by, at } } as never, { at: path }),
  )
}

/** Marks all that a line holds as put in: what it was as a whole until now. */
function stampWords(editor: Editor, path: Path, stamp: Stamp): void {
  for (const [child, at] of [...Node.children(editor, path)]) {
    if (Text.isText(child) ? child.text !== '' : Element.isElement(child))
      Transforms.setNodes(editor, { inserted: stamp } as never, { at })
  }
}

/** Makes a line that is suggested whole one of which the beginning and the words are suggested. */
function asBreak(editor: Editor, [node, path]: NodeEntry): void {
  if (!isLine(node) || !node.suggested) return
  const { act: _, ...stamp } = node.suggested
  stampWords(editor, path, stamp)
  Transforms.setNodes(editor, { suggested: { ...node.suggested, act: 'break' } }, { at: path })
}

/**
 * Lets a line go on in the one before it: a break that is only suggested goes, any other is suggested to go.
 *
 * @returns whether the two can be one line at all
 */
export function joinLine(editor: Editor, earlier: NodeEntry, later: NodeEntry): boolean {
  const [line, path] = later
  const [begins] = earlier
  if (!isLine(begins) || !isLine(line) || isStruck(begins)) return false
  const { suggested } = line
  if (suggested?.act === 'join' || suggested?.act === 'delete') return true
  const host = earlier[1].length > 1 && groundAt(editor, Path.parent(earlier[1])) === 'own'
  if (suggested && host && !(path.length > 1 && groundAt(editor, Path.parent(path)) === 'own')) return true
  directly(editor, () => {
    if (!suggested) {
      const { id, by, at } = stampFor(editor, [])
      Transforms.setNodes(editor, { suggested: { act: 'join', id, by, at } }, { at: path })
      return
    }
    if (suggested.act === 'insert') asBreak(editor, later)
    // Words that were there may not go on in a line that is only suggested.
    else if (begins.suggested?.act === 'insert') asBreak(editor, earlier)
    settleWithin(editor, (_, node) => (node === line.id ? 'reject' : 'keep'))
  })
  return true
}

/** What stands in a range on lines of its own, in reading order: lines of text, and blocks without any. */
function unitsIn(editor: Editor, range: Range): NodeEntry<Element>[] {
  const units: NodeEntry<Element>[] = []
  for (const [node, path] of Editor.nodes(editor, {
    at: range,
    match: (node) =>
      Element.isElement(node) && (isTextBlock(node) || (isTopType(node as Block) && editor.isVoid(node))),
    mode: 'lowest',
  }))
    if (Element.isElement(node)) units.push([node, path])
  return units
}

/** Top-level blocks that are taken out as one where all of them is in the range. */
const whole = new Set([
  'table',
  'figure',
  'quotation-block',
  'code-block',
  'divider',
  'page-break',
  'contents',
  'unknown',
])

/** Takes everything in a range out: words by their lines, blocks of one piece whole, and the ends of the lines between. */
export function strike(editor: Editor, range: Range): void {
  const [start, end] = Range.edges(range)
  const stamp = stampFor(editor, [...besides(start.path), ...besides(end.path)])
  Editor.withoutNormalizing(editor, () => {
    const units = unitsIn(editor, range)
    const refs = units.map(([, path]) => Editor.pathRef(editor, path))
    const several = units.length > 1
    const tops = new Set<number>()
    for (const { current: path } of [...refs].reverse()) {
      if (!path) continue
      const top = path.slice(0, 1)
      const block = Node.get(editor, top)
      const all = Editor.range(editor, top)
      const covered = Range.includes(range, all.anchor) && Range.includes(range, all.focus)
      if (several && covered && Element.isElement(block) && whole.has(block.type)) {
        if (!tops.has(top[0] ?? 0)) strikeBlock(editor, top)
        tops.add(top[0] ?? 0)
      } else if (Element.isElement(block) && editor.isVoid(block)) strikeBlock(editor, top)
      else {
        const edges = Editor.range(editor, path)
        const part = Range.intersection({ anchor: start, focus: end }, edges)
        if (part) strikeIn(editor, path, part, stamp)
      }
    }
    // From the last: what is joined takes nothing away from the lines before it.
    const ids = refs.map((ref) => {
      const path = ref.unref()
      const node = path && Node.get(editor, path)
      return node && Element.isElement(node) && 'id' in node ? node.id : null
    })
    for (let at = ids.length - 1; at > 0; at -= 1) {
      const earlier = lineOf(editor, ids[at - 1] ?? null)
      const later = lineOf(editor, ids[at] ?? null)
      if (earlier && later) joinLine(editor, earlier, later)
    }
  })
}

export function lineOf(editor: Editor, id: string | null): NodeEntry<Paragraph | Heading> | undefined {
  if (id === null) return undefined
  for (const entry of Editor.nodes(editor, { at: [], match: isLine, mode: 'lowest' }))
    if (entry[0].id === id) return entry as NodeEntry<Paragraph | Heading>
  return undefined
}

/** Whether there is anything between two points of one line that is not already to be taken out. */
export function isLive(editor: Editor, range: Range): boolean {
  const [start, end] = Range.edges(range)
  for (const [node, path] of Editor.nodes(editor, { at: range, voids: true })) {
    if (Text.isText(node)) {
      const from = Path.equals(path, start.path) ? start.offset : 0
      const to = Path.equals(path, end.path) ? end.offset : node.text.length
      if (to > from && groundAt(editor, path) !== 'struck') return true
    } else if (
      Element.isElement(node) &&
      editor.isInline(node) &&
      editor.isVoid(node) &&
      groundAt(editor, path) !== 'struck'
    )
      return true
  }
  return false
}

/** A point that stays where it is in the text while the text around it changes; the nearest where it is gone. */
export function kept(editor: Editor, point: Point, act: () => void): Point | null {
  const ref = Editor.pointRef(editor, point)
  act()
  return ref.unref() ?? nearest(editor, point)
}
