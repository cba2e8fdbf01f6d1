import { type CSSProperties, type RefObject, useLayoutEffect, useState } from 'react'
import { useSlateStatic } from 'slate-react'
import { deskOf, textOf } from './region.ts'

/** How a surface hangs from a node of the text. */
export interface Hanging {
  /** As wide as it may be, px: a narrow window makes it narrower. */
  readonly width: number
  /** Where its left edge would like to be, px, by the boxes of the node and of the page. */
  left(node: DOMRect, page: DOMRect | undefined): number
  /** What is never covered where there is room: the node's line, or the whole paragraph around it. */
  readonly clear: 'line' | 'block'
}

/** Room at the edges of the window, px: beside, above (the title bar) and below (the status bar). */
const beside = 12
const above = 48
const below = 36
/** As low as a surface may become before it covers words, px. */
const lowest = 160

/**
 * The place of a surface below a node of the text, or above it where there is more room; it follows the text as it is
 * scrolled, and the window and its own contents as they change their size. Where neither side has room it scrolls.
 *
 * @param id the node's, as `data-node` has it
 * @param again another value makes it look anew
 * @returns styles of the surface; hidden until its place is known
 */
export function useHanging(
  id: string,
  surface: RefObject<HTMLElement | null>,
  { width, left, clear }: Hanging,
  again?: unknown,
): CSSProperties {
  const editor = useSlateStatic()
  const [place, setPlace] = useState<{ left: number; top: number; maxHeight: number } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: how it hangs does not change while it hangs
  useLayoutEffect(() => {
    const settle = (): void => {
      const node = textOf(editor)?.querySelector(`[data-node="${id}"]`)
      if (!node) return
      const boxes = [...node.getClientRects()]
      const last = boxes[boxes.length - 1] ?? node.getBoundingClientRect()
      const page = node.closest('.briefing-page')?.getBoundingClientRect()
      const room = Math.max(0, window.innerWidth - Math.min(width, window.innerWidth - 2 * beside) - beside)
      const gap = clear === 'block' ? 10 : 6
      const top = last.bottom + gap
      // As high as it would like to be, whatever it was given before.
      const height = surface.current?.scrollHeight ?? 260
      const line = clear === 'block' ? node.closest('p, h2, h3, h4, h5, blockquote') : null
      const roomAbove = (line?.getBoundingClientRect() ?? last).top - gap - above
      const roomBelow = window.innerHeight - below - top
      const up = height > roomBelow && roomAbove > roomBelow
      const maxHeight = Math.max(lowest, Math.min(height, up ? roomAbove : roomBelow))
      const wanted = up
        ? above + roomAbove - maxHeight
        : Math.min(top, window.innerHeight - below - maxHeight)
      setPlace({
        left: Math.max(beside, Math.min(left(last, page), room)),
        top: Math.max(8, wanted),
        maxHeight,
      })
    }
    settle()
    const scroller = deskOf(editor)
    scroller?.addEventListener('scroll', settle)
    window.addEventListener('resize', settle)
    const sizes = new ResizeObserver(settle)
    for (const content of surface.current?.children ?? []) sizes.observe(content)
    return () => {
      scroller?.removeEventListener('scroll', settle)
      window.removeEventListener('resize', settle)
      sizes.disconnect()
    }
  }, [id, again])

  return {
    left: place?.left ?? 0,
    top: place?.top ?? 0,
    maxHeight: place?.maxHeight,
    visibility: place ? 'visible' : 'hidden',
  }
}
