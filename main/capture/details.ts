import { type Name, type SourceDetails, sourceDetailsSchema } from '../../shared/model/source.ts'

const shape = sourceDetailsSchema.shape

/**
 * Details as found in a document, made to fit the model: white space collapsed, controls dropped, too long cut,
 * what the model does not take left out. Fields that were not found are absent, never guessed.
 */
export function fittingDetails(found: Partial<SourceDetails>): Partial<SourceDetails> {
  const details: Record<string, unknown> = {}
  for (const [field, value] of Object.entries(found)) {
    const tidy = typeof value === 'string' ? oneLine(value) : field === 'authors' ? tidyNames(value) : value
    if (tidy === '' || tidy === null || tidy === undefined) continue
    const limit = limits[field as keyof typeof limits]
    const cut = limit !== undefined && typeof tidy === 'string' ? cutTo(tidy, limit) : tidy
    const schema = shape[field as keyof typeof shape]
    if (schema?.safeParse(cut).success) details[field] = cut
  }
  return details as Partial<SourceDetails>
}

/** Longest text of a field, in UTF-16 units; what is cut here is nonsense or a whole paragraph in the wrong place. */
const limits = {
  title: 2000,
  publisher: 600,
  issuedAsPrinted: 200,
  language: 35,
  descriptor: 2000,
  marking: 60,
}

/** One line of text without controls, bidirectional overrides and surrounding white space. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim()

function cutTo(text: string, limit: number): string {
  if (text.length <= limit) return text
  // Not in the middle of a character.
  const end = /[\ud800-\udbff]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1
  return `${text.slice(0, end)}…`
}

function tidyNames(value: unknown): Name[] | null {
  if (!Array.isArray(value)) return null
  const seen = new Set<string>()
  const names: Name[] = []
  for (const name of value as Name[]) {
    const tidy: Name =
      'literal' in name
        ? { literal: cutTo(oneLine(name.literal), 600) }
        : {
            family: cutTo(oneLine(name.family), 300),
            ...(name.given ? { given: cutTo(oneLine(name.given), 300) } : {}),
          }
    const key = JSON.stringify(tidy).toLowerCase()
    if (('literal' in tidy ? tidy.literal : tidy.family) === '' || seen.has(key)) continue
    seen.add(key)
    names.push(tidy)
  }
  return names.length > 0 ? names.slice(0, 200) : null
}
