import { useContext, useEffect } from 'react'
import { ReactEditor } from 'slate-react'
import { create } from 'zustand'
import { known, useCommands } from '../commands/registry.ts'
import { ActiveView } from '../shell/active.ts'
import { shell, useShell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { Button } from '../ui/Button.tsx'
import { announce } from '../ui/Live.tsx'
import { viewingWords as words } from '../words/viewing.ts'
import { useSession } from './context.ts'
import './viewing.css'
import { Chunks } from './drawing.ts'
import { textOf } from './region.ts'

/** Focus mode holds until it is left, from briefing to briefing; it is not kept. */
const useFocus = create<{ on: boolean }>(() => ({ on: false }))

/** How many briefings that are shown want an attribute of the root. */
const holders = new Map<string, number>()

/** An attribute of the root for as long as it is on and the briefing is shown. */
function useRootAttribute(name: string, on: boolean): void {
  useEffect(() => {
    if (!on) return
    const root = document.documentElement
    root.toggleAttribute(name, true)
    holders.set(name, (holders.get(name) ?? 0) + 1)
    return () => {
      const left = (holders.get(name) ?? 1) - 1
      holders.set(name, left)
      if (left === 0) root.removeAttribute(name)
    }
  }, [name, on])
}

/** Part of the desk's height at which typewriter scrolling holds the line. */
const lineHeight = 0.45

/** Holds the caret's line where it is while keys move it. */
function centre(text: HTMLElement): void {
  const desk = text.closest('.briefing-desk')
  const selection = getSelection()
  if (!desk || !selection?.isCollapsed || selection.rangeCount === 0) return
  const node = selection.anchorNode
  if (!node || !text.contains(node)) return
  let line = selection.getRangeAt(0).getBoundingClientRect()
  // An empty line has no range of its own.
  if (line.height === 0)
    line = (node instanceof Element ? node : (node.parentElement ?? text)).getBoundingClientRect()
  const { top, height } = desk.getBoundingClientRect()
  desk.scrollTop += line.top - (top + height * lineHeight)
}

const sizes = ['small', 'normal', 'large', 'largest'] as const

/** Ways to look at the text: only it, other paragraphs dimmed, the line held, larger and smaller. */
export function Viewing() {
  const session = useSession()
  const active = useContext(ActiveView)
  const focus = useFocus((state) => state.on)
  const dim = useShell((state) => state.preferences.dim)
  const typewriter = useShell((state) => state.preferences.typewriter)
  useRootAttribute('data-focus-mode', focus)
  useRootAttribute('data-dim', dim)
  useRootAttribute('data-typewriter', typewriter)

  // The caret's block is marked on the page itself: nothing renders because of it.
  useEffect(() => {
    if (!dim) return
    const { state, editor } = session
    const mark = (): void => {
      for (const node of textOf(editor)?.querySelectorAll('[data-here]') ?? [])
        node.removeAttribute('data-here')
      const id = state.getState().block
      const at = session.blocks.findIndex((each) => each.id === id)
      Chunks.of(editor).elementAt([at])?.setAttribute('data-here', '')
    }
    mark()
    return state.subscribe((now, before) => {
      if (now.block !== before.block) requestAnimationFrame(mark)
    })
  }, [dim, session])

  useEffect(() => {
    if (!typewriter) return
    const text = textOf(session.editor)
    const hold = (): void => {
      if (text) requestAnimationFrame(() => centre(text))
    }
    text?.addEventListener('keyup', hold)
    return () => text?.removeEventListener('keyup', hold)
  }, [typewriter, session])

  const turnFocus = (): void => {
    const on = !useFocus.getState().on
    useFocus.setState({ on })
    announce(on ? words.focusOn : words.focusOff)
    requestAnimationFrame(() => ReactEditor.focus(session.editor))
  }
  const size = (by: -1 | 1): void => {
    const next = sizes[sizes.indexOf(shell().preferences.textSize) + by]
    if (next) void setPreferences({ textSize: next })
  }
  useCommands([
    known('view.focus', turnFocus),
    known('view.dim', () => {
      void setPreferences({ dim: !dim })
      announce(words.dim(!dim))
    }),
    known('view.typewriter', () => {
      void setPreferences({ typewriter: !typewriter })
      announce(words.typewriter(!typewriter))
    }),
    known('view.text-larger', () => size(1)),
    known('view.text-smaller', () => size(-1)),
  ])
  if (!focus || !active) return null
  return (
    <div className="focus-leave">
      <Button look="ghost" size="small" keys="Shift+F11" onClick={turnFocus}>
        {words.leave}
      </Button>
    </div>
  )
}
