import { describe, expect, it } from 'vitest'
import { otherOf, type Pair, pairAt } from '../../../renderer/shell/pair.ts'
import type { Route } from '../../../renderer/shell/store.ts'

const briefing = (briefingId: string): Route => ({ name: 'briefing', briefingId })
const pair: Pair = ['a', 'b']
const inside = (id: string) => ({ route: briefing(id), pair, openBriefing: { id } })

describe('two briefings that stand beside each other', () => {
  it('stay when one of them is gone into, and while another page is shown', () => {
    expect(pairAt(inside('a'), briefing('b'))).toEqual(['a', 'b'])
    expect(pairAt(inside('b'), { name: 'sources' })).toEqual(['a', 'b'])
    const away = { route: { name: 'sources' }, pair, openBriefing: { id: 'b' } } as const
    expect(pairAt(away, briefing('b'))).toEqual(['a', 'b'])
  })

  it('give the place of the active one to any other briefing', () => {
    expect(pairAt(inside('a'), briefing('c'))).toEqual(['c', 'b'])
    expect(pairAt(inside('b'), briefing('c'))).toEqual(['a', 'c'])
    const away = { route: { name: 'claims' }, pair, openBriefing: { id: 'b' } } as const
    expect(pairAt(away, briefing('c'))).toEqual(['a', 'c'])
  })

  it('are none until a second is asked for', () => {
    expect(pairAt({ route: briefing('a'), pair: null, openBriefing: null }, briefing('b'))).toBeNull()
    expect([otherOf(pair, 'a'), otherOf(pair, 'b')]).toEqual(['b', 'a'])
  })
})
