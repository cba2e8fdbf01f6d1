/** A person whom a text names. */
export interface Person {
  readonly name: string
  /** Office as printed where it is first given; empty when never. */
  role: string
  /** Where named, UTF-16, ascending. */
  readonly at: number[]
  gender: 'he' | 'she' | null
}

/** How many of these ascending places stand before `before`. */
function countBefore(places: readonly number[], before: number): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle] ?? 0) < before) low = middle + 1
    else high = middle
  }
  return low
}

/** Where a person was named last before `before`; -1 when not yet. */
const lastPlace = ({ at }: Person, before: number): number => at[countBefore(at, before) - 1] ?? -1

/** The one of them named last before `before`. */
export function lastNamed(people: readonly Person[], before: number): Person | undefined {
  let found: Person | undefined
  let latest = -1
  for (const person of people) {
    const place = lastPlace(person, before)
    if (place <= latest) continue
    found = person
    latest = place
  }
  return found
}

/** Everybody whom a text names, so that a surname, a pronoun or an office leads back to them. */
export class People {
  readonly all: Person[] = []
  /** Where a sentence begins with a name, its title before it. */
  readonly #openings = new Set<number>()

  remember(name: string, role: string, at: number, gender: Person['gender'] = null): Person {
    const known =
      this.all.find((person) => person.name === name) ??
      this.all.find((person) => person.name.endsWith(` ${name}`))
    if (known) {
      const index = countBefore(known.at, at)
      if (known.at[index] !== at) known.at.splice(index, 0, at)
      if (known.role === '') known.role = role
      known.gender ??= gender
      return known
    }
    const person = { name, role, at: [at], gender }
    this.all.push(person)
    return person
  }

  opens(at: number): void {
    this.#openings.add(at)
  }

  byName(name: string): Person | undefined {
    return this.all.find((person) => person.name === name)
  }

  /** Whose surname this is: who was named so last before `at`, or else first after it. */
  bySurname(surname: string, at: number): Person | undefined {
    const people = this.all.filter(
      ({ name }) =>
        name === surname ||
        (name.endsWith(surname) && /[ -]/u.test(name.charAt(name.length - surname.length - 1))),
    )
    return lastNamed(people, at) ?? people[0]
  }

  /** Who was last given an office of that name before `at`. */
  byOffice(noun: string, at: number): Person | undefined {
    return lastNamed(
      this.all.filter(({ role }) =>
        role
          .toLowerCase()
          .split(/[^\p{L}]+/u)
          .includes(noun),
      ),
      at,
    )
  }

  /** Who `he` or `she` is at `at`, when `spoke` was the last to speak. */
  byPronoun(gender: 'he' | 'she', at: number, spoke: Person | undefined): Person | undefined {
    const fits = (person: Person): boolean => person.gender === null || person.gender === gender
    const named = lastNamed(this.all.filter(fits), at)
    // Whoever was made the subject of a sentence since then is the one meant; else the last who spoke.
    const person = spoke && fits(spoke) && !(named && this.#opensSince(spoke, named, at)) ? spoke : named
    if (person) person.gender = gender
    return person
  }

  #opensSince(spoke: Person, named: Person, at: number): boolean {
    if (named === spoke) return false
    const since = named.at.slice(countBefore(named.at, lastPlace(spoke, at) + 1), countBefore(named.at, at))
    return since.some((place) => this.#openings.has(place))
  }

  /** The only person named between two offsets, if it is only one. */
  onlyNamed(start: number, end: number): Person | null {
    const named = this.all.filter(({ at }) => at.some((place) => place >= start && place < end))
    return named.length === 1 ? (named[0] ?? null) : null
  }
}
