import { useCallback, useRef, useState } from 'react'
import { Editor, Path, Range, type RangeRef, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { ReactEditor } from 'slate-react'
import type { Id } from '../../shared/model/identity.ts'
import { shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { editorWords as words } from '../words/editor.ts'
import type { Chosen } from './CitePalette.tsx'
import {
  findNode,
  inlinesFor,
  insertInlines,
  insertQuotationBlock,
  itemFor,
  setItems,
  triggerAt,
} from './core/citing.ts'
import type { BriefingSession } from './session.ts'

export interface Citing {
  /** The `@` the palette is open for, with what was typed after it. */
  readonly trigger: { range: Range; query: string } | null
  /** After each change: whether `@` was typed, or the caret left it. */
  follow(): void
  /** Types an `@` where the caret is. */
  start(): void
  choose(chosen: Chosen): void
  /** Opens the palette for something else in place of an item of a citation. */
  replace(id: Id, index: number): void
  /** Closes the palette and leaves what was typed as plain text. */
  close(): void
}

type Batch = Editor['history']['undos'][number]

/** Takes back what was typed to look for something, so that the choice alone is what an undo finds. */
function takeBack({ history, undo }: Editor, last: Batch | undefined): void {
  while (history.undos.length > 0 && history.undos[history.undos.length - 1] !== last) undo()
  history.redos = []
}

/** Citing by `@`: when the palette is open and what choosing from it does to the text. */
export function useCiting({ editor, readOnly }: BriefingSession): Citing {
  const [trigger, setTrigger] = useState<Citing['trigger']>(null)
  /** The `@` that Esc left as text. */
  const left = useRef<RangeRef | null>(null)
  /** The citation that what is chosen next is added to. */
  const adding = useRef<Id | null>(null)
  /** The item that what is chosen next takes the place of, and what was last to undo before the `@`. */
  const replacing = useRef<{ id: Id; index: number; from: Batch | undefined } | null>(null)

  const follow = useCallback(() => {
    const found = readOnly ? null : triggerAt(editor)
    const ref = left.current?.current
    // Esc keeps the text: the palette stays closed for this very `@`.
    if (found && ref && Range.includes(ref, found.range.anchor)) return setTrigger(null)
    if (!found && ref && editor.selection && !Range.includes(ref, editor.selection.focus)) left.current = null
    if (!found) {
      // What was asked for went with its `@`: the next one cites anew.
      adding.current = null
      replacing.current = null
    }
    setTrigger(found)
  }, [editor, readOnly])

  const close = useCallback(() => {
    const found = triggerAt(editor)
    if (replacing.current) takeBack(editor, replacing.current.from)
    else if (found) {
      left.current?.unref()
      left.current = Editor.rangeRef(editor, found.range, { affinity: 'outward' })
    }
    adding.current = null
    replacing.current = null
    setTrigger(null)
  }, [editor])

  const choose = ({ entity, how }: Chosen): void => {
    const found = triggerAt(editor)
    if (!found) return
    setTrigger(null)
    if (how === 'open') {
      const { passage, source } = entity
      if (passage) {
        const { start, end } = passage
        shell().go({ name: 'reader', sourceId: source.id, at: { start, end } })
      }
      return
    }
    const place = replacing.current
    replacing.current = null
    const old = place ? findNode(editor, place.id)?.[0] : undefined
    if (place && old?.type === 'citation') {
      // What was said of the place belonged to the other; the words around it stay.
      const { prefix, suffix } = old.items[place.index] ?? {}
      const item = itemFor(entity, { ...(prefix ? { prefix } : {}), ...(suffix ? { suffix } : {}) })
      takeBack(editor, place.from)
      setItems(
        editor,
        old.id,
        old.items.map((each, at) => (at === place.index ? item : each)),
      )
      announce(`${words.cite}: ${entity.label}`)
      return
    }
    const into = adding.current ? findNode(editor, adding.current)?.[0] : undefined
    if (into && into.type === 'citation') {
      Transforms.delete(editor, { at: found.range })
      setItems(editor, into.id, [...into.items, itemFor(entity)])
    } else if (how === 'block' && entity.passage && entity.quote?.form !== 'indirect') {
      Transforms.delete(editor, { at: found.range })
      insertQuotationBlock(editor, entity)
    } else {
      const inlines = inlinesFor(entity, how === 'quote')
      insertInlines(editor, found.range, inlines)
      const citation = inlines.find((node) => 'type' in node && node.type === 'citation')
      adding.current = citation && 'id' in citation ? citation.id : null
    }
    if (how === 'another') {
      editor.insertText('@')
      return
    }
    adding.current = null
    announce(`${words.cite}: ${entity.label}`)
  }

  const start = (): void => {
    if (readOnly) return
    left.current?.unref()
    left.current = null
    ReactEditor.focus(editor)
    const { selection } = editor
    const before = selection ? Editor.before(editor, selection, { unit: 'character' }) : undefined
    const glued =
      selection &&
      before &&
      /[^\s([{“‘]$/u.test(Editor.string(editor, { anchor: before, focus: Range.start(selection) }))
    editor.insertText(glued ? ' @' : '@')
  }

  const replace = (id: Id, index: number): void => {
    const node = findNode(editor, id)
    if (readOnly || node?.[0].type !== 'citation') return
    const from = editor.history.undos[editor.history.undos.length - 1]
    HistoryEditor.withNewBatch(editor, () => {
      Transforms.select(editor, Editor.start(editor, Path.next(node[1])))
      start()
    })
    replacing.current = { id, index, from }
  }

  return { trigger, follow, start, replace, choose, close }
}
