import { uuidv7 } from 'uuidv7'
import { z } from 'zod'

/** UUID version 7 (RFC 9562 §5.7): sortable by the time it was minted. */
export const idSchema = z.uuid()
export type Id = string

/** A new UUIDv7 in lower case. */
export const mintId = (): Id => uuidv7()

/** A short human key, unique in the library across all kinds of entity: `cooper-export-controls`. */
export const keySchema = z
  .string()
  .regex(
    /^[\p{Ll}\p{Lo}\p{Nd}]+(?:-[\p{Ll}\p{Lo}\p{Nd}]+)*$/u,
    'lower-case letters, digits and single hyphens',
  )
  .max(80)
export type Key = string

/**
 * A key made from free words: lower case, no diacritics on Latin letters, hyphens for the rest,
 * at most `maxWords` words and 60 UTF-16 units. Never empty: falls back to `fallback`.
 */
export function keyFrom(words: string, fallback: string, maxWords = 5): Key {
  const folded = words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  const parts = folded.match(/[\p{Ll}\p{Lo}\p{Nd}]+/gu) ?? []
  let key = ''
  for (const part of parts.slice(0, maxWords)) {
    const next = key === '' ? part.slice(0, 40) : `${key}-${part}`
    if (next.length > 60) break
    key = next
  }
  return key === '' ? fallback : key
}

/** Grows by one at each change of an entity; a change names the revision it was based on. */
export const revisionSchema = z.int().min(1)

/** Milliseconds since the Unix epoch, UTC. */
export const timestampSchema = z.int().min(0)

/** SHA-256 as 64 lower-case hex digits. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/)

/** What every stored entity has. */
export const entityShape = {
  id: idSchema,
  key: keySchema,
  revision: revisionSchema,
  createdAt: timestampSchema,
  updatedAt: timestampSchema,
}

export const entityTypes = ['source', 'claim', 'quote', 'speaker', 'briefing'] as const
export type EntityType = (typeof entityTypes)[number]

/** What a citation can point at. */
export const targetTypes = ['claim', 'quote', 'source'] as const
export const targetSchema = z.object({ type: z.enum(targetTypes), id: idSchema })
export type Target = z.infer<typeof targetSchema>
