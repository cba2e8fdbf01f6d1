/// <reference path="./nspell.d.ts" />
import nspell from 'nspell'
import { distance } from './distance.ts'
import { asLookedUp } from './words.ts'

/** The two files of a Hunspell dictionary, as text. */
export interface Dictionary {
  readonly aff: string
  readonly dic: string
}

/** Judges words by a dictionary. */
export interface Speller {
  /** Whether the dictionary has the word, in this case or as the beginning of a sentence has it. */
  has(word: string): boolean
  /**
   * Words that may have been meant, the likeliest first.
   *
   * @param more words that the dictionary lacks: names, a person's own
   */
  suggest(word: string, more?: readonly string[]): string[]
}

/** How many suggestions are made. */
export const mostSuggestions = 5

/**
 * @param more words that the dictionary lacks, with one kind of apostrophe
 * @throws Error where the dictionary is not one that the engine can read
 */
export function createSpeller(dictionary: Dictionary, more: readonly string[] = []): Speller {
  const engine = nspell(dictionary)
  /** Made when a suggestion is first asked for. */
  let forms: readonly Form[] | null = null
  const known = new Set(more)

  const has = (word: string): boolean => {
    const wanted = asLookedUp(word)
    return known.has(wanted) || known.has(decapitalised(wanted)) || engine.correct(wanted)
  }

  return {
    has,
    suggest: (word, others = []) => {
      const wanted = asLookedUp(word)
      const own = engine.suggest(wanted)
      const rank = new Map(own.map((form, at) => [form, at]))
      // The engine looks two letters away in part only, and not at all in long words; and does not weigh what it finds.
      forms ??= [...Object.keys(engine.data), ...known].map(formOf)
      // Of a name's word that the dictionary has in lower case, that form is enough.
      const names = others.filter((other) => other === decapitalised(other) || !has(decapitalised(other)))
      const all = [...forms, ...names.map(formOf)]
      const target = formOf(wanted)
      let near = nearest(target, all, wanted.length < 4 ? 1 : 2)
      if (near.length + own.length === 0 && wanted.length > 7) near = nearest(target, all, 4)
      const scored = [...new Set([...own, ...near])]
        .filter((form) => form !== wanted && (!(form in engine.data) || engine.correct(form)))
        .map((form) => ({
          form: cased(form, word),
          score: weigh(target.lower, form) + (rank.get(form) ?? 8) * 0.03,
        }))
        .sort((a, b) => a.score - b.score)
      return [...new Set(scored.map(({ form }) => form))].slice(0, mostSuggestions)
    },
  }
}

/** A form with which letters are in it, a bit each: two forms that share few of them are not compared further. */
interface Form {
  readonly form: string
  readonly lower: string
  readonly letters: number
}

function formOf(form: string): Form {
  const lower = form.toLowerCase()
  let letters = 0
  for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) % 32)
  return { form, lower, letters }
}

const bits = (number: number): number => {
  let count = 0
  for (let rest = number; rest !== 0; rest &= rest - 1) count += 1
  return count
}

/** The forms that are at most `most` letters away. One changed letter changes two bits. */
function nearest({ lower, letters }: Form, forms: readonly Form[], most: number): string[] {
  const near: string[] = []
  for (const each of forms) {
    if (Math.abs(each.lower.length - lower.length) > most) continue
    if (bits(each.letters ^ letters) > 2 * most) continue
    if (distance(lower, each.lower, most) <= most) near.push(each.form)
  }
  return near
}

const decapitalised = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1)

/** How unlikely a form was meant: letters that differ, and more where the first one does. */
function weigh(lower: string, form: string): number {
  const other = form.toLowerCase()
  const letters = distance(lower, other, 6)
  const first = lower[0] === other[0] ? 0 : 0.6
  const sound = skeleton(lower) === skeleton(other) ? -0.55 : 0
  // A possessive or a name is seldom what a plain word was meant to be.
  const apostrophe =
    !other.includes("'") || lower.includes("'")
      ? 0
      : /'(?!s$)/u.test(other) && other.replace("'", '') === lower
        ? -0.6
        : 0.7
  const name = form !== other ? 0.35 : 0
  const swapped = [...lower].sort().join('') === [...other].sort().join('') ? -0.4 : 0
  const often = commonest.has(other) ? -0.3 : 0
  return letters + first + sound + apostrophe + name + swapped + often
}

const commonest = new Set(
  'a about after again against all also always am an and another any are around as at away back be because been before being between both but by came can come could day did do does down each end even every fact far few find first for found from get go good government great had has have he her here high him his home how however if in into is it its just know last left less like long look made make many may me might more most much must my never new no not nothing now number of off often old on once one only or other our out over own part people place public put right said same say see set she should since small so some something state still such system take than that the their them then there these they think this those though thought three through time to together too took two under united until up upon us use used very war was way we well went were what when where which while who why will with without work world would year years yet you your'.split(
    ' ',
  ),
)

/** The consonants as they sound, doubled ones once: what a misspelling keeps most often. */
const skeleton = (word: string): string =>
  word
    .replace(/ph/gu, 'f')
    .replace(/[ck]+/gu, 'k')
    .replace(/z/gu, 's')
    .replace(/(?<=.)[aeiouyhw]/gu, '')
    .replace(/(.)\1+/gu, '$1')

/** A suggestion in the case of the word that it is to replace. */
function cased(form: string, word: string): string {
  if (/^\p{Lu}/u.test(word) && /^\p{Ll}/u.test(form)) return form.charAt(0).toUpperCase() + form.slice(1)
  return word.includes('’') || !word.includes("'") ? form.replace(/'/gu, '’') : form
}
