import { captionNumbers } from '../document/captions.ts'
import type { Figure } from '../document/figure.ts'
import { blockText } from '../document/walk.ts'
import { type CheckSubject, opening } from './check.ts'

/** Every figure with what a person calls it, in reading order. */
export function figuresIn({ blocks }: CheckSubject): { readonly figure: Figure; readonly name: string }[] {
  const numbers = captionNumbers(blocks)
  return blocks.flatMap((figure) => {
    if (figure.type !== 'figure') return []
    const number = numbers.get(figure.id)?.number
    const name =
      number === undefined ? 'A figure without a caption' : `Figure ${number}, ${opening(blockText(figure))},`
    return [{ figure, name }]
  })
}
