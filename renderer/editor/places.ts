import { Editor, type PointRef, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import { Chunks } from './drawing.ts'

/** Most places that are kept. */
const mostPlaces = 100

interface Places {
  back: PointRef[]
  forward: PointRef[]
}

const kept = new WeakMap<Editor, Places>()

function placesOf(editor: Editor): Places {
  const places = kept.get(editor) ?? { back: [], forward: [] }
  kept.set(editor, places)
  return places
}

const isNear = (editor: Editor, ref: PointRef | undefined): boolean =>
  ref?.current?.path[0] !== undefined && ref.current.path[0] === editor.selection?.focus.path[0]

/** Keeps where the caret is, before it is taken elsewhere: back leads here. The place follows the text. */
export function leavePlace(editor: Editor): void {
  const { selection } = editor
  const places = placesOf(editor)
  for (const ref of places.forward.splice(0)) ref.unref()
  if (!selection || isNear(editor, places.back.at(-1))) return
  places.back.push(Editor.pointRef(editor, selection.focus))
  if (places.back.length > mostPlaces) places.back.shift()?.unref()
}

/** Whether there is a place to go to; those whose words are gone are none. */
export function hasPlace(editor: Editor, way: keyof Places): boolean {
  const list = placesOf(editor)[way]
  while (list.length > 0 && list.at(-1)?.current === null) list.pop()
  return list.length > 0
}

/** Goes back or forward by one place, and keeps the present one for the other way. */
export function goToPlace(editor: Editor, way: keyof Places): void {
  if (!hasPlace(editor, way)) return
  const places = placesOf(editor)
  const point = places[way].pop()?.unref()
  if (!point) return
  const { selection } = editor
  if (selection) places[way === 'back' ? 'forward' : 'back'].push(Editor.pointRef(editor, selection.focus))
  ReactEditor.focus(editor)
  Transforms.select(editor, point)
  Chunks.of(editor).scrollTo(point.path.slice(0, 1), 'center')
}
