import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, commandIds } from '../../../shared/commands/catalogue.ts'
import { chordOf, matches, type Pressed, parseChord } from '../../../shared/commands/chord.ts'
import {
  isTakenAway,
  type KeyChoice,
  keysOf,
  refusalOf,
  takenBy,
  withGivenKeys,
  withKeys,
  withoutKeys,
} from '../../../shared/commands/ownKeys.ts'
import { ownKeysSchema } from '../../../shared/contract/settings.ts'

const fresh: KeyChoice = { keyMap: 'attest', ownKeys: {} }
const press = (key: string, code: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})
const ctrl = { ctrlKey: true }

describe('keys of a person’s own', () => {
  it('stand instead of those that a command has, and are given back', () => {
    const own = { ...fresh, ownKeys: withKeys(fresh, 'write.bold', 'Mod+Alt+9') }
    expect(keysOf(own, 'write.bold')).toEqual(['Mod+Alt+9'])
    expect(keysOf({ ...own, keyMap: 'word' }, 'write.bold')).toEqual(['Mod+Alt+9'])
    expect(keysOf(own, 'write.italic')).toEqual(keysOf(fresh, 'write.italic'))
    expect(withGivenKeys(own, 'write.bold')).toEqual({})
    expect(keysOf({ ...fresh, ownKeys: withoutKeys(fresh, 'write.bold') }, 'write.bold')).toEqual([])
  })

  it('are taken from who had them, who keeps its others', () => {
    const [boldKey = ''] = keysOf(fresh, 'write.bold')
    expect(takenBy(fresh, 'write.italic', boldKey)).toEqual(['write.bold'])
    const own = { ...fresh, ownKeys: withKeys(fresh, 'write.italic', boldKey) }
    expect(keysOf(own, 'write.italic')).toEqual([boldKey])
    expect(keysOf(own, 'write.bold')).toEqual([])
    // What was given away stays where it is; the rest comes back.
    expect(keysOf({ ...own, ownKeys: withGivenKeys(own, 'write.bold') }, 'write.bold')).toEqual([])
    const redo = keysOf(fresh, 'edit.redo')
    expect(redo.length).toBeGreaterThan(1)
    const less = { ...fresh, ownKeys: withKeys(fresh, 'write.bold', redo[0] ?? '') }
    expect(keysOf(less, 'edit.redo')).toEqual(redo.slice(1))
  })

  it('may be the same in places that are never there together', () => {
    const reader = commandIds.filter((id) => catalogue[id].place === 'reader')
    const briefing = commandIds.find((id) => catalogue[id].place === 'briefing')
    expect(reader.length).toBeGreaterThan(0)
    if (briefing === undefined) throw new Error('no command of a briefing')
    for (const id of reader) {
      for (const keys of keysOf(fresh, id)) expect(takenBy(fresh, briefing, keys)).not.toContain(id)
    }
  })

  it('never leave one chord with two commands that can meet', () => {
    const chords = ['Mod+B', 'Mod+I', 'Mod+Alt+9', 'Alt+X', 'F9', 'Mod+Shift+C']
    const act = fc.record({
      id: fc.constantFrom(...commandIds),
      chord: fc.constantFrom(...chords),
      what: fc.constantFrom('give', 'none', 'back'),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let choice = fresh
        for (const { id, chord, what } of acts) {
          const ownKeys =
            what === 'give'
              ? withKeys(choice, id, chord)
              : what === 'none'
                ? withoutKeys(choice, id)
                : withGivenKeys(choice, id)
          choice = { ...choice, ownKeys }
          expect(ownKeysSchema.safeParse(ownKeys).success).toBe(true)
          for (const each of Object.keys(ownKeys)) {
            for (const keys of choice.ownKeys[each] ?? []) {
              if (!chords.includes(keys)) continue
              expect(takenBy(choice, each as (typeof commandIds)[number], keys)).toEqual([])
            }
          }
        }
      }),
    )
  })

  it.each([
    ['x', 'types'],
    ['Shift+X', 'types'],
    ['?', 'types'],
    ['Space', 'types'],
    ['Enter', 'moves'],
    ['Shift+ArrowUp', 'moves'],
    ['Mod+C', 'system'],
    ['Alt+F4', 'system'],
    ['Mod+Alt+9', null],
    ['Alt+X', null],
    ['F9', null],
    ['Shift+F9', null],
  ])('%s is refused as %s', (chord, refusal) => {
    expect(refusalOf(chord)).toBe(refusal)
  })

  it.each([
    ['a letter', press('b', 'KeyB', ctrl), 'Mod+B'],
    ['a letter with Shift', press('B', 'KeyB', { ...ctrl, shiftKey: true }), 'Mod+Shift+B'],
    ['a letter of another script', press('и', 'KeyB', ctrl), 'Mod+B'],
    ['a digit that Shift made a sign', press('@', 'Digit2', { ...ctrl, shiftKey: true }), 'Mod+Shift+2'],
    ['a sign', press('=', 'Equal', ctrl), 'Mod+='],
    ['a named key', press('F9', 'F9', { shiftKey: true }), 'Shift+F9'],
    ['an arrow', press('ArrowUp', 'ArrowUp', { altKey: true }), 'Alt+ArrowUp'],
    ['a modifier alone', press('Control', 'ControlLeft', ctrl), null],
    ['a dead key', press('Dead', 'BracketLeft', ctrl), null],
  ])('%s is read as its chord, which it matches', (_what, event, chord) => {
    expect(chordOf(event)).toBe(chord)
    if (chord !== null) expect(matches(parseChord(chord), event)).toBe(true)
  })

  it('take a key from the text, and only that', () => {
    const own = { ...fresh, ownKeys: withKeys(fresh, 'write.bold', 'Mod+Alt+9') }
    expect(isTakenAway(own, press('b', 'KeyB', ctrl))).toBe(true)
    expect(isTakenAway(own, press('9', 'Digit9', { ...ctrl, altKey: true }))).toBe(true)
    expect(isTakenAway(own, press('i', 'KeyI', ctrl))).toBe(false)
    expect(isTakenAway(fresh, press('b', 'KeyB', ctrl))).toBe(false)
  })
})

describe('kept keys', () => {
  it.each([
    ['no list', { cite: 'Mod+B' }],
    ['words', { cite: ['press B twice'] }],
    ['too long a chord', { cite: [`Mod+${'B'.repeat(80)}`] }],
  ])('are refused when they are %s', (_what, keys) => {
    expect(ownKeysSchema.safeParse(keys).success).toBe(false)
  })

  it('may be every chord that the catalogue has', () => {
    const all = Object.fromEntries(
      commandIds.map((id) => [id, [...keysOf({ ...fresh, keyMap: 'word' }, id)]]),
    )
    expect(ownKeysSchema.safeParse(all)).toMatchObject({ success: true })
  })
})
