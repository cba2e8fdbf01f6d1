import { describe, expect, it } from 'vitest'
import { lostWords } from '../../../shared/anchoring/lost.ts'
import { LEVY, PLAN, verify } from './norvia.ts'

describe('negations and conditions that a quotation leaves out', () => {
  it.each([
    ['silently: not', LEVY.replace('not ', ''), LEVY, 'altered', [['negation', 'not']]],
    ['silently: unless', LEVY.replace('unless ', ''), LEVY, 'altered', [['condition', 'unless']]],
    [
      'silently: both',
      'The levy will begin before May if parliament agrees to a second reading.',
      LEVY,
      'altered',
      [
        ['negation', 'not'],
        ['condition', 'unless'],
      ],
    ],
    ['under an ellipsis: not', 'The levy will … begin before May', LEVY, 'marked', [['negation', 'not']]],
    [
      'under an ellipsis: unless',
      'will not begin […] to a second reading',
      LEVY,
      'marked',
      [['condition', 'unless']],
    ],
    [
      'under an ellipsis at the end',
      'The levy will not begin before May…',
      LEVY,
      'marked',
      [['condition', 'unless']],
    ],
    [
      'under an ellipsis at the beginning',
      '… halted its plan to tax imported timber',
      PLAN,
      'marked',
      [['negation', 'not']],
    ],
    [
      'under a bracketed replacement',
      'The levy will [soon] begin before May',
      LEVY,
      'marked',
      [['negation', 'not']],
    ],
    [
      'under a bracket at the beginning',
      '[They have] halted its plan',
      PLAN,
      'marked',
      [['negation', 'not']],
    ],
    [
      'an n’t',
      'Dock workers can strike before the harvest',
      'Dock workers can’t strike before the harvest',
      'altered',
      [['negation', 'can’t']],
    ],
    [
      'an n’t under an empty bracket',
      'Dock workers ca[] strike',
      'Dock workers can’t strike',
      'marked',
      [['negation', 'n’t']],
    ],
    [
      'a non-',
      'the aligned guilds disagree',
      'the non-aligned guilds disagree',
      'altered',
      [['negation', 'non']],
    ],
  ])('%s', (_, words, passage, verdict, lost) => {
    const found = verify(words, passage)
    expect(found.verdict).toBe(verdict)
    expect(found.lost?.map(({ kind, words: printed }) => [kind, printed])).toEqual(lost)
  })

  it.each([
    ['an ellipsis that hides neither', 'plan … officials said on Monday', PLAN],
    ['a bracket that keeps the negation', 'The levy will [definitely not] begin', LEVY],
    ['another word changed', LEVY.replace('May', 'June'), LEVY],
    ['sentences swapped', `${LEVY} ${PLAN}`, `${PLAN} ${LEVY}`],
    ['the ellipsis at the end of the sentence', 'parliament agrees to a second reading….', LEVY],
  ])('nothing is lost: %s', (_, words, passage) => {
    expect(verify(words, passage).lost).toBeUndefined()
  })

  it('holds a contraction for the same as its words', () => {
    expect(lostWords('They do not agree.', 'They don’t agree.')).toEqual([])
    expect(lostWords('They cannot agree.', 'They can not agree.')).toEqual([])
  })

  it('sees a negative prefix go', () => {
    const text = 'The council said an agreement was unlikely this year.'
    const found = verify('an agreement was likely this year', text, text)
    expect(found.lost).toEqual([{ kind: 'negation', words: 'unlikely' }])
  })

  it.each([
    ['French', 'Le conseil ne votera pas sans accord.', 'Le conseil votera.', ['ne', 'pas', 'sans']],
    ['German', 'Der Rat stimmt nicht zu, wenn er gefragt wird.', 'Der Rat stimmt zu.', ['nicht', 'wenn']],
    ['Russian', 'Совет не согласится, если его спросят.', 'Совет согласится.', ['не', 'если']],
    ['Arabic', 'المجلس لن يوافق إلا بشرط', 'المجلس يوافق', ['لن', 'إلا', 'بشرط']],
    ['Chinese', '委员会不会同意，除非部门改变立场。', '委员会会同意。', ['不', '除非']],
  ])('knows some of %s', (_, source, memo, words) => {
    expect(lostWords(source, memo).map((lost) => lost.words)).toEqual(words)
  })

  it('does not take Chinese words for negations that only look so', () => {
    expect(lostWords('非常重要，不久开会，未来可期。', '')).toEqual([])
  })
})
