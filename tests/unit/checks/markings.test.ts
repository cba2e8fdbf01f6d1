import { describe, expect, it } from 'vitest'
import { markingDisagrees } from '../../../shared/checks/markingDisagrees.ts'
import type { Block } from '../../../shared/document/block.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { mintId } from '../../../shared/model/identity.ts'
import {
  highestLevel,
  levelsOf,
  type Marking,
  markingsSchema,
  rankOfBanner,
} from '../../../shared/model/marking.ts'

const paragraph = (mark?: string): Block => ({
  type: 'paragraph',
  id: mintId(),
  ...(mark ? { mark } : {}),
  children: [{ text: 'Words.' }],
})
const inList = (mark: string): Block => ({
  type: 'list',
  id: mintId(),
  ordered: false,
  children: [{ type: 'list-item', id: mintId(), children: [paragraph(mark) as never] }],
})
const office: Marking[] = [
  { name: 'OFFEN', portion: '(O)' },
  { name: 'VS-NUR FÜR DEN DIENSTGEBRAUCH', portion: '(NfD)' },
  { name: 'TLP:RED', portion: '' },
]
const said = (marking: string, blocks: Block[], markings?: Marking[]) =>
  markingDisagrees
    .run({
      header: { ...emptyHeader, marking },
      blocks,
      entities: new Map(),
      verifications: new Map(),
      ...(markings ? { markings } : {}),
    })
    .map(({ severity, message }) => `${severity}: ${message}`)

describe('the marking of a document beside its portions', () => {
  it('is not asked for while no paragraph is marked', () => {
    expect(said('', [paragraph(), paragraph()])).toEqual([])
    expect(said('Exercise', [paragraph()])).toEqual([])
  })
  it('agrees with the highest of them, also inside a list, and whatever caveats stand behind', () => {
    expect(said('SECRET', [paragraph('(U)'), inList('(S)'), paragraph('(C)')])).toEqual([])
    expect(said('secret//NOFORN', [paragraph('(S//NF)')])).toEqual([])
    expect(said('TOP SECRET', [paragraph('(TS)'), paragraph('(S)')])).toEqual([])
  })
  it('is to be settled where it is missing or too low, at the paragraph that decides', () => {
    const high = paragraph('(S)')
    expect(said('', [paragraph('(U)'), high])).toEqual(['settle: The briefing has no marking; SECRET is due'])
    expect(said('CONFIDENTIAL', [high])).toEqual([
      'settle: The marking CONFIDENTIAL is lower than a paragraph’s',
    ])
    const [finding] = markingDisagrees.run({
      header: emptyHeader,
      blocks: [paragraph('(U)'), high],
      entities: new Map(),
      verifications: new Map(),
    })
    expect(finding?.block).toBe(high.id)
  })
  it('may be higher, or one of the office’s own, which is noted', () => {
    expect(said('SECRET', [paragraph('(C)')])).toEqual([
      'note: The marking SECRET is higher than any paragraph’s',
    ])
    expect(said('Training case', [paragraph('(U)')])).toEqual([
      'note: The marking “Training case” is not in the library’s list',
    ])
    expect(said('UNCLASSIFIED', [paragraph('(U)'), paragraph('(Q)')])).toEqual([
      'note: The portion marking (Q) is not in the library’s list',
    ])
  })
  it('follows the library’s own list', () => {
    expect(said('OFFEN', [paragraph('(NfD)')], office)).toEqual([
      'settle: The marking OFFEN is lower than a paragraph’s',
    ])
    expect(said('vs-nur für den  dienstgebrauch', [paragraph('(nfd)')], office)).toEqual([])
    expect(said('SECRET', [paragraph('(S)')], office)).toHaveLength(1)
  })
})

describe('a list of markings', () => {
  it('gives no level for labels of a whole document', () => {
    expect(highestLevel(office, ['(O)', '', '(X)'])?.name).toBe('OFFEN')
    expect(highestLevel(office, ['(X)'])).toBeNull()
    expect(rankOfBanner(levelsOf(office), 'TLP:RED')).toBe(-1)
  })
  it('holds each name and each portion once, spaces and case aside', () => {
    const twice = (name: string, portion: string) => markingsSchema.safeParse([...office, { name, portion }])
    expect(twice('offen', '').success).toBe(false)
    expect(twice('OTHER', '(o)').success).toBe(false)
    expect(twice('OTHER', '').success).toBe(true)
    expect(twice(' ', '(P)').success).toBe(false)
  })
})
