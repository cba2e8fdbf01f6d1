import { z } from 'zod'

/** One line of a library's list of markings, from the lowest to the highest. */
export const markingSchema = z.object({
  /** As a banner has it: `SECRET`, `TLP:AMBER`. */
  name: z.string().trim().min(1).max(100),
  /** As it stands before a paragraph: `(S)`; empty for one that is said of a whole document only. */
  portion: z.string().trim().max(60),
})
export type Marking = z.infer<typeof markingSchema>

/** Longest list of markings. */
export const mostMarkings = 60

const differ = (words: readonly string[]): boolean => new Set(words).size === words.length

export const markingsSchema = z
  .array(markingSchema)
  .max(mostMarkings)
  .refine((all) => differ(all.map(({ name }) => fold(name))), 'Two markings have the same name.')
  .refine(
    (all) => differ(all.flatMap(({ portion }) => (portion === '' ? [] : [levelOfPortion(portion)]))),
    'Two markings have the same portion marking.',
  )

/**
 * What a library begins with, and any office may change: levels as many of them are called, and the labels of the
 * Traffic Light Protocol 2.0 (FIRST, 2022), which are said of a document as a whole.
 */
export const firstMarkings: readonly Marking[] = [
  { name: 'UNCLASSIFIED', portion: '(U)' },
  { name: 'CUI', portion: '(CUI)' },
  { name: 'CONFIDENTIAL', portion: '(C)' },
  { name: 'SECRET', portion: '(S)' },
  { name: 'TOP SECRET', portion: '(TS)' },
  ...['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'].map((label) => ({
    name: `TLP:${label}`,
    portion: '',
  })),
]

const fold = (words: string): string => words.trim().replace(/\s+/gu, ' ').toUpperCase()

/** `(S//NF)` → `S`: the level is what stands before the first double slash. */
const levelOfPortion = (portion: string): string =>
  (
    fold(portion)
      .replace(/^[([{]|[)\]}]$/gu, '')
      .split('//')[0] ?? ''
  ).trim()

/** The levels: those that a paragraph can be marked with. */
export const levelsOf = (markings: readonly Marking[]): Marking[] =>
  markings.filter(({ portion }) => portion !== '')

/** What is said of a whole document: the labels without a portion marking. */
export const handlingsOf = (markings: readonly Marking[]): Marking[] =>
  markings.filter(({ portion }) => portion === '')

/** The place of a paragraph's marking among the levels, from 0; -1 where the list does not know it. */
export function rankOfPortion(levels: readonly Marking[], portion: string): number {
  const whole = levels.findIndex((level) => fold(level.portion) === fold(portion))
  if (whole >= 0) return whole
  return levels.findIndex((level) => levelOfPortion(level.portion) === levelOfPortion(portion))
}

/** The place of a banner's level among the levels, from 0; -1 where the list does not know it. `SECRET//X` is SECRET. */
export function rankOfBanner(levels: readonly Marking[], banner: string): number {
  const whole = levels.findIndex((level) => fold(level.name) === fold(banner))
  if (whole >= 0) return whole
  const [first = ''] = fold(banner).split('//')
  return levels.findIndex((level) => fold(level.name) === first.trim())
}

/**
 * The highest level among paragraphs' markings.
 *
 * @param portions markings as they stand before paragraphs; empty ones and unknown ones count for nothing
 */
export function highestLevel(markings: readonly Marking[], portions: Iterable<string>): Marking | null {
  const levels = levelsOf(markings)
  let highest = -1
  for (const portion of portions) highest = Math.max(highest, rankOfPortion(levels, portion))
  return levels[highest] ?? null
}
