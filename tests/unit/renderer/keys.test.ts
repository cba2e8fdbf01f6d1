import { describe, expect, it } from 'vitest'
import { findIn } from '../../../renderer/commands/match.ts'
import { keyWords } from '../../../renderer/ui/Kbd.tsx'
import { matches, parseChord } from '../../../shared/commands/chord.ts'

const pressed = (key: string, more: Partial<Parameters<typeof matches>[1]> = {}) => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

describe('keys', () => {
  it('reads chords, the plus sign too', () => {
    expect(parseChord('Mod+Shift+L')).toEqual({ mod: true, alt: false, shift: true, key: 'l' })
    expect(parseChord('Mod++')).toEqual({ mod: true, alt: false, shift: false, key: '+' })
    expect(parseChord('?')).toEqual({ mod: false, alt: false, shift: false, key: '?' })
  })
  it('tells modifiers apart', () => {
    const chord = parseChord('Mod+Shift+L')
    expect(matches(chord, pressed('L', { ctrlKey: true, shiftKey: true }))).toBe(true)
    expect(matches(chord, pressed('l', { metaKey: true, shiftKey: true }))).toBe(true)
    expect(matches(chord, pressed('l', { ctrlKey: true }))).toBe(false)
    expect(matches(parseChord('Q'), pressed('q', { ctrlKey: true }))).toBe(false)
    expect(matches(parseChord('Shift+ArrowRight'), pressed('ArrowRight', { shiftKey: true }))).toBe(true)
    expect(
      matches(parseChord('Shift+ArrowRight'), pressed('ArrowRight', { shiftKey: true, altKey: true })),
    ).toBe(false)
  })
  it('takes a sign however the keyboard makes it', () => {
    expect(matches(parseChord('?'), pressed('?', { shiftKey: true }))).toBe(true)
    expect(matches(parseChord('?'), pressed('?'))).toBe(true)
    expect(matches(parseChord('/'), pressed('/', { shiftKey: true }))).toBe(true)
  })
  it('finds letters by their place on a Cyrillic keyboard, but not on a Latin one', () => {
    expect(matches(parseChord('Q'), pressed('й', { code: 'KeyQ' }))).toBe(true)
    expect(matches(parseChord('Mod+K'), pressed('л', { code: 'KeyK', ctrlKey: true }))).toBe(true)
    // AZERTY: the key where Q is elsewhere types an A.
    expect(matches(parseChord('Q'), pressed('a', { code: 'KeyQ' }))).toBe(false)
  })
  it('finds digits by their place where they need Shift', () => {
    expect(matches(parseChord('Mod+1'), pressed('&', { code: 'Digit1', ctrlKey: true }))).toBe(true)
  })
  it('writes chords as the words on the keys', () => {
    expect(keyWords('Mod+Shift+L')).toMatch(/^(?:Ctrl|⌘) (?:Shift|⇧) L$/u)
    expect(keyWords('Mod++')).toMatch(/^(?:Ctrl|⌘) \+$/u)
  })
})

describe('finding commands', () => {
  it('finds each word at the beginning of a word, case and order aside', () => {
    expect(findIn('Show or hide the sidebar', 'side sh')).toEqual([
      { start: 0, end: 2 },
      { start: 17, end: 21 },
    ])
    expect(findIn('Quotes', 'uot')).toBeNull()
    expect(findIn('Quotes', '')).toEqual([])
  })
  it('takes signs as they are', () => {
    expect(findIn('What (now)?', '(now)?')).toEqual([{ start: 5, end: 11 }])
    expect(findIn('What now', '.*')).toBeNull()
  })
})
