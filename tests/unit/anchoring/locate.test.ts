import { describe, expect, it } from 'vitest'
import { describePassage, locatePassage } from '../../../shared/anchoring/index.ts'
import { LEVY, NEWS, passageOf } from './norvia.ts'

const levy = passageOf(LEVY)

describe('a stored passage', () => {
  it('is exact where it was stored', () => {
    expect(locatePassage(NEWS, levy)).toEqual({
      verdict: 'exact',
      score: 1,
      start: levy.start,
      end: levy.end,
    })
  })

  it('is relocated when text was put before it', () => {
    const found = locatePassage(`🙂 ${NEWS}`, levy)
    expect(found).toEqual({ verdict: 'relocated', score: 1, start: levy.start + 2, end: levy.end + 2 })
  })

  it('is told from its like by what stands around it', () => {
    const text =
      'First: the guild agreed at noon. Second: the guild agreed at dusk. Third: the guild agreed at dawn.'
    const second = text.indexOf('Second')
    const at = text.indexOf('the guild', second)
    const passage = describePassage(text, at, at + 'the guild agreed'.length)
    expect(locatePassage(`Zeroth. ${text}`, passage)).toMatchObject({ verdict: 'relocated', start: at + 8 })
  })

  it('is ambiguous when nothing tells its likes apart', () => {
    const passage = { exact: 'yes', prefix: 'said ', suffix: '', start: 90, end: 93 }
    const found = locatePassage('Alva: yes. Bror: yes.', passage)
    expect(found).toEqual({
      verdict: 'ambiguous',
      score: 1,
      places: [
        { start: 6, end: 9 },
        { start: 17, end: 20 },
      ],
    })
  })

  it('is normalized when only typography and line breaks changed', () => {
    const found = locatePassage(NEWS.replaceAll(' ', '\n'), levy)
    expect(found).toMatchObject({ verdict: 'normalized', start: levy.start, end: levy.end })
  })

  it('is the normalized place with its surroundings when there are several', () => {
    const text = 'One: “a tax” now. Two: “a tax” then. Three: “a tax” never.'
    const at = text.indexOf('“a tax”', 20)
    const passage = describePassage(text, at, at + 7)
    const found = locatePassage(`Zero. ${text.replaceAll('“', '"').replaceAll('”', '"')}`, passage)
    expect(found).toMatchObject({ verdict: 'normalized', start: at + 6, end: at + 13 })
    expect(found.places).toBeUndefined()
  })

  it('is altered when a word changed, with what the newer text says', () => {
    const found = locatePassage(NEWS.replace('May unless', 'June unless'), levy)
    expect(found.verdict).toBe('altered')
    expect(found.diff).toContainEqual({ kind: 'source', text: 'June' })
    expect(found.diff).toContainEqual({ kind: 'memo', text: 'May' })
  })

  it('is altered and lost a negation when the newer text has one that it lacks', () => {
    const passage = describePassage('The levy will begin in the month of May.', 0, 40)
    const found = locatePassage('Corrected: The levy will not begin in the month of May.', passage)
    expect(found).toMatchObject({ verdict: 'altered', lost: [{ kind: 'negation', words: 'not' }] })
  })

  it('is absent when it is gone', () => {
    expect(locatePassage('Nothing of the kind was printed in Estmark.', levy)).toEqual({
      verdict: 'absent',
      score: 0,
    })
  })

  it('is absent when only letters inside another word are like it', () => {
    const passage = { exact: 'on hold', prefix: 'The plan is ', suffix: ' for now.', start: 12, end: 19 }
    expect(locatePassage('It depends upon holders of bonds.', passage).verdict).toBe('absent')
  })

  it('may cut words where it did so when it was marked', () => {
    const passage = describePassage('The timberlevies rose.', 6, 14)
    expect(passage.exact).toBe('mberlevi')
    expect(locatePassage('Now: the timberlevies rose.', passage)).toMatchObject({
      verdict: 'relocated',
      start: 11,
    })
  })

  it('takes senseless selectors', () => {
    for (const start of [Number.NaN, -1, 1e12, Number.POSITIVE_INFINITY, 0.5]) {
      expect(locatePassage(NEWS, { ...levy, start, end: start }).verdict).toBe('relocated')
    }
    expect(locatePassage(NEWS, { ...levy, exact: '' }).verdict).toBe('absent')
    expect(locatePassage('', levy).verdict).toBe('absent')
  })
})
