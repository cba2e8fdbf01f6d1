import { type DragEvent, type RefObject, useEffect, useRef } from 'react'
import { Editor, type Point, Range } from 'slate'
import { ReactEditor } from 'slate-react'
import { announce } from '../ui/Live.tsx'
import { carriesTarget, droppedTarget } from '../ui/targetDrag.ts'
import { editorWords as words } from '../words/editor.ts'
import { dropPoint } from './core/dropping.ts'
import type { BriefingSession } from './session.ts'
import { citeAt } from './targets.ts'

/** Where in the text a citation would stand that is dropped now. */
function placeOf(editor: Editor, event: DragEvent): Point | null {
  try {
    return dropPoint(editor, Range.start(ReactEditor.findEventRange(editor, event)))
  } catch {
    // Beside the text, or between its blocks.
    return null
  }
}

/** The line that the letters of a place stand in, px; null when it is not drawn. */
function boxOf(editor: Editor, point: Point): DOMRect | null {
  try {
    const range = ReactEditor.toDOMRange(editor, { anchor: point, focus: point })
    const [box] = range.getClientRects()
    if (box && box.height > 0) return box
    const around = range.startContainer.parentElement?.getBoundingClientRect() ?? null
    return around && new DOMRect(around.left, around.top, 0, around.height)
  } catch {
    return null
  }
}

/** What the text does with a claim, quote or source that is dragged over it. */
export interface Dropping {
  /** The line that shows where it would go; moved without rendering. */
  readonly caret: RefObject<HTMLDivElement | null>
  readonly handlers: {
    onDragOver(event: DragEvent): void
    onDragLeave(event: DragEvent): void
    /** @returns true when what was dropped was one of ours */
    onDrop(event: DragEvent): boolean
  }
}

/** Citing by dragging: a line shows the place, Esc or leaving the text ends it, and dropping is one undo. */
export function useDropping(session: BriefingSession): Dropping {
  const { editor, readOnly } = session
  const caret = useRef<HTMLDivElement>(null)
  const hide = (): void => {
    if (caret.current) caret.current.hidden = true
  }

  useEffect(() => {
    // Esc, or a drop elsewhere: told to what was dragged, if that is still there.
    const end = (): void => {
      if (caret.current) caret.current.hidden = true
    }
    window.addEventListener('dragend', end)
    window.addEventListener('drop', end)
    return () => {
      window.removeEventListener('dragend', end)
      window.removeEventListener('drop', end)
    }
  }, [])

  return {
    caret,
    handlers: {
      onDragOver: (event) => {
        if (readOnly || !carriesTarget(event)) return
        event.preventDefault()
        const point = placeOf(editor, event)
        event.dataTransfer.dropEffect = point ? 'copy' : 'none'
        const box = point && boxOf(editor, point)
        const line = caret.current
        if (!box || !line) return hide()
        line.style.left = `${box.left - 1}px`
        line.style.top = `${box.top}px`
        line.style.height = `${box.height}px`
        line.hidden = false
      },
      onDragLeave: (event) => {
        const to = event.relatedTarget
        if (!(to instanceof Node && event.currentTarget.contains(to))) hide()
      },
      onDrop: (event) => {
        hide()
        const target = readOnly ? null : droppedTarget(event)
        if (!target) return false
        event.preventDefault()
        const point = placeOf(editor, event)
        if (!point) {
          announce(words.notDropped)
          return true
        }
        void citeAt(session, target, Editor.range(editor, point)).then(() => {
          const entity = session.entity(target)
          if (entity) announce(`${words.cite}: ${entity.label}`)
        })
        return true
      },
    },
  }
}
