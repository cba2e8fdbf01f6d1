import { describe, expect, it } from 'vitest'
import {
  findExact,
  isFaithful,
  type VerdictName,
  verdictOrder,
  verdictRank,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'
import { LEVY, NEWS, PLAN, passageOf, verify } from './norvia.ts'

type Case = [name: string, words: string, passage: string, verdict: VerdictName, there?: string]

const cases: Case[] = [
  ['the whole passage', LEVY, LEVY, 'exact', LEVY],
  ['a part of the passage', 'will not begin before May', LEVY, 'exact', 'will not begin before May'],
  ['one short word of the passage', 'May', LEVY, 'exact', 'May'],
  ['curly marks around the words', '“will not begin before May”', LEVY, 'exact', 'will not begin before May'],
  ['straight marks around the words', '"will not begin"', LEVY, 'exact', 'will not begin'],
  ['guillemets around the words', '« The levy »', LEVY, 'exact', 'The levy'],
  [
    'marks that the source has itself',
    '“a tax on roofs”',
    'draft — the third this year — “a tax on roofs”',
    'exact',
    '“a tax on roofs”',
  ],
  [
    'white space around the words',
    '  The levy will not begin ',
    LEVY,
    'normalized',
    'The levy will not begin',
  ],
  [
    'an ellipsis that the source has',
    'stayed away... others',
    'stayed away... others came late',
    'exact',
    'stayed away... others',
  ],
  [
    'that ellipsis as one character',
    'stayed away… others',
    'stayed away... others came late',
    'normalized',
    'stayed away... others',
  ],

  [
    'words of another sentence',
    'The harbour guild put its strike on hold.',
    LEVY,
    'relocated',
    'The harbour guild put its strike on hold.',
  ],
  ['words beyond the passage on both sides', `${PLAN} ${LEVY}`, LEVY, 'relocated', `${PLAN} ${LEVY}`],
  ['words that stand twice elsewhere', 'the harvest', LEVY, 'ambiguous', undefined],
  [
    'words that stand twice, once in the passage',
    'the harvest',
    'Dock workers can’t strike before the harvest',
    'exact',
    'the harvest',
  ],

  ['straight for curly', "Norvia's ministry of ports", PLAN, 'normalized', 'Norvia’s ministry of ports'],
  [
    'single for double marks',
    'Critics called the draft — the third this year — ‘a tax on roofs’',
    'Critics called the draft — the third this year — “a tax on roofs”',
    'normalized',
    'Critics called the draft — the third this year — “a tax on roofs”',
  ],
  [
    'an en for an em dash',
    'the draft – the third this year – “a tax',
    'Critics called the draft — the third this year — “a tax on roofs”',
    'normalized',
    'the draft — the third this year — “a tax',
  ],
  [
    'two hyphens for an em dash',
    'the draft -- the third this year --',
    'Critics called the draft — the third this year — “a tax on roofs”',
    'normalized',
    'the draft — the third this year —',
  ],
  ['a no-break space', 'before\u00A0May', LEVY, 'normalized', 'before May'],
  ['doubled spaces', 'will  not   begin', LEVY, 'normalized', 'will not begin'],
  ['line breaks', 'will\nnot\r\nbegin', LEVY, 'normalized', 'will not begin'],
  [
    'a ligature of the source spelled out',
    'The final report',
    'The ﬁnal report is due',
    'normalized',
    'The ﬁnal report',
  ],
  [
    'a soft hyphen of the source',
    'may publish it in parts',
    'the ministry may pub\u00ADlish it in parts',
    'normalized',
    'may pub\u00ADlish it in parts',
  ],
  [
    'a hyphen at a line’s end kept',
    'a cyber-espionage defence',
    'cost of a cyber-\nespionage defence',
    'normalized',
    'a cyber-\nespionage defence',
  ],
  [
    'a hyphen at a line’s end closed',
    'a cyberespionage defence',
    'cost of a cyber-\nespionage defence',
    'normalized',
    'a cyber-\nespionage defence',
  ],
  [
    'a hyphen at a line’s end and a space',
    'a cyber- espionage defence',
    'cost of a cyber-\nespionage defence',
    'normalized',
    'a cyber-\nespionage defence',
  ],
  [
    'a hyphen at a line’s end in the words',
    'imported tim-\nber, officials',
    PLAN,
    'normalized',
    'imported timber, officials',
  ],

  [
    'a bracketed ellipsis',
    'The levy […] unless parliament agrees',
    LEVY,
    'marked',
    'The levy will not begin before May unless parliament agrees',
  ],
  [
    'an ellipsis of three dots',
    'plan ... officials said on Monday',
    PLAN,
    'marked',
    'plan to tax imported timber, officials said on Monday',
  ],
  [
    'an ellipsis of three spaced dots',
    'plan . . . officials said on Monday',
    PLAN,
    'marked',
    'plan to tax imported timber, officials said on Monday',
  ],
  [
    'an ellipsis after a full stop',
    'halted its plan…. The levy',
    `${PLAN} ${LEVY}`,
    'marked',
    'halted its plan to tax imported timber, officials said on Monday. The levy',
  ],
  [
    'an ellipsis glued to both words',
    'The levy will…begin before May',
    LEVY,
    'marked',
    'The levy will not begin before May',
  ],
  ['an ellipsis that hides nothing', 'The levy … will not begin', LEVY, 'marked', 'The levy will not begin'],
  ['an ellipsis at both ends', '… will not begin …', LEVY, 'marked', 'will not begin'],
  ['segments in the wrong order', 'parliament agrees … The levy will not begin', LEVY, 'altered'],
  ['a bracketed insertion', 'The levy [on timber] will not begin', LEVY, 'marked', 'The levy will not begin'],
  ['a bracketed replacement', 'unless [the lower house] agrees', LEVY, 'marked', 'unless parliament agrees'],
  [
    'a bracketed replacement first',
    '[It] will not begin before May',
    LEVY,
    'marked',
    'will not begin before May',
  ],
  [
    'a bracketed ending',
    'parliament agree[d] to a second reading',
    LEVY,
    'marked',
    'parliament agrees to a second reading',
  ],
  ['brackets that hide nothing', '[The] levy will not begin', LEVY, 'marked', 'levy will not begin'],
  ['[sic]', 'parliament agrees [sic] to a second', LEVY, 'marked', 'parliament agrees to a second'],
  ['[sic] in place of a word', 'parliament [sic] to a second reading', LEVY, 'altered'],
  ['a bracketed small initial', '[t]he levy will not begin', LEVY, 'marked', 'The levy will not begin'],
  ['a bracketed capital', '[P]arliament agrees to a second', LEVY, 'marked', 'parliament agrees to a second'],
  ['a bracketed initial of another letter', '[F]arliament agrees to a second', LEVY, 'altered'],
  [
    'a bracketed prefix that the source lacks',
    '[dis]agrees to a second reading',
    LEVY,
    'marked',
    'agrees to a second reading',
  ],
  [
    'a bracket before the end of a longer word',
    '[x]holders of the old treaty',
    'upholders of the old treaty',
    'altered',
  ],
  [
    'a marked quotation elsewhere',
    'The harbour guild […] on hold.',
    LEVY,
    'marked',
    'The harbour guild put its strike on hold.',
  ],
  ['a bracket for too long a stretch', 'Norvia’s [office] second reading', `${PLAN} ${LEVY}`, 'absent'],

  ['a changed word', LEVY.replace('May', 'June'), LEVY, 'altered', LEVY],
  ['a dropped word', LEVY.replace('second ', ''), LEVY, 'altered', LEVY],
  ['an added word', LEVY.replace('second', 'second full'), LEVY, 'altered', LEVY],
  ['an ellipsis that is not marked', 'The levy will not begin unless parliament agrees', LEVY, 'altered'],
  ['another case', LEVY.replace('The', 'the'), LEVY, 'altered', LEVY],
  ['all in capitals', 'THE LEVY WILL NOT BEGIN', LEVY, 'absent'],
  ['a full stop that the source lacks', 'The levy will not begin before May.', LEVY, 'altered'],
  ['two sentences swapped', `${LEVY} ${PLAN}`, `${PLAN} ${LEVY}`, 'altered', `${PLAN} ${LEVY}`],
  [
    'a changed word besides a marked ellipsis',
    'The levy will never begin […] to a second reading.',
    LEVY,
    'altered',
  ],
  ['a dropped not', LEVY.replace('not ', ''), LEVY, 'altered', LEVY],
  ['a dropped unless', LEVY.replace('unless ', ''), LEVY, 'altered', LEVY],
  ['letters garbled in every word', 'Thc lcvy wil1 nct bcgin bcfore Mav', LEVY, 'altered'],

  [
    'words of another source',
    'The council of Estmark approved the new ferry timetable by a wide margin.',
    LEVY,
    'absent',
  ],
  [
    'words from nowhere',
    'Whales sing in the deep fjords while lanterns glow upon the quays.',
    LEVY,
    'absent',
  ],
  ['nothing', '', LEVY, 'absent'],
  ['white space', ' \n', LEVY, 'absent'],
  ['quote marks only', '“”', LEVY, 'absent'],
  ['an ellipsis only, which the source has', '...', 'stayed away... others came late', 'absent'],
  ['brackets only', '[…] []', LEVY, 'absent'],
  ['a bracketed insertion only', '[The ministry will resign]', LEVY, 'absent'],
]

describe('the ladder, by name', () => {
  it.each(cases)('%s: %j → %4$s', (_, words, passage, verdict, there) => {
    const found = verify(words, passage)
    expect(found.verdict).toBe(verdict)
    if (there !== undefined) expect(found.there).toBe(there)
  })
})

describe('whole words', () => {
  it.each([
    ['on hold', 'Some upholders of the old treaty'],
    ['can', 'Dock workers can’t strike'],
    ['500 people', 'shared by 1,500 people'],
    ['aligned guilds', 'the non-aligned guilds disagree'],
    ['upholder', 'Some upholders of the old treaty'],
  ])('%j does not stand in %j', (words, passage) => {
    const text = `${passage}.`
    expect(isFaithful(verify(words, passage, text).verdict)).toBe(false)
  })

  it('takes a passage at its own position even where it cuts a word', () => {
    expect(verify('on hold', 'on hold', 'It rests upon holders.').verdict).toBe('exact')
  })
})

describe('short words', () => {
  it.each([
    ['Put on hold', 'put its strike on hold', 'absent'],
    ['on hald', 'put its strike on hold', 'absent'],
    ['put its strike on hald', 'put its strike on hold', 'altered'],
    ['strike on hald', 'put its strike on hold', 'altered'],
  ])('%j in %j: %s', (words, passage, verdict) => {
    expect(verify(words, passage).verdict).toBe(verdict)
  })
})

describe('what a verdict carries', () => {
  it('gives the difference of altered words, source and memo apart', () => {
    expect(verify(LEVY.replace('May', 'June'), LEVY).diff).toEqual([
      { kind: 'same', text: 'The levy will not begin before ' },
      { kind: 'source', text: 'May' },
      { kind: 'memo', text: 'June' },
      { kind: 'same', text: ' unless parliament agrees to a second reading.' },
    ])
  })

  it('gives every place of ambiguous words and no position', () => {
    const { start, places } = verify('the harvest', LEVY)
    expect(start).toBeUndefined()
    expect(places?.map((place) => [...NEWS].slice(place.start, place.end).join(''))).toEqual([
      'the harvest',
      'the harvest',
    ])
  })

  it('chooses the nearest of several equal places and lists them all', () => {
    const text =
      'Alva’s boat left. The clerk waited for a reply. Alva’s boat came back. Much later Alva’s boat left.'
    const found = verify("Alva's boat", 'The clerk waited for a reply.', text)
    const places = findExact(text, 'Alva’s boat')
    expect(found).toMatchObject({ verdict: 'normalized', ...places[0], places })
    expect(verify("Alva's boat", 'Much later', text)).toMatchObject({ verdict: 'normalized', ...places[2] })
  })

  it('reads a marked quotation as hiding as little as it can', () => {
    const text =
      'The guild met. The guild ate. The guild voted, and the harbour waits. Then the harbour waits again.'
    expect(verify('The guild … harbour waits', text, text).there).toBe(
      'The guild voted, and the harbour waits',
    )
  })

  it('gives the places of alterations in the words as given, marks around them and emoji counted', () => {
    const words = '“🙂 The levy [on timber] will […] begin”'
    const text = `🙂 ${LEVY}`
    const { verdict, alterations } = verify(words, text, text)
    expect(verdict).toBe('marked')
    expect(alterations?.map(({ kind, start, end }) => [kind, [...words].slice(start, end).join('')])).toEqual(
      [
        ['insertion', '[on timber]'],
        ['ellipsis', '[…]'],
      ],
    )
  })

  it('scores certainty with 1, altered below it, absent with 0', () => {
    expect(verify(LEVY, LEVY).score).toBe(1)
    expect(verify("Norvia's ministry", PLAN).score).toBe(1)
    const altered = verify(LEVY.replace('May', 'June'), LEVY).score
    expect(altered).toBeGreaterThan(0.9)
    expect(altered).toBeLessThan(1)
    expect(verify('Whales sing in the deep fjords.', LEVY).score).toBe(0)
  })

  it('ranks the rungs and tells which may stand as they are', () => {
    expect(verdictOrder.map(verdictRank)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(verdictOrder.filter(isFaithful)).toEqual(['exact', 'relocated', 'normalized', 'marked'])
  })
})

describe('a passage that is not where it was stored', () => {
  const shifted = `Published on Tuesday.\n${NEWS}`
  const evidence = { text: shifted, passage: passageOf(LEVY) }

  it('is found again and its words are relocated', () => {
    const found = verifyQuotation('will not begin before May', evidence)
    expect(found).toMatchObject({ verdict: 'relocated' })
    expect([...shifted].slice(found.start, found.end).join('')).toBe('will not begin before May')
  })

  it('decides between several places of the words', () => {
    const passage = passageOf('Dock workers can’t strike before the harvest')
    expect(verifyQuotation('the harvest', { text: shifted, passage }).verdict).toBe('relocated')
  })

  it('is not needed for words that stand elsewhere', () => {
    const passage = { exact: 'gone', prefix: '', suffix: '', start: 3, end: 7 }
    expect(verifyQuotation(LEVY, { text: NEWS, passage }).verdict).toBe('relocated')
  })
})
