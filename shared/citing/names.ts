import type { CitedEntity } from '../document/evidence.ts'
import type { GroundRule } from '../model/quote.ts'
import { type Name, nameText, sourceTypes } from '../model/source.ts'
import { quoteMarks } from './quoteMarks.ts'
import type { Run } from './runs.ts'

type Source = CitedEntity['source']
type Speaker = NonNullable<CitedEntity['speaker']>

/** `A`, `A and B`, `A, B and C`; more than three become the first "and others". */
function listed(names: readonly string[]): string {
  if (names.length > 3) return `${names[0]} and others`
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** Authors in reading order. */
export const authorsText = (source: Source): string => listed(source.authors.map(nameText))

/** Authors by family name, for a note after the first. */
export const shortAuthorsText = (source: Source): string =>
  listed(source.authors.map((name) => ('literal' in name ? name.literal : name.family)))

const familyFirst = (name: Name): string =>
  'literal' in name || !name.given ? nameText(name) : `${name.family}, ${name.given}`

/** Authors as a list of sources sorts them: the first by family name. */
export const invertedAuthorsText = (source: Source): string =>
  listed(source.authors.map((name, at) => (at === 0 ? familyFirst(name) : nameText(name))))

/** The title in italics, or what kind of untitled thing it is. */
export const titleRuns = (source: Source): Run[] =>
  source.title.trim() === ''
    ? [{ text: `untitled ${sourceTypes[source.type].toLowerCase()} [${source.key}]` }]
    : [{ text: source.title.trim(), italic: true }]

/** Longest title that a note after the first repeats in full, in code points. */
const longestShortTitle = 60

/** The title without its subtitle, or its first words. */
export function shortTitleRuns(source: Source): Run[] {
  const title = source.title.trim()
  if (title === '' || [...title].length <= longestShortTitle) return titleRuns(source)
  const main = title.split(/[:.?!]\s|\s[–—]\s/u)[0] ?? title
  if ([...main].length <= longestShortTitle) return [{ text: main, italic: true }]
  const words = [...title]
    .slice(0, longestShortTitle)
    .join('')
    .replace(/\s+\S*$/u, '')
  return [{ text: `${words}…`, italic: true }]
}

/** Ground rules under which a speaker is not named (Chatham House Rule; AP Stylebook, "anonymous sources"). */
const nameless: readonly GroundRule[] = ['background', 'deep-background', 'off-record', 'chatham-house']

/** Who speaks: a name with its role; an unnamed speaker exactly as printed, in quotation marks, since it is a quotation. */
export function speakerText(speaker: Speaker, language = 'en'): string {
  if (speaker.kind === 'anonymous') {
    const { open, close } = quoteMarks(language)
    return `${open}${speaker.name}${close}`
  }
  return speaker.role ? `${speaker.name}, ${speaker.role}` : speaker.name
}

/**
 * Who speaks, as an exported document may say it: a named speaker whose ground rule forbids the name is "a speaker
 * not named here", without the role that would give the name away.
 */
export function printedSpeaker(
  { speaker, quote }: Pick<CitedEntity, 'speaker' | 'quote'>,
  language: string,
): string {
  if (!speaker) return ''
  const isWithheld = speaker.kind !== 'anonymous' && quote !== null && nameless.includes(quote.groundRule)
  return isWithheld ? 'a speaker not named here' : speakerText(speaker, language)
}
