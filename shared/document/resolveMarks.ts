import { cleanText } from './clean.ts'
import type { Paragraph } from './paragraph.ts'

/** What stands in the rail beside a block. */
export const blockMarks = (node: { mark?: string | undefined; kind?: Paragraph['kind'] }) => ({
  mark: cleanText(node.mark ?? '').trim(),
  kind: node.kind ?? '',
})
