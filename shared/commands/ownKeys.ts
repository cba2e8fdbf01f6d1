import { type CommandId, catalogue, commandIds } from './catalogue.ts'
import { matches, type Pressed, parseChord } from './chord.ts'
import type { CommandEntry, CommandPlace } from './entry.ts'
import { addedKeys, type KeyMapName } from './keyMaps.ts'

/** Keys that a person chose, by command: they stand instead of those that it has otherwise; an empty list is none. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>

/** What decides which keys a command has. */
export interface KeyChoice {
  readonly keyMap: KeyMapName
  readonly ownKeys: OwnKeys
}

const entryOf = (id: string): CommandEntry | undefined =>
  (catalogue as Readonly<Record<string, CommandEntry>>)[id]

/** The keys that a command has without any choice of a person's own. */
const givenKeys = (keyMap: KeyMapName, id: string): readonly string[] => [
  ...addedKeys(keyMap, id),
  ...(entryOf(id)?.keys ?? []),
]

/** The keys of a command, the one that menus show first. */
export const keysOf = ({ keyMap, ownKeys }: KeyChoice, id: string): readonly string[] =>
  Object.hasOwn(ownKeys, id) ? (ownKeys[id] ?? []) : givenKeys(keyMap, id)

/** Whether two commands can be meant in the same place. A list, the reader and a briefing are never there together. */
const meet = (one: CommandPlace, other: CommandPlace): boolean =>
  one === other || [one, other].some((place) => place === 'anywhere' || place === 'library')

/** The other commands that have a chord, where the command could be meant too. */
export function takenBy(choice: KeyChoice, id: CommandId, chord: string): CommandId[] {
  const { place } = catalogue[id]
  return commandIds.filter(
    (other) => other !== id && meet(catalogue[other].place, place) && keysOf(choice, other).includes(chord),
  )
}

/** Own keys after a command was given a chord, which those that had it lose. */
export function withKeys(choice: KeyChoice, id: CommandId, chord: string): OwnKeys {
  const losing = takenBy(choice, id, chord).map(
    (other) => [other, keysOf(choice, other).filter((keys) => keys !== chord)] as const,
  )
  return { ...choice.ownKeys, ...Object.fromEntries(losing), [id]: [chord] }
}

/** Own keys after a command was left without any. */
export const withoutKeys = ({ ownKeys }: KeyChoice, id: CommandId): OwnKeys => ({ ...ownKeys, [id]: [] })

/** Own keys after a command got back what it had; a chord that another command was given since stays there. */
export function withGivenKeys({ keyMap, ownKeys }: KeyChoice, id: CommandId): OwnKeys {
  const { [id]: _own, ...rest } = ownKeys
  const { place } = catalogue[id]
  const elsewhere = new Set(
    Object.entries(rest).flatMap(([other, keys]) =>
      meet(entryOf(other)?.place ?? place, place) ? keys : [],
    ),
  )
  const given = givenKeys(keyMap, id)
  const free = given.filter((keys) => !elsewhere.has(keys))
  return free.length === given.length ? rest : { ...rest, [id]: free }
}

/** Why a chord can be nobody's. */
export type Refusal = 'types' | 'moves' | 'system'

/** Keys that the system or the browser takes before any page sees them, or that must do what they do everywhere. */
const systemKeys = new Set([
  'Mod+C',
  'Mod+X',
  'Mod+V',
  'Mod+A',
  'Mod+Q',
  'Mod+W',
  'Mod+T',
  'Mod+Shift+T',
  'Mod+Shift+W',
  'Mod+Tab',
  'Mod+Shift+Tab',
  'Alt+F4',
  'Alt+Tab',
  'Mod+Alt+Delete',
  'Mod+R',
  'F5',
  'F11',
  'F12',
])

/** Whether a person may give a command this chord; null when so. */
export function refusalOf(chord: string): Refusal | null {
  if (systemKeys.has(chord)) return 'system'
  const { mod, alt, key } = parseChord(chord)
  if (mod || alt || /^f\d+$/u.test(key)) return null
  return key.length === 1 || key === 'space' ? 'types' : 'moves'
}

/**
 * Whether a press that the text would answer itself is not the text's any more: another command was given the chord, or
 * the one that had it was given another.
 */
export function isTakenAway({ keyMap, ownKeys }: KeyChoice, press: Pressed): boolean {
  for (const [id, own] of Object.entries(ownKeys)) {
    const chords = [...own, ...givenKeys(keyMap, id)]
    if (chords.some((chord) => !chord.includes(' ') && matches(parseChord(chord), press))) return true
  }
  return false
}
