import { Editor, Element, Node, type Path, Text } from 'slate'
import type { Stamp } from '../../../../shared/document/suggestion.ts'
import { mintId } from '../../../../shared/model/identity.ts'
import '../types.ts'

/** What cannot be suggested, and is not done either: it would change the text that the suggestions are for. */
export type Refusal = 'code' | 'table' | 'struck'

/** How an editor suggests. */
export interface Suggesting {
  /** Name of the person. */
  readonly by: string
  /** ISO 8601, UTC. */
  now(): string
  /** Told when an act was not done. */
  refuse(what: Refusal): void
}

const modes = new WeakMap<Editor, Suggesting>()
/** How many acts within each other are done as they are, not as suggestions. */
const direct = new WeakMap<Editor, number>()

/** Turns suggesting on, or off with null. */
export function setSuggesting(editor: Editor, mode: Suggesting | null): void {
  if (mode) modes.set(editor, mode)
  else modes.delete(editor)
}

export const suggestingOf = (editor: Editor): Suggesting | undefined => modes.get(editor)

/** Whether what is done now is to become a suggestion. */
export const isTracking = (editor: Editor): boolean => modes.has(editor) && !direct.get(editor)

/** Whether a part of an act that is done as it is goes on. */
export const isDirect = (editor: Editor): boolean => Boolean(direct.get(editor))

/**
 * Does an act as it is, also while suggesting: what normalising, undoing and settling do, and what changes how
 * words look or where they stand but not which words there are.
 */
export function directly<Result>(editor: Editor, act: () => Result): Result {
  direct.set(editor, (direct.get(editor) ?? 0) + 1)
  try {
    return act()
  } finally {
    direct.set(editor, (direct.get(editor) ?? 1) - 1)
  }
}

/** What an act at a place belongs to: `own` words may be changed as they are, since they are only suggested. */
export type Ground = 'own' | 'struck' | 'code' | 'text'

/** @param path of a run of text or of something in a line */
export function groundAt(editor: Editor, path: Path): Ground {
  let ground: Ground = 'text'
  for (const [node] of Node.levels(editor, path)) {
    if (Text.isText(node)) {
      if (node.inserted) return 'own'
      if (node.deleted) ground = 'struck'
    } else if (Element.isElement(node)) {
      if ('inserted' in node && node.inserted) return 'own'
      if ('suggested' in node && node.suggested?.act === 'insert') return 'own'
      if ('deleted' in node && node.deleted) return 'struck'
      if ('suggested' in node && node.suggested?.act === 'delete') return 'struck'
      if (node.type === 'code-block') ground = 'code'
    }
  }
  return ground
}

/** Whether blocks may be put in at the caret: code is not changed by suggestions. */
export function takesBlocks(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || !isTracking(editor) || groundAt(editor, selection.focus.path) !== 'code') return true
  modes.get(editor)?.refuse('code')
  return false
}

/** The stamps of words right beside a run or an element. */
function stampsOf(editor: Editor, path: Path): (Stamp | undefined)[] {
  if (!Node.has(editor, path)) return []
  const node = Node.get(editor, path)
  if (Editor.isEditor(node)) return []
  const own = 'inserted' in node || 'deleted' in node ? [node.inserted, node.deleted] : []
  // The first words of a line that is only suggested belong to what began it.
  const line = path[path.length - 1] === 0 ? Node.parent(editor, path) : null
  const begun = line && 'suggested' in line && line.suggested?.act === 'break' ? line.suggested : undefined
  if (!begun) return own
  const { act: _, ...stamp } = begun
  return [...own, stamp]
}

/** How long a person may rest and still be at the same suggestion, in ms: ten minutes. */
const sameActMs = 600_000

/**
 * The stamp for a change at these places: that of words beside them which the same person suggested just before, so
 * that a word and the one put in its place are one suggestion; else a new one.
 */
export function stampFor(editor: Editor, beside: readonly Path[]): Stamp {
  const mode = modes.get(editor)
  const by = mode?.by ?? ''
  const at = mode?.now() ?? new Date(0).toISOString()
  for (const path of beside) {
    for (const stamp of stampsOf(editor, path))
      if (stamp?.by === by && Math.abs(Date.parse(at) - Date.parse(stamp.at)) < sameActMs) return stamp
  }
  return { id: mintId(), by, at }
}
