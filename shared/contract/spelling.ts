import { z } from 'zod'
import { operation } from './operation.ts'

/** A word that a person adds to a list: letters, apostrophes and hyphens inside, no spaces. */
export const ownWordSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’‐‑-]*$/u)

/** Which dictionary: a bundled one (`en-GB`, `en-US`) or one added from a file. */
export const dictionaryIdSchema = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[A-Za-z\d][A-Za-z\d_-]*$/)

export const dictionarySchema = z.object({
  id: dictionaryIdSchema,
  /** Entries of its word list, as the file says. */
  entries: z.int(),
})
export type AddedDictionary = z.infer<typeof dictionarySchema>

/** Whose list a word is on: the person's on this machine, or the open library's. */
export const wordListSchema = z.enum(['personal', 'library'])
export type WordList = z.infer<typeof wordListSchema>

const wordChange = operation(z.object({ list: wordListSchema, word: ownWordSchema }), z.object({}))

export const spellingOperations = {
  /** The words that no dictionary needs to know; `names` come from the library's speakers and sources. */
  'spelling.words': operation(
    z.object({}),
    z.object({
      personal: z.array(z.string()),
      /** Empty while no library is open, as `names` is. */
      library: z.array(z.string()),
      names: z.array(z.string()),
    }),
  ),
  'spelling.addWord': wordChange,
  'spelling.removeWord': wordChange,
  /** The dictionaries added from files. */
  'spelling.dictionaries': operation(z.object({}), z.object({ items: z.array(dictionarySchema) })),
  /** The two files of one, as text. */
  'spelling.dictionary': operation(
    z.object({ id: dictionaryIdSchema }),
    z.object({ aff: z.string(), dic: z.string() }),
  ),
  /** Keeps a Hunspell dictionary: the texts of its two files, of the same name but for their endings. */
  'spelling.addDictionary': operation(
    z.object({
      name: z.string().min(1).max(200),
      /** The bytes, base64. */
      aff: z.string().max(6_000_000),
      dic: z.string().max(28_000_000),
    }),
    dictionarySchema,
  ),
  'spelling.removeDictionary': operation(z.object({ id: dictionaryIdSchema }), z.object({})),
}
