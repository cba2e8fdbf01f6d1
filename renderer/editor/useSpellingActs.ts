import { useState } from 'react'
import { Editor, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import { changeWord, useSpelling } from '../spelling/store.ts'
import { reveal } from '../ui/highlight.ts'
import { announce } from '../ui/Live.tsx'
import { spellingWords as words } from '../words/spelling.ts'
import { type Misspelling, misspellingAt, neighbour } from './core/misspellings.ts'
import { replaceHits } from './core/replace.ts'
import { Chunks } from './drawing.ts'
import { deskOf } from './region.ts'
import type { BriefingSession } from './session.ts'
import type { SpellingWatch } from './spellingWatch.ts'

/** A misspelling whose menu is open, with what may have been meant. */
export interface OpenWord {
  readonly item: Misspelling
  readonly suggestions: readonly string[]
}

export interface SpellingActs {
  readonly open: OpenWord | null
  close(): void
  /** Goes to the next misspelling and opens its menu. */
  next(backwards: boolean): void
  /** Selects one, brings it into sight and opens its menu. */
  show(item: Misspelling): void
  /** Opens the menu of the misspelling at the caret. @returns whether there is one */
  menu(): boolean
  /** The same at the place of a click. */
  menuAt(event: { readonly clientX: number; readonly clientY: number; readonly nativeEvent: Event }): boolean
  replace(item: Misspelling, by: string): void
  add(list: 'personal' | 'library', item: Misspelling): void
  ignore(item: Misspelling): void
}

/** What can be done about the misspellings of the open briefing. */
export function useSpellingActs(session: BriefingSession, watch: SpellingWatch | null): SpellingActs {
  const { editor } = session
  const [open, setOpen] = useState<OpenWord | null>(null)

  const openMenu = (item: Misspelling): void => {
    const { judge, own } = useSpelling.getState()
    if (judge === null) return
    const drawn = Chunks.of(editor).whenDrawn(item.range.anchor.path)
    void Promise.all([judge.suggest(item.word, own.all), drawn]).then(([suggestions]) =>
      setOpen({ item, suggestions }),
    )
  }
  const back = (): void => {
    setOpen(null)
    ReactEditor.focus(editor)
  }
  const select = (item: Misspelling): void => {
    ReactEditor.focus(editor)
    Transforms.select(editor, item.range)
    void Chunks.of(editor)
      .whenDrawn(item.range.anchor.path)
      .then(() => {
        const desk = deskOf(editor)
        const range = ReactEditor.resolveDOMRange(editor, item.range)
        if (desk && range) reveal(desk, range)
      })
  }
  const show = (item: Misspelling): void => {
    // The text may have changed since a list was drawn.
    const here = watch?.all().find((each) => each.line === item.line && each.word === item.word)
    if (!here) return
    select(here)
    openMenu(here)
  }

  return {
    open,
    close: back,
    show,
    next: (backwards) => {
      const items = watch?.all() ?? []
      const item = neighbour(items, editor.selection, backwards)
      if (useSpelling.getState().judge === null) announce(words.off)
      else if (!item) announce(words.none)
      else {
        select(item)
        announce(words.shown(item.word, items.indexOf(item) + 1, items.length))
        openMenu(item)
      }
    },
    menu: () => {
      const item = watch?.at()
      if (item) openMenu(item)
      else announce(words.noneHere)
      return item !== undefined
    },
    menuAt: (event) => {
      if (!watch) return false
      try {
        const place = ReactEditor.findEventRange(editor, event.nativeEvent)
        const item = misspellingAt(watch.all(), place)
        if (!item) return false
        Transforms.select(editor, item.range)
        openMenu(item)
        return true
      } catch {
        // Not a place in the text: a margin, a control.
        return false
      }
    },
    replace: (item, by) => {
      const hit = { range: item.range, quoted: false, start: 0, end: item.word.length, groups: [item.word] }
      const end = Editor.rangeRef(editor, item.range, { affinity: 'outward' })
      replaceHits(editor, [hit], () => by)
      const place = end.unref()
      if (place) Transforms.select(editor, Editor.end(editor, place))
      back()
      announce(words.replaced(item.word, by))
    },
    add: (list, item) => {
      void changeWord('add', list, item.word.replace(/’/gu, "'")).then((kept) => {
        if (kept) announce(words.added(item.word))
      })
      back()
    },
    ignore: (item) => {
      watch?.ignore(item)
      back()
      announce(words.ignored(item.word))
    },
  }
}
