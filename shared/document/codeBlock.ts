import { z } from 'zod'
import { blockShape } from './paragraph.ts'

/** Lines that are set as they are, in one text: code, a log, a message. Its line ends are LF. */
export const codeBlockSchema = z.object({
  type: z.literal('code-block'),
  ...blockShape,
  /** What the lines are written in, as Markdown names it; nothing is coloured by it. */
  language: z
    .string()
    .regex(/^[\w+#.-]{1,40}$/u)
    .optional(),
  children: z.tuple([z.object({ text: z.string() }).strict()]),
})
export type CodeBlock = z.infer<typeof codeBlockSchema>
