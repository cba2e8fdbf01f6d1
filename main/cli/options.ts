import type { z } from 'zod'
import { AttestError } from '../../shared/model/error.ts'

/** A whole number from 0. Throws `bad-request`. */
export function wholeNumber(name: string): (text: string) => number {
  return (text) => {
    if (/^\d{1,9}$/u.test(text)) return Number(text)
    throw new AttestError(
      'bad-request',
      `“${text}” is no number for ${name}.`,
      'Write a whole number from 0.',
    )
  }
}

/** The option `camelCase` as it is typed: `--camel-case`. */
const typed = (field: string): string =>
  `--${field.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}`

/** What `schema` makes of the options; throws `bad-request` naming the first one that does not fit. */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = String(issue?.path[0] ?? '')
  throw new AttestError(
    'bad-request',
    `${typed(field)} cannot be used: ${issue?.message ?? 'not valid'}.`,
    hintFor(issue),
  )
}

function hintFor(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_value') return `Allowed: ${issue.values.join(', ')}.`
  return 'See “attest COMMAND --help”.'
}
