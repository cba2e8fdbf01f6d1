import { describe, expect, it } from 'vitest'
import { locatePassage, type VerdictName, verifyQuotation } from '../../../shared/anchoring/index.ts'
import { LEVY, NEWS } from './norvia.ts'

/**
 * Long and repetitive input on which a careless search takes minutes: the test run's own time limit is what fails.
 * The figures are printed by timing.ts.
 */
const MILLION = 1_000_000
const many = (piece: string, length = MILLION) => piece.repeat(Math.ceil(length / piece.length))
const nowhere = { exact: 'zz', prefix: '', suffix: '', start: 0, end: 2 }

const cases: [name: string, words: string, text: string, verdicts: VerdictName[]][] = [
  ['one letter', 'a', many('a'), ['absent']],
  ['9,999 of one letter and another', `${many('a', 9_999)}b`, many('a'), ['altered', 'absent']],
  ['another letter and 9,999', `b${many('a', 9_999)}`, many('a'), ['altered', 'absent']],
  ['5,000 short words and another', `${many('a ', 9_998)}b`, many('a '), ['altered', 'absent']],
  ['60 segments', `${many('a … ', 240)}b`, many('a '), ['altered', 'absent']],
  [
    '60 segments that stand there',
    `b … ${many('a … ', 240)}b`,
    `${many('a ')}b ${many('a ', 2_000)}b`,
    ['marked'],
  ],
  ['5,000 ellipses', many('… a ', 20_000), many('the levy '), ['absent']],
  ['10,000 opening brackets', many('[', 10_000), many('[x '), ['absent']],
  ['10,000 dots', `the levy waits${many('.', 10_000)}`, many('the levy waits. '), ['marked']],
  ['10,000 spaces', `a${many(' ', 9_998)}b`, `${many('x ')}a b`, ['normalized']],
  ['10,000 combining marks', `e${many('\u0301', 9_999)}`, `e${many('\u0301')}`, ['altered', 'absent']],
  ['hyphens at line ends', many('a-a', 9_999), many('a-\na'), ['altered', 'absent']],
  ['20,000 characters of other words', many('whales sing in deep fjords ', 20_000), many(NEWS), ['absent']],
  ['a sentence in a million others', LEVY, many(`${NEWS.replace(LEVY, '')}\n`) + LEVY, ['relocated']],
  [
    'a changed one in a million others',
    LEVY.replace('May', 'June'),
    many(`${NEWS.replace(LEVY, '')}\n`) + LEVY,
    ['altered'],
  ],
]

describe('a text of a million characters', () => {
  it.each(cases)('%s', (_, words, text, verdicts) => {
    expect(verdicts).toContain(verifyQuotation(words, { text, passage: nowhere }).verdict)
    expect(() => locatePassage(text, { ...nowhere, exact: words, start: 7 })).not.toThrow()
  })

  it('lists no more than a hundred places', () => {
    const found = verifyQuotation('the levy', { text: many('the levy waits. '), passage: nowhere })
    expect(found.verdict).toBe('ambiguous')
    expect(found.places).toHaveLength(100)
  })
})
