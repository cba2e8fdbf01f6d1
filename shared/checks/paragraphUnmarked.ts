import { blockText } from '../document/walk.ts'
import { type Check, finding, opening } from './check.ts'

const markable = new Set(['paragraph', 'list', 'callout', 'quotation-block', 'code-block', 'table'])

/** Once one block carries a portion marking, all that hold text should (the convention of marked documents). */
export const paragraphUnmarked: Check = {
  id: 'paragraph-unmarked',
  title: 'Paragraph without a portion marking',
  run: ({ blocks }) => {
    const holding = blocks.filter((block) => markable.has(block.type) && blockText(block).trim() !== '')
    if (!holding.some((block) => 'mark' in block && block.mark)) return []
    return holding
      .filter((block) => !('mark' in block && block.mark))
      .map((block) =>
        finding(
          'paragraph-unmarked',
          'settle',
          'A paragraph has no portion marking',
          `Others are marked; ${opening(blockText(block))} is not.`,
          { block: block.id },
        ),
      )
  },
}
