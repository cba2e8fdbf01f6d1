import { blockText, citationsOf } from '../document/walk.ts'
import { type Check, finding, opening } from './check.ts'

export const judgmentUncited: Check = {
  id: 'judgment-uncited',
  title: 'Key judgment without a citation',
  run: ({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type !== 'callout' || block.variant !== 'key-judgment') return []
      const words = blockText(block)
      if (words.trim() === '' || citationsOf(block).length > 0) return []
      return [
        finding(
          'judgment-uncited',
          'settle',
          'A key judgment cites nothing',
          `${opening(words)} names no claim, quote or source it rests on.`,
          { block: block.id },
        ),
      ]
    }),
}
