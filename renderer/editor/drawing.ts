import { type Editor, Node, type Path, Range } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'

/** Blocks of one chunk: drawn and left out together. */
export const chunkSize = 40
/** Up to so many blocks a text is drawn whole. */
const wholeUpTo = 200
/** How far beyond the window blocks are drawn, px: more than a turn of the wheel, so that none is seen empty. */
const margin = 2_500
/** How long a chunk stays drawn when it is far, ms. */
const lingerMs = 3_000

/** Some blocks that stand together, as the page shows them. */
export interface DrawnChunk {
  readonly element: HTMLElement
  /** Its blocks now, in order. */
  blocks(): readonly Block[]
  /** Draws the blocks, or leaves an empty place for them. */
  draw(wanted: boolean): void
}

interface Followed extends DrawnChunk {
  drawn: boolean
  near: boolean
}

const ofEditor = new WeakMap<Editor, Chunks>()

/**
 * Which blocks of a long text are in the page: those near the window, and those that hold the caret, an end of the
 * selection or the focus. The whole document stays in the editor: finding, copying, replacing and saving see all of it.
 */
export class Chunks {
  readonly #editor: Editor
  readonly #followed = new Map<HTMLElement, Followed>()
  readonly #listeners = new Set<() => void>()
  #observer: IntersectionObserver | null = null
  #leaving: ReturnType<typeof setTimeout> | null = null
  /** The selection is to be shown as soon as its blocks are drawn. */
  #owed = false
  /** What is to be scrolled to as soon as it is drawn. */
  #wanted: [Path, ScrollLogicalPosition] | null = null
  #whole = false

  private constructor(editor: Editor) {
    this.#editor = editor
  }

  static of(editor: Editor): Chunks {
    let chunks = ofEditor.get(editor)
    if (!chunks) {
      chunks = new Chunks(editor)
      ofEditor.set(editor, chunks)
    }
    return chunks
  }

  /** Draws everything, for programs that read the page: a screen reader. */
  set whole(wanted: boolean) {
    this.#whole = wanted
    if (wanted) for (const chunk of this.#followed.values()) this.#draw(chunk)
    else this.#leaveSoon()
  }

  /** Whether a new chunk is drawn before anything is known of its place. */
  drawnAtFirst(blocks: readonly Block[]): boolean {
    if (this.#isWhole || blocks[0] === this.#editor.children[0]) return true
    return this.#isHeld(blocks)
  }

  /** @returns the end of following */
  follow(chunk: DrawnChunk, drawn: boolean): () => void {
    this.#observer ??= new IntersectionObserver((entries) => this.#seen(entries), {
      root: chunk.element.closest('.briefing-desk'),
      rootMargin: `${margin}px 0px`,
    })
    this.#followed.set(chunk.element, { ...chunk, drawn, near: false })
    this.#observer.observe(chunk.element)
    return () => {
      this.#observer?.unobserve(chunk.element)
      this.#followed.delete(chunk.element)
      if (this.#followed.size > 0) return
      this.#observer?.disconnect()
      this.#observer = null
    }
  }

  /** Told when blocks have come into the page or left it. */
  changed(): void {
    if (this.#owed) this.showSelection()
    if (this.#wanted) this.scrollTo(...this.#wanted)
    for (const listener of this.#listeners) listener()
  }

  /** Calls `listener` whenever blocks came into the page or left it. @returns the end of it */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Draws the chunk of a block of the text. @returns whether it was not drawn before: React draws it next */
  draw(block: Block): boolean {
    const chunk = this.#chunkOf(block)
    if (!chunk || chunk.drawn) return false
    this.#draw(chunk)
    return true
  }

  /** Draws the block that a path leads into. Fulfilled when it is in the page, at once when it was. */
  async whenDrawn([at = 0]: Path): Promise<void> {
    if (this.elementAt([at])) return
    const drawn = new Promise<void>((resolve) => {
      const end = this.onChanged(() => {
        if (!this.elementAt([at])) return
        end()
        resolve()
      })
    })
    this.draw(this.#editor.children[at] as Block)
    await drawn
  }

  /** Brings a node into sight, as soon as it is drawn. */
  scrollTo(path: Path, place: ScrollLogicalPosition): void {
    const element = this.elementAt(path)
    this.#wanted = element ? null : [path, place]
    if (element) element.scrollIntoView({ block: place })
    else this.draw(this.#editor.children[path[0] ?? 0] as Block)
  }

  /**
   * After each change: the ends of the selection are drawn, and then the page's own selection is put there, which the
   * editor could not do before.
   */
  showSelection(): void {
    const { selection } = this.#editor
    if (!selection) return
    const ends = [selection.anchor.path[0] ?? 0, selection.focus.path[0] ?? 0]
    const missing = ends.filter((at) => this.elementAt([at]) === null)
    for (const at of missing) this.draw(this.#editor.children[at] as Block)
    // Comes back when they are drawn.
    if (missing.length > 0) this.#owed = true
    if (missing.length > 0 || !this.#owed) return
    this.#owed = false
    const range = ReactEditor.resolveDOMRange(this.#editor, selection)
    if (!range || !ReactEditor.isFocused(this.#editor)) return
    const { startContainer, startOffset, endContainer, endOffset } = range
    const shown = document.getSelection()
    if (Range.isBackward(selection))
      shown?.setBaseAndExtent(endContainer, endOffset, startContainer, startOffset)
    else shown?.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset)
    this.elementAt([ends[1] ?? 0])?.scrollIntoView({ block: 'nearest' })
  }

  get #isWhole(): boolean {
    return this.#whole || this.#editor.children.length <= wholeUpTo
  }

  /** The element of a node, null when it is not drawn. */
  elementAt(path: Path): HTMLElement | null {
    if (!Node.has(this.#editor, path)) return null
    try {
      return ReactEditor.toDOMNode(this.#editor, Node.get(this.#editor, path))
    } catch {
      return null
    }
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const chunk = this.#followed.get(target as HTMLElement)
      if (!chunk) continue
      chunk.near = isIntersecting
      if (isIntersecting) this.#draw(chunk)
    }
    this.#leaveSoon()
  }

  #draw(chunk: Followed): void {
    if (chunk.drawn) return
    chunk.drawn = true
    chunk.draw(true)
  }

  #leaveSoon(): void {
    this.#leaving ??= setTimeout(() => {
      this.#leaving = null
      if (this.#isWhole) return
      for (const chunk of this.#followed.values()) {
        if (!chunk.drawn || chunk.near) continue
        // Asked again with the next scrolling.
        if (chunk.element.contains(document.activeElement) || this.#isHeld(chunk.blocks())) continue
        chunk.drawn = false
        chunk.draw(false)
      }
    }, lingerMs)
  }

  /** Whether the caret or an end of the selection is in one of these blocks. */
  #isHeld(blocks: readonly Block[]): boolean {
    const { selection, children } = this.#editor
    if (!selection) return false
    return [selection.anchor, selection.focus].some(({ path }) =>
      blocks.includes(children[path[0] ?? 0] as Block),
    )
  }

  #chunkOf(block: Block): Followed | undefined {
    for (const chunk of this.#followed.values()) if (chunk.blocks().includes(block)) return chunk
    return undefined
  }
}
