import type { z } from 'zod'

/** The first thing wrong with each field, in words; empty when all is well. */
export type Problems<Value> = Partial<Record<keyof Value, string>>

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

/**
 * Checks values against the fields of a schema that they have.
 *
 * @param own words for fields whose schema says too little to a person
 */
export function problemsOf<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  values: Readonly<Record<string, unknown>>,
  own: Partial<Record<keyof Shape, string>> = {},
): Partial<Record<keyof Shape, string>> {
  const found: Partial<Record<keyof Shape, string>> = {}
  for (const [name, value] of Object.entries(values)) {
    const schema = shape[name]
    if (schema === undefined) continue
    const result = schema.safeParse(value)
    if (result.success) continue
    found[name as keyof Shape] =
      own[name as keyof Shape] ?? sentence(result.error.issues[0]?.message ?? 'not valid')
  }
  return found
}
