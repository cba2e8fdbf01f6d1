import { type ReactElement, useLayoutEffect, useRef, useState } from 'react'
import { type RenderChunkProps, useSlate, useSlateStatic } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { blockText } from '../../shared/document/walk.ts'
import { Chunks } from './drawing.ts'

/** A line of text and the room between blocks, px, and the letters of a line: for what was not drawn yet. */
const line = 27
const room = 12
const letters = 88

const heights = new WeakMap<Block, number>()
/** About how high a block will be, px. */
function heightOf(block: Block): number {
  let height = heights.get(block)
  if (height === undefined) {
    height = Math.max(1, Math.ceil(blockText(block).length / letters)) * line + room
    heights.set(block, height)
  }
  return height
}

/** What the editor keeps of a chunk; the blocks are its leaves. Not part of its published interface. */
interface Ancestor {
  readonly children: readonly { readonly type: string; readonly node?: unknown }[]
}

/** The blocks of a chunk, as they are now; null when the editor does not tell, and then all is drawn always. */
function blocksOf(children: unknown): (() => readonly Block[]) | null {
  const { ancestor } = (children as ReactElement<{ ancestor?: Ancestor }>).props
  if (!Array.isArray(ancestor?.children)) return null
  return () => ancestor.children.flatMap(({ node }) => (node === undefined ? [] : [node as Block]))
}

/**
 * Some blocks of a long text: drawn while they are near the window, or hold the caret, an end of the selection or the
 * focus; otherwise an empty place as high as they are.
 */
function LazyChunk({ attributes, children }: Omit<RenderChunkProps, 'highest' | 'lowest'>) {
  const editor = useSlateStatic()
  const chunks = Chunks.of(editor)
  const blocks = blocksOf(children)
  const place = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState(() => blocks === null || chunks.drawnAtFirst(blocks()))
  /** Its height when it was drawn last, px. */
  const height = useRef<number | null>(null)

  // The blocks are asked for when they are needed: the editor changes them in place.
  const latest = useRef(blocks)
  latest.current = blocks
  const isDrawn = useRef(drawn)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null || latest.current === null) return
    return chunks.follow(
      {
        element,
        blocks: () => latest.current?.() ?? [],
        draw: (wanted) => {
          if (!wanted) height.current = element.offsetHeight
          setDrawn(wanted)
        },
      },
      isDrawn.current,
    )
  }, [chunks])
  useLayoutEffect(() => {
    if (isDrawn.current === drawn) return
    isDrawn.current = drawn
    chunks.changed()
  }, [chunks, drawn])

  const high = drawn
    ? null
    : (height.current ?? blocks?.().reduce((sum, block) => sum + heightOf(block), 0) ?? 0)
  return (
    <div
      {...attributes}
      ref={place}
      className="chunk"
      {...(high === null ? {} : { style: { height: high }, contentEditable: false, 'aria-hidden': true })}
    >
      {drawn ? children : null}
    </div>
  )
}

/** Draws a chunk of blocks; stable, so that the editor draws only what changed. */
export function renderChunk({ attributes, lowest, children }: RenderChunkProps) {
  if (!lowest) return <div {...attributes}>{children}</div>
  return <LazyChunk attributes={attributes}>{children}</LazyChunk>
}

/** Keeps the ends of the selection drawn; stands behind the text, so that the text has been drawn when it looks. */
export function DrawnSelection() {
  const editor = useSlate()
  useLayoutEffect(() => Chunks.of(editor).showSelection())
  return null
}
