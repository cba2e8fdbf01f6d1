import { Editor, Element, Node, type Operation, Path, Point, Range, Text, Transforms } from 'slate'
import type { BlockSuggestion, Stamp } from '../../../../shared/document/suggestion.ts'
import { isStruck } from '../../../../shared/document/suggestions.ts'
import { isTextBlock, isTopType } from '../schema.ts'
import type { AttestElement } from '../types.ts'
import { directly, groundAt, isDirect, isTracking, stampFor, suggestingOf } from './mode.ts'
import { isLine, isLive, joinLine, kept, strike, strikeBlock, strikeInline } from './striking.ts'

type InsertText = Extract<Operation, { type: 'insert_text' }>
type RemoveText = Extract<Operation, { type: 'remove_text' }>
type SplitNode = Extract<Operation, { type: 'split_node' }>

/**
 * Makes an editor one that can suggest (`setSuggesting`): what is typed, pasted, cited and inserted is then marked as
 * put in, and what is deleted stays and is marked as taken out. The text that was there (`project(…, 'original')`) does
 * not change by it. Wrap it around the history, inside of `withAttest`.
 */
export function withSuggesting<Kind extends Editor>(editor: Kind): Kind {
  const inner = {
    apply: editor.apply,
    normalize: editor.normalize,
    delete: editor.delete,
    insertNodes: editor.insertNodes,
    removeNodes: editor.removeNodes,
    insertText: editor.insertText,
    undo: editor.undo,
    redo: editor.redo,
  }
  const asIs = <Key extends 'mergeNodes' | 'moveNodes' | 'wrapNodes' | 'unwrapNodes' | 'liftNodes'>(
    name: Key,
  ): void => {
    const act = editor[name] as (...args: unknown[]) => void
    editor[name] = ((...args: unknown[]) => directly(editor, () => act(...args))) as Kind[Key]
  }
  for (const name of ['mergeNodes', 'moveNodes', 'wrapNodes', 'unwrapNodes', 'liftNodes'] as const) asIs(name)
  editor.normalize = (options) => directly(editor, () => inner.normalize(options))
  editor.undo = () => directly(editor, inner.undo)
  editor.redo = () => directly(editor, inner.redo)

  editor.apply = (operation) => {
    if (isDirect(editor)) inner.apply(operation)
    else if (!isTracking(editor)) applyPlain(editor, operation, inner.apply)
    else if (operation.type === 'insert_text') put(editor, operation, inner.apply)
    else if (operation.type === 'remove_text') take(editor, operation, inner.apply)
    else if (operation.type === 'split_node') inner.apply(withBreak(editor, operation))
    else inner.apply(operation)
  }

  editor.insertText = (text, options) => {
    if (isTracking(editor) && !makeRoom(editor)) return
    inner.insertText(text, options)
  }

  editor.insertNodes = (nodes, options) => {
    if (!isTracking(editor)) {
      inner.insertNodes(nodes, options)
      return
    }
    const at = options?.at ?? editor.selection
    const path = at === null || at === undefined ? null : placeOf(at)
    const inLine = path && options?.at === undefined
    if (inLine && groundAt(editor, path) === 'struck' && !makeRoom(editor)) return
    const own = path !== null && Node.has(editor, path) && isInOwnBlock(editor, path)
    const list = (Array.isArray(nodes) ? nodes : [nodes]) as Node[]
    const words = list.some((node) => Text.isText(node) || (Element.isElement(node) && editor.isInline(node)))
    if (words && path && Node.has(editor, path) && groundAt(editor, path) === 'code') {
      suggestingOf(editor)?.refuse('code')
      return
    }
    const stamp = path ? stampFor(editor, [path, ...around(path)]) : stampFor(editor, [])
    inner.insertNodes(own ? list : list.map((node) => stamped(editor, node, stamp)), options)
  }

  editor.removeNodes = (options = {}) => {
    const { at } = options
    if (!isTracking(editor) || !Path.isPath(at) || options.match || !Node.has(editor, at)) {
      inner.removeNodes(options)
      return
    }
    const node = Node.get(editor, at)
    if (Text.isText(node)) {
      if (node.text !== '') strike(editor, Editor.range(editor, at))
    } else if (Element.isElement(node)) {
      if (node.children.length === 0) inner.removeNodes(options)
      else if (editor.isInline(node)) strikeInline(editor, at)
      else if (node.type === 'list-item')
        for (const [, path] of Node.children(editor, at)) strikeBlock(editor, path)
      else if (isTopType(node)) strikeBlock(editor, at)
      else inner.removeNodes(options)
    }
  }

  editor.delete = (options = {}) => {
    if (!isTracking(editor)) {
      inner.delete(options)
      return
    }
    const at = options.at ?? editor.selection
    if (!at) return
    if (Path.isPath(at)) {
      editor.removeNodes({ at })
      return
    }
    const { reverse = false } = options
    if (Range.isRange(at) && Range.isExpanded(at)) {
      const range = options.hanging ? at : Editor.unhangRange(editor, at)
      const [start] = Range.edges(range)
      const point = kept(editor, start, () => strike(editor, range))
      if (options.at === undefined && point) Transforms.select(editor, point)
      return
    }
    const from = Point.isPoint(at) ? at : at.anchor
    const point = deleteFrom(editor, from, { ...options, reverse })
    if (options.at === undefined && point) Transforms.select(editor, point)
  }
  return editor
}

const placeOf = (at: Path | Point | Range): Path =>
  Path.isPath(at) ? at : Range.isRange(at) ? Range.start(at).path : at.path

const around = (path: Path): Path[] => [
  ...(path.length > 0 && Path.hasPrevious(path) ? [Path.previous(path)] : []),
  ...(path.length > 0 ? [Path.next(path)] : []),
]

/** Whether a path is in a block that is suggested whole: what is put in there is a part of it. */
const isInOwnBlock = (editor: Editor, path: Path): boolean =>
  path.length > 1 &&
  [...Node.levels(editor, Path.parent(path))].some(
    ([node]) => Element.isElement(node) && 'suggested' in node && node.suggested?.act === 'insert',
  )

/** Whether what is put at a path stands in something that is only suggested. */
const parentGround = (editor: Editor, path: Path) =>
  path.length > 1 ? groundAt(editor, Path.parent(path)) : 'text'

/** A node as one that is suggested to be put in: its words, or all of a block. */
function stamped(editor: Editor, node: Node, stamp: Stamp): Node {
  if (Text.isText(node)) {
    const { deleted: _, ...rest } = node
    return node.text === '' ? rest : { ...rest, inserted: node.inserted ?? stamp }
  }
  if (!Element.isElement(node)) return node
  const element = node as AttestElement
  if (editor.isInline(element)) {
    // Its words, too: where it may not stand it is taken off them.
    const children = editor.isVoid(element)
      ? element.children
      : element.children.map((child) => stamped(editor, child as Node, stamp))
    return { ...element, children, inserted: stamp } as Node
  }
  if (element.type === 'list-item')
    return { ...element, children: element.children.map((child) => stamped(editor, child, stamp)) } as Node
  if (isTopType(element)) return { ...element, suggested: { act: 'insert', ...stamp } } as Node
  return node
}

/** The second half of a line begins a line that is only suggested, also where the first half does. */
function withBreak(editor: Editor, operation: SplitNode): Operation {
  const node = Node.get(editor, operation.path)
  if (!isLine(node) || node.suggested?.act === 'insert') return operation
  if (parentGround(editor, operation.path) === 'own') return operation
  // A line that follows on what was put in just now is part of it.
  const last = Math.max(0, operation.position - 1)
  const stamp = stampFor(editor, [[...operation.path, last]])
  return {
    ...operation,
    properties: { ...operation.properties, suggested: { act: 'break', ...stamp } } as never,
  }
}

/** Typing goes on behind what is selected and behind words that are to be taken out. False where nothing may be typed. */
function makeRoom(editor: Editor): boolean {
  const { selection } = editor
  if (!selection) return true
  if (Range.isExpanded(selection)) {
    const end = kept(editor, Range.end(selection), () => strike(editor, selection))
    if (end) Transforms.select(editor, end)
  }
  const caret = editor.selection?.focus
  if (!caret) return true
  // Out of a citation, note, quotation or link that is to be taken out: behind it.
  for (const [node, path] of Node.levels(editor, caret.path)) {
    if (!Element.isElement(node) || !isStruck(node)) continue
    const after = editor.isInline(node) ? Editor.after(editor, Editor.end(editor, path)) : undefined
    if (!after) {
      suggestingOf(editor)?.refuse('struck')
      return false
    }
    Transforms.select(editor, Editor.start(editor, Path.next(path)))
    break
  }
  return true
}

/** Puts text in as a suggestion, where an operation would put it in plainly. */
function put(editor: Editor, operation: InsertText, apply: (operation: Operation) => void): void {
  const { path, text } = operation
  const leaf = Node.leaf(editor, path)
  const ground = groundAt(editor, path)
  if (ground === 'own') {
    apply(operation)
    return
  }
  const within = parentGround(editor, path)
  if (within === 'code' || within === 'struck') {
    suggestingOf(editor)?.refuse(within)
    return
  }
  const stamp = stampFor(editor, [path, ...around(path)])
  const { text: _, deleted: __, ...marks } = leaf
  putBeside(editor, operation, { ...marks, text, inserted: stamp }, apply)
}

/** An operation as it is done without suggesting: never as a part of what is to be taken out. */
function applyPlain(editor: Editor, operation: Operation, apply: (operation: Operation) => void): void {
  if (operation.type === 'insert_text') {
    const { text: _, deleted, ...marks } = Node.leaf(editor, operation.path)
    if (deleted) putBeside(editor, operation, { ...marks, text: operation.text }, apply)
    else apply(operation)
  } else if (operation.type === 'split_node') {
    const { suggested, ...properties } = operation.properties as { suggested?: BlockSuggestion }
    // How the first half begins is not how the second does.
    if (suggested?.act === 'break' || suggested?.act === 'join') apply({ ...operation, properties })
    else apply(operation)
  } else apply(operation)
}

/** Puts a run of its own in where an operation would lengthen another. */
function putBeside(
  editor: Editor,
  { path, offset, text }: InsertText,
  node: Text,
  apply: (operation: Operation) => void,
): void {
  const leaf = Node.leaf(editor, path)
  directly(editor, () =>
    Editor.withoutNormalizing(editor, () => {
      const inside = offset > 0 && offset < leaf.text.length
      if (inside) {
        const { text: _, ...properties } = leaf
        apply({ type: 'split_node', path, position: offset, properties })
      }
      const at = offset === 0 ? path : Path.next(path)
      const { selection } = editor
      apply({ type: 'insert_node', path: at, node })
      if (offset === 0 || inside || !selection) return
      // The caret stood at the end of the run: it is to stand behind what was put in.
      const moved = (point: Point): Point =>
        Path.equals(point.path, path) && point.offset === offset ? { path: at, offset: text.length } : point
      Transforms.select(editor, { anchor: moved(selection.anchor), focus: moved(selection.focus) })
    }),
  )
}

/** Marks text as taken out, where an operation would take it out. */
function take(editor: Editor, operation: RemoveText, apply: (operation: Operation) => void): void {
  const { path, offset, text } = operation
  if (groundAt(editor, path) === 'own') apply(operation)
  else strike(editor, { anchor: { path, offset }, focus: { path, offset: offset + text.length } })
}

/** One character, word or line from a point. @returns where the caret is then to stand */
function deleteFrom(
  editor: Editor,
  from: Point,
  options: { unit?: 'character' | 'word' | 'line' | 'block'; distance?: number; reverse: boolean },
): Point | null {
  const { unit = 'character', distance = 1, reverse } = options
  const here = unitAt(editor, from)
  let to = from
  for (let steps = 0; steps < 10_000; steps += 1) {
    const next = reverse
      ? Editor.before(editor, to, { unit, distance })
      : Editor.after(editor, to, { unit, distance })
    if (!next) return null
    to = next
    const there = unitAt(editor, to)
    if (!here || !there || !Path.equals(here[1], there[1])) {
      if (!here || !there) return null
      if (editor.isVoid(there[0])) {
        strikeBlock(editor, there[1])
        return from
      }
      const [earlier, later] = reverse ? [there, here] : [here, there]
      const caret = reverse ? Editor.end(editor, earlier[1]) : from
      return joinLine(editor, earlier, later) || reverse ? caret : null
    }
    if (isLive(editor, { anchor: from, focus: to })) break
  }
  const range = { anchor: from, focus: to }
  return kept(editor, to, () => strike(editor, range))
}

/** The line of text or the block without words that a point is in. */
const unitAt = (editor: Editor, point: Point): [AttestElement, Path] | undefined => {
  const found = Editor.above(editor, {
    at: point,
    match: (node) =>
      Element.isElement(node) && (isTextBlock(node) || (isTopType(node) && editor.isVoid(node))),
    mode: 'lowest',
    voids: true,
  })
  return found as [AttestElement, Path] | undefined
}
