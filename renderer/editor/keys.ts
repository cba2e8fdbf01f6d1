import { Editor, Element, Path, Range, Transforms } from 'slate'
import type { Id } from '../../shared/model/identity.ts'
import { takeNextPasteAsPlain } from './clipboard.ts'
import { setLine } from './core/blocks.ts'
import { figureAt } from './core/figures.ts'
import { indentItem, liftItem, toggleCheck } from './core/lists.ts'
import { toggleMark } from './core/marks.ts'
import { enterFootnote, footnoteBeside, leaveFootnote, skipFootnote } from './core/notes.ts'
import { listItemAt, topBlockAt } from './core/place.ts'
import { Chunks } from './drawing.ts'
import { openFields } from './Figure.tsx'
import { leavePlace } from './places.ts'
import { pressInTable } from './tableKeys.ts'

/** What a key in the text can start beyond changing it. */
export interface KeyActs {
  cite(): void
  link(): void
  openNode(id: Id): void
  /** Shows the source beside the text, at the passage. */
  besideNode(id: Id): void
  nextFinding(backwards: boolean): void
  footnote(): void
  /** The menu of the word at the caret. @returns whether it has one */
  wordMenu(): boolean
}

/** The citation that the caret stands on, or else right after. */
export function citationAtCaret(editor: Editor): Id | null {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return null
  const on = Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'citation' })
  if (on && 'id' in on[0]) return String(on[0].id)
  const { path, offset } = selection.focus
  if (offset !== 0 || (path[path.length - 1] ?? 0) === 0) return null
  const before = Path.previous(path)
  const [node] = Editor.node(editor, before)
  return Element.isElement(node) && node.type === 'citation' ? node.id : null
}

/** Puts the caret on the next or previous citation of the document. */
export function goToCitation(editor: Editor, backwards: boolean): void {
  const { selection } = editor
  const all = [
    ...Editor.nodes(editor, {
      at: [],
      match: (node) => Element.isElement(node) && node.type === 'citation',
      voids: true,
    }),
  ]
  const from = selection?.focus.path ?? [0]
  const ordered = backwards ? all.reverse() : all
  const next = ordered.find(([, path]) => {
    const order = Path.compare(path, from)
    return order !== 0 && (backwards ? order < 0 : order > 0)
  })
  if (!next) return
  leavePlace(editor)
  Transforms.select(editor, Editor.start(editor, next[1]))
  Chunks.of(editor).scrollTo(next[1], 'nearest')
}

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Acts on a key in the text; true when the key is used up. */
export function pressKey(editor: Editor, press: Press, acts: KeyActs): boolean {
  const mod = press.ctrlKey || press.metaKey
  const figure = press.key === 'F2' ? figureAt(editor) : undefined
  if (figure) return openFields(editor, figure[0])
  const key = press.key.toLowerCase()
  if (press.key === 'F8' && !mod && !press.altKey) {
    acts.nextFinding(press.shiftKey)
    return true
  }
  if (press.key === 'ContextMenu' || (press.key === 'F10' && press.shiftKey)) return acts.wordMenu()
  if (pressInTable(editor, press)) return true
  if (!mod && !press.altKey && press.key === 'Tab' && listItemAt(editor)) {
    if (press.shiftKey) liftItem(editor)
    else indentItem(editor)
    return true
  }
  if (!press.shiftKey && (press.key === 'ArrowLeft' || press.key === 'ArrowRight')) {
    if (!mod && !press.altKey && skipFootnote(editor, press.key === 'ArrowLeft')) return true
  }
  // On some keyboards AltGr with a letter is a sign, and AltGr is Ctrl and Alt: then the sign is meant.
  if (mod && press.altKey && !press.shiftKey && press.code === 'KeyF' && /^[fƒ]$/u.test(key)) {
    acts.footnote()
    return true
  }
  const note = footnoteBeside(editor, true)
  if (note && mod && (press.key === 'Enter' || press.key === 'ArrowDown')) {
    enterFootnote(editor, note[1])
    return true
  }
  if (press.key === 'Escape' && leaveFootnote(editor)) return true
  const on = citationAtCaret(editor)
  const onItself =
    on !== null &&
    Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'citation' })
  if (on && ((press.key === 'Enter' && (onItself || mod)) || (mod && press.key === 'ArrowDown'))) {
    if (mod && press.key === 'Enter') acts.besideNode(on)
    else acts.openNode(on)
    return true
  }
  // The chip of a quotation block stands behind its words, where no caret goes.
  const top = topBlockAt(editor)?.[0]
  if (top?.type === 'quotation-block' && mod && (press.key === 'Enter' || press.key === 'ArrowDown')) {
    if (press.key === 'Enter') acts.besideNode(top.id)
    else acts.openNode(top.id)
    return true
  }
  if (mod && !press.altKey && !press.shiftKey && press.key === 'Enter') return toggleCheck(editor)
  if (!mod || press.altKey) return false
  // The browser would only go as far as what is drawn.
  if (press.key === 'Home' || press.key === 'End') {
    const point = press.key === 'Home' ? Editor.start(editor, []) : Editor.end(editor, [])
    Transforms.select(editor, { anchor: (press.shiftKey && editor.selection?.anchor) || point, focus: point })
    return true
  }
  if (press.shiftKey) {
    if (key === 'c') acts.cite()
    else if (key === 'k') acts.link()
    else if (key === 'h') toggleMark(editor, 'highlight')
    else if (key === 'x') toggleMark(editor, 'strike')
    else if (key === 'z') editor.redo()
    // The letters that a sign shares its key with differ from keyboard to keyboard: the place does not.
    else if (press.code === 'Period') toggleMark(editor, 'superscript')
    else if (press.code === 'Comma') toggleMark(editor, 'subscript')
    else if (key === 'v') {
      // The browser pastes; only what it brings is taken as plain text.
      takeNextPasteAsPlain(editor)
      return false
    } else if (/^Digit[0-4]$/u.test(press.code)) {
      const level = Number(press.code.slice(-1)) as 0 | 1 | 2 | 3 | 4
      setLine(editor, level === 0 ? { type: 'paragraph' } : { type: 'heading', level })
    } else return false
    return true
  }
  if (key === 'a') Transforms.select(editor, [])
  else if (key === 'b') toggleMark(editor, 'bold')
  else if (key === 'i') toggleMark(editor, 'italic')
  else if (key === 'u') toggleMark(editor, 'underline')
  else if (key === 'z') editor.undo()
  else if (key === 'y') editor.redo()
  else if (press.key === '[') goToCitation(editor, true)
  else if (press.key === ']') goToCitation(editor, false)
  else return false
  return true
}
