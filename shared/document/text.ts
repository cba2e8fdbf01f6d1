import { z } from 'zod'

/** Marks a run of text can carry; absent means off. */
export const markNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
  'code',
  'highlight',
] as const
export type MarkName = (typeof markNames)[number]

const on = z.literal(true).optional()
export const textSchema = z.object({
  text: z.string(),
  bold: on,
  italic: on,
  underline: on,
  strike: on,
  superscript: on,
  subscript: on,
  code: on,
  highlight: on,
})
/** A run of text with the same marks throughout. */
export type Text = z.infer<typeof textSchema>
