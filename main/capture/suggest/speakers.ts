import { anonymousNouns, courtesies, organizationNouns, titleWords } from './cues.ts'
import { lastNamed, People, type Person } from './people.ts'
import { isCapital, type SpeakerPhrase } from './speakerPhrase.ts'
import type { Sentence, Word } from './tagger.ts'

interface Printed {
  /** The words that name the speaker, as printed: "Mr. Cooper", "current and former US officials". */
  readonly printed: string
  readonly start: number
  readonly end: number
}

/** Who said it, as far as the text tells. Offsets are UTF-16, of the whole text. */
export interface FoundSpeaker extends Printed {
  /** The fullest name the text has for a person or body; null for those it does not name. */
  readonly name: string | null
  readonly kind: 'person' | 'organization' | 'anonymous'
  /** Office as printed, here or where the person was first named. */
  readonly role: string
}

const pronouns = new Set(['he', 'she', 'they', 'we', 'i', 'it', 'who'])
/** Capitals that name places whose governments speak. */
const places = new Set(
  'washington beijing moscow london paris berlin brussels tokyo seoul taipei kyiv kiev tehran jerusalem ankara delhi islamabad riyadh cairo canberra ottawa rome madrid warsaw vienna geneva china russia iran israel ukraine japan france germany britain turkey india pakistan taiwan australia canada italy spain poland egypt brazil mexico america'.split(
    ' ',
  ),
)

const men = /\b(?:spokesman|chairman|man|father|king|prince|brother|son|husband)\b/iu
const women = /\b(?:spokeswoman|chairwoman|woman|mother|queen|princess|sister|daughter|wife)\b/iu

/** Whether a description is of one person, of that gender where it tells. */
const isOne = (printed: string, gender: 'he' | 'she' | null): boolean =>
  (/^(?:a|an|one|another)\s/iu.test(printed) ||
    /^(?:the|his|her|its|their)\s(?:\p{L}+\s)*\p{L}+[^s]$/u.test(printed) ||
    men.test(printed) ||
    women.test(printed)) &&
  !(gender === 'he' && women.test(printed)) &&
  !(gender === 'she' && men.test(printed))

const particles = new Set(['al', 'bin', 'de', 'van', 'von', 'der', 'la', 'du', 'el', 'ben', 'da', 'dos'])
const isNamePart = (words: readonly Word[], at: number): boolean => {
  const word = words[at]
  if (word === undefined || word.quoted !== null) return false
  if (isCapital(word)) return !titleWords.has(word.lower)
  if (particles.has(word.lower)) return isCapital(words[at + 1]) && isCapital(words[at - 1])
  return word.text === '-' && isCapital(words[at + 1])
}

/** The name at the end of a phrase, and the office before it: "US Treasury Secretary | Scott Bessent". */
function splitName(words: readonly Word[]) {
  let begin = words.length
  while (begin > 0 && isNamePart(words, begin - 1)) begin -= 1
  // Without any lower word before it, the last title divides office from name.
  words.forEach((word, at) => {
    if (titleWords.has(word.lower) && at < words.length - 1 && at >= begin - 1)
      begin = Math.max(begin, at + 1)
  })
  const office = words.slice(0, begin)
  const last = office.at(-1)?.lower ?? ''
  const courtesy = courtesies.has(last) ? last : ''
  return { name: words.slice(begin), role: courtesy === '' ? office : office.slice(0, -1), courtesy }
}

/** The last noun before what only describes it: "spokesman" of "a spokesman for the ministry". */
function headOf(words: readonly Word[]): string {
  const described = words.findIndex(({ pos }, at) => at > 0 && (pos === 'ADP' || pos === 'VERB'))
  return words.slice(0, described === -1 ? words.length : described).at(-1)?.lower ?? ''
}

/** Who speaks in a text, read in its order. All names are taken in first. */
export class Speakers {
  readonly #people = new People()
  readonly #text: string
  /** Who spoke last, and which group did. */
  #last: FoundSpeaker | null = null
  #lastGroup: FoundSpeaker | null = null
  #sentenceStart = -1

  constructor(text: string) {
    this.#text = text
  }

  #words = (words: readonly Word[]): string =>
    words.length === 0 ? '' : this.#text.slice(words[0]?.start, words.at(-1)?.end)

  /** Takes in the full names of a sentence, whether anybody speaks in it or not. */
  read(words: Sentence): void {
    for (let at = 0; at < words.length; at += 1) {
      if (!isNamePart(words, at) || !isCapital(words[at])) continue
      let end = at + 1
      while (end < words.length && isNamePart(words, end)) end += 1
      const name = words.slice(at, end)
      let titled = at
      while (titled > 0 && (titleWords.has(words[titled - 1]?.lower ?? '') || isCapital(words[titled - 1])))
        titled -= 1
      const isBody = organizationNouns.test(this.#words(name))
      const hasAcronym = name.some(({ text }) => /^[A-Z]{3,}$/u.test(text))
      if (name.length >= 2 && name.length <= 4 && !isBody && !hasAcronym && name[0]?.pos !== 'DET') {
        const role = this.#words(words.slice(titled, at))
        const start = name[0]?.start ?? 0
        this.#people.remember(this.#words(name), courtesies.has(role.toLowerCase()) ? '' : role, start)
        if (titled === 0 || (titled === 1 && words[0]?.pos === 'DET')) this.#people.opens(start)
      }
      at = end - 1
    }
  }

  /** The only person whom a stretch names, if it is only one. */
  onlyNamed({ start, end }: { start: number; end: number }): FoundSpeaker | null {
    const person = this.#people.onlyNamed(start, end)
    if (person === null) return null
    const at = person.at.find((place) => place >= start && place < end) ?? start
    return this.#asFound(person, { printed: person.name, start: at, end: at + person.name.length })
  }

  #asFound = (person: Person, place: Printed, role = person.role): FoundSpeaker => ({
    ...place,
    name: person.name,
    kind: 'person',
    role,
  })

  /** Who a phrase of a sentence names. Null for a pronoun that leads to nobody. */
  resolve(words: Sentence, phrase: SpeakerPhrase): FoundSpeaker | null {
    this.#sentenceStart = words[0]?.start ?? -1
    const own = words.slice(phrase.from, phrase.to).filter((word) => word.quoted === null)
    const [first] = own
    if (first === undefined) return null
    const beside = phrase.beside ? words.slice(...phrase.beside) : []
    const place = { printed: this.#words(own), start: first.start, end: own.at(-1)?.end ?? first.end }
    const found =
      own.length === 1 && pronouns.has(first.lower)
        ? this.#pronoun(first.lower, place)
        : (this.#named(own, beside, place) ?? this.#unnamed(own, place))
    if (found) this.#last = found
    if (found?.kind === 'anonymous' && !isOne(found.printed, null)) this.#lastGroup = found
    return found
  }

  #named(own: readonly Word[], beside: readonly Word[], place: Printed): FoundSpeaker | null {
    const [first] = own
    // "Sources", "Officials": a capital only because the sentence begins.
    if (own.length === 1 && first?.start === this.#sentenceStart && anonymousNouns.test(first.text))
      return null
    // "The singer, 29, said": an age is told of somebody known.
    if (beside.length === 1 && beside[0]?.pos === 'NUM' && first?.lower === 'the') {
      const person = lastNamed(this.#people.all, place.start)
      if (person) return this.#asFound(person, place)
    }
    const { name, role, courtesy } = splitName(own)
    if (name.length === 0 || name.length > 5) return null
    const nameText = this.#words(name)
    const gender = /^mr/u.test(courtesy) ? 'he' : /^(?:mrs|ms|miss)/u.test(courtesy) ? 'she' : null
    const known =
      this.#people.byName(nameText) ??
      (name.length === 1 ? this.#people.bySurname(nameText, place.start) : undefined)
    const hasOffice = role.some((word) => titleWords.has(word.lower)) || courtesy !== ''
    const isPlace = name.length === 1 && places.has(nameText.toLowerCase())
    const isAcronym = /^(?:[A-Z]{2,6}|(?:[A-Z]\.){2,})$/u.test(nameText)
    if (
      !hasOffice &&
      !known &&
      (organizationNouns.test(nameText) || isPlace || isAcronym || name.length === 1)
    ) {
      // "Redwell Bank analysts": capitals that do not end the phrase are not its name.
      if (role.length > 0 && anonymousNouns.test(this.#words(role))) return null
      return { ...place, name: place.printed.replace(/^the\s+/iu, ''), kind: 'organization', role: '' }
    }
    if (!hasOffice && !known && role.some(({ pos }) => pos === 'ADP')) return null
    const office = this.#words(role).replace(/^(?:the|a|an)\s+/iu, '') || this.#officeBeside(beside)
    const person = this.#people.remember(known?.name ?? nameText, office, place.start, gender)
    return this.#asFound(person, place, office || person.role)
  }

  /** What stands beside a name between commas, when it tells an office: no age, no clause. */
  #officeBeside(beside: readonly Word[]): string {
    const [first] = beside
    if (first === undefined || ['who', 'which', 'whose', 'where', 'when'].includes(first.lower)) return ''
    if (['VERB', 'AUX', 'SCONJ', 'ADP'].includes(first.pos)) return ''
    if (first.pos !== 'NUM') return this.#words(beside)
    return beside[1]?.text === ',' ? this.#words(beside.slice(2)) : ''
  }

  #pronoun(pronoun: string, place: Printed): FoundSpeaker | null {
    const spoke = this.#last
    if (pronoun === 'they')
      return this.#lastGroup ? { ...this.#lastGroup, start: place.start, end: place.end } : null
    if (pronoun === 'it')
      return spoke && spoke.kind !== 'person' ? { ...spoke, start: place.start, end: place.end } : null
    if (pronoun !== 'he' && pronoun !== 'she')
      return spoke ? { ...spoke, start: place.start, end: place.end } : null
    if (spoke?.kind === 'anonymous' && isOne(spoke.printed, pronoun))
      return { ...spoke, start: place.start, end: place.end }
    const known = spoke?.kind === 'person' && spoke.name ? this.#people.byName(spoke.name) : undefined
    const person = this.#people.byPronoun(pronoun, place.start, known)
    if (person) return this.#asFound(person, place)
    // "Kim said … she said": a single name that a pronoun stands for is a person's, not a body's.
    const isSingle = spoke?.kind === 'organization' && /^\p{Lu}\p{Ll}+$/u.test(spoke.name ?? '')
    if (!isSingle) return null
    return this.#asFound(this.#people.remember(spoke.name ?? '', '', spoke.start, pronoun), place)
  }

  #unnamed(own: readonly Word[], place: Printed): FoundSpeaker | null {
    const isDefinite = ['the', 'this', 'that', 'these'].includes(own[0]?.lower ?? '')
    const noun = own.at(-1)?.lower ?? ''
    // "the spokesman", "the senator": whoever was named with that office last.
    if (isDefinite && own.length <= 3 && titleWords.has(noun)) {
      const person = this.#people.byOffice(noun, place.start)
      if (person) return this.#asFound(person, place)
    }
    // "the officials": those who spoke before.
    const group = this.#last?.kind === 'anonymous' ? this.#last : this.#lastGroup
    if (isDefinite && own.length <= 2 && group && headOf(group.printed.split(/\s+/u).map(asWord)) === noun)
      return { ...group, start: place.start, end: place.end }
    const head = headOf(own)
    const isPeople = anonymousNouns.test(head) && !/^authorit/iu.test(head)
    if (!isPeople && organizationNouns.test(place.printed))
      return { ...place, name: place.printed.replace(/^the\s+/iu, ''), kind: 'organization', role: '' }
    if (!isPeople && !own.some(({ pos }) => pos === 'NOUN' || pos === 'PROPN' || pos === 'ADJ')) return null
    return { ...place, name: null, kind: 'anonymous', role: '' }
  }
}

const prepositions = new Set([
  'of',
  'for',
  'in',
  'at',
  'from',
  'with',
  'on',
  'to',
  'by',
  'briefed',
  'familiar',
  'close',
])
const asWord = (text: string): Word => ({
  text,
  lower: text.toLowerCase(),
  pos: prepositions.has(text.toLowerCase()) ? 'ADP' : 'NOUN',
  start: 0,
  end: 0,
  quoted: null,
})
