import type { Editor, Operation } from 'slate'
import { ReactEditor } from 'slate-react'
import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { ProseNode } from '../../shared/spelling/prose.ts'
import type { Judge } from '../spelling/judge.ts'
import { useSpelling } from '../spelling/store.ts'
import { paint } from '../ui/highlight.ts'
import {
  documentLines,
  type Found,
  holds,
  type Misspelling,
  misspellingAt,
  placesOf,
  wrongIn,
} from './core/misspellings.ts'
import { Chunks } from './drawing.ts'
import { deskOf, textOf } from './region.ts'

/** The text rests this long, in ms, before it is looked at again. */
const restMs = 250
/** Reading a long text gives the window back after this long, in ms. */
const sliceMs = 8
/** Marks drawn at once, around what is in sight: each costs the painting time. */
const drawn = 300

interface WatchState {
  readonly items: readonly Misspelling[]
}

/** Follows the text of one open briefing, and knows and marks its misspellings. Nothing of the text renders for it. */
export class SpellingWatch {
  readonly state: UseBoundStore<StoreApi<WatchState>> = create<WatchState>(() => ({ items: [] }))
  readonly #editor: Editor
  #found: { judge: Judge; places: Found } | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #scan = 0
  /** A word is being typed: the one at the caret is left alone. */
  #typing = false
  #ignored = new Set<string>()
  readonly #unfollow: () => void

  constructor(editor: Editor) {
    this.#editor = editor
    const ends = [
      useSpelling.subscribe((state, before) => {
        if (state.judge !== before.judge || state.own !== before.own) this.#later(0)
      }),
      // Blocks that come into the page have no marks yet.
      Chunks.of(editor).onChanged(() => this.#paint(this.state.getState().items)),
    ]
    this.#unfollow = () => {
      for (const end of ends) end()
    }
    this.#later(0)
  }

  /** Called by the view after each change. */
  follow(operations: readonly Operation[]): void {
    const changed = operations.some((operation) => operation.type !== 'set_selection')
    if (changed) this.#typing = true
    else if (!this.#typing) return
    else this.#typing = this.#caretInWord()
    if (changed || !this.#typing) this.#later(restMs)
  }

  /** The misspelling at the selection, also one that is just being typed. */
  at(selection = this.#editor.selection): Misspelling | undefined {
    this.#typing = false
    this.#now()
    return selection ? misspellingAt(this.state.getState().items, selection) : undefined
  }

  /** All of them as the text is at this moment. */
  all(): readonly Misspelling[] {
    this.#typing = false
    this.#now()
    return this.state.getState().items
  }

  /** Leaves this word of this paragraph alone until the briefing is closed. */
  ignore({ line, word }: Misspelling): void {
    this.#ignored.add(`${line}\n${word}`)
    this.#later(0)
  }

  /** The text was scrolled: where not all marks are drawn, others are now in sight. */
  scrolled(): void {
    const { items } = this.state.getState()
    if (items.length > drawn) this.#paint(items)
  }

  dispose(): void {
    this.#scan += 1
    if (this.#timer) clearTimeout(this.#timer)
    this.#unfollow()
    this.#paint([])
  }

  #later(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.#read()
    }, ms)
  }

  /** Whether the caret is still in the word that was typed last: nothing but a place in a word holds it back. */
  #caretInWord(): boolean {
    const { selection } = this.#editor
    if (!selection) return false
    const { path, offset } = selection.anchor
    const [node] = this.#editor.node(path)
    const text = 'text' in node ? String(node.text) : ''
    return (
      /[\p{L}\p{M}'’]/u.test(text.charAt(offset - 1)) && /^(?:$|[\p{L}\p{M}'’])/u.test(text.charAt(offset))
    )
  }

  #places(): { judge: Judge; places: Found } | null {
    const { judge } = useSpelling.getState()
    if (judge === null) this.#found = null
    else if (this.#found?.judge !== judge) this.#found = { judge, places: new WeakMap() }
    return this.#found
  }

  /** Reads every line, in slices; lines that did not change cost a look. Begins again where the text changed meanwhile. */
  async #read(): Promise<void> {
    this.#scan += 1
    const scan = this.#scan
    const found = this.#places()
    if (found === null) {
      this.#show([])
      return
    }
    const unknown = new Set<string>()
    const lines: ProseNode[] = []
    for (const [node] of documentLines(this.#editor)) lines.push(node)
    let since = performance.now()
    for (const node of lines) {
      wrongIn(node, found.places, found.judge.verdict, unknown)
      if (performance.now() - since < sliceMs) continue
      await new Promise((resolve) => setTimeout(resolve))
      if (scan !== this.#scan) return
      since = performance.now()
    }
    if (unknown.size > 0) {
      await found.judge.ask([...unknown])
      if (scan !== this.#scan) return
      this.#later(0)
      return
    }
    this.#now()
  }

  /** Collects what is known of the text as it is now. */
  #now(): void {
    const found = this.#places()
    if (found === null) {
      this.#show([])
      return
    }
    const { own } = useSpelling.getState()
    const unknown = new Set<string>()
    const items: Misspelling[] = []
    for (const [node, path] of documentLines(this.#editor)) {
      const wrong = wrongIn(node, found.places, found.judge.verdict, unknown)
      if (wrong === null || wrong.length === 0) continue
      const left = wrong.filter(
        ({ word }) => !own.has(word) && !(this.#ignored.size > 0 && this.#ignored.has(`${node.id}\n${word}`)),
      )
      items.push(...placesOf(node, path, left))
    }
    this.#show(this.#typing ? items.filter((item) => !holds(item, this.#editor.selection)) : items)
  }

  #show(items: readonly Misspelling[]): void {
    if (items.length > 0 || this.state.getState().items.length > 0) this.state.setState({ items })
    this.#paint(items)
  }

  #paint(items: readonly Misspelling[]): void {
    // A runtime before Chromium 105 has no highlights: the list and the keys work all the same.
    if (!('highlights' in CSS)) return
    const near = items.length <= drawn ? items : this.#near(items)
    paint(
      'spelling',
      near.map(({ range }) => {
        try {
          return ReactEditor.toDOMRange(this.#editor, range)
        } catch {
          // A block that the view has not drawn yet.
          return null
        }
      }),
      this,
    )
  }

  /** Those around the block in the middle of what is in sight. */
  #near(items: readonly Misspelling[]): readonly Misspelling[] {
    const desk = deskOf(this.#editor)?.getBoundingClientRect()
    const own = textOf(this.#editor)
    const text = own?.getBoundingClientRect()
    let block = 0
    if (desk && text) {
      for (const part of [0.5, 0.4, 0.6, 0.2, 0.8]) {
        const hit = document
          .elementFromPoint(text.left + text.width / 2, desk.top + desk.height * part)
          ?.closest('.briefing-text [data-slate-node="element"]')
        if (!hit || !own?.contains(hit)) continue
        block = ReactEditor.findPath(this.#editor, ReactEditor.toSlateNode(this.#editor, hit))[0] ?? 0
        break
      }
    }
    const middle = items.findIndex(({ range }) => (range.anchor.path[0] ?? 0) >= block)
    const first = Math.max(0, (middle < 0 ? items.length : middle) - drawn / 2)
    return items.slice(first, first + drawn)
  }
}
