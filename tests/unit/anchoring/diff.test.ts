import { describe, expect, it } from 'vitest'
import { type DiffPart, diffWords } from '../../../shared/anchoring/index.ts'

const short = (parts: DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'source' ? `[-${text}]` : `[+${text}]`))
    .join('')

describe('comparing words', () => {
  it.each([
    ['the same', 'the same', 'the same'],
    ['will not begin', 'will begin', 'will [-not ]begin'],
    ['will begin', 'will soon begin', 'will [+soon ]begin'],
    ['before May', 'before June', 'before [-May][+June]'],
    ['one two three', 'four five three', '[-one two][+four five] three'],
    ['they don’t agree', "they don't agree", "they [-don’t][+don't] agree"],
    ['1,500 people', '1,600 people', '[-1,500][+1,600] people'],
    ['cyber-espionage', 'cyber espionage', 'cyber[--][+ ]espionage'],
    ['计划推迟到五月', '计划推迟到六月', '计划推迟到[-五][+六]月'],
    ['a 👩‍👩‍👧 b', 'a 👩‍👩‍👦 b', 'a [-👩‍👩‍👧][+👩‍👩‍👦] b'],
    ['', 'new', '[+new]'],
    ['old', '', '[-old]'],
    ['', '', ''],
  ])('%j and %j: %s', (source, memo, parts) => {
    expect(short(diffWords(source, memo))).toBe(parts)
  })

  it('gives one change where there are too many words to compare', () => {
    const words = (name: string) => Array.from({ length: 6_000 }, (_, at) => `${name}${at}`).join(' ')
    const parts = diffWords(`Same ${words('a')} end`, `Same ${words('b')} end`)
    expect(parts.map((part) => part.kind)).toEqual(['same', 'source', 'memo', 'same'])
  })
})
