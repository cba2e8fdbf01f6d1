import { describe, expect, it } from 'vitest'
import { dictionaryFor } from '../../../shared/spelling/english.ts'
import { nameWordsOf, ownWords } from '../../../shared/spelling/ownWords.ts'
import { lineOf, linesIn } from '../../../shared/spelling/prose.ts'
import { wordsIn } from '../../../shared/spelling/words.ts'
import { britishAndAmerican, english, misspellings, prose } from './corpus.ts'

const words = (text: string): string[] => wordsIn(text).map(({ word }) => word)

describe.each(['en-GB', 'en-US'] as const)('the dictionary %s', (id) => {
  it('does not have a single misspelling, and offers what was meant among the first five', () => {
    expect(misspellings.length).toBeGreaterThanOrEqual(60)
    const speller = english(id)
    expect(misspellings.filter(([typed]) => speller.has(typed))).toEqual([])
    const missed = misspellings
      .map(([typed, meant]) => ({ typed, meant, offered: speller.suggest(typed) }))
      .filter(({ meant, offered }) => !offered.includes(meant) || offered.length > 5)
    expect(missed).toEqual([])
  })

  it('offers first what was meant, nearly always', () => {
    const first = misspellings.filter(([typed, meant]) => english(id).suggest(typed)[0] === meant)
    expect(first.length / misspellings.length).toBeGreaterThan(0.85)
  })

  it('has every word of policy prose', () => {
    const all = words(prose)
    expect(all.length).toBeGreaterThan(300)
    expect(all.filter((word) => !english(id).has(word))).toEqual([])
  })
})

describe('British and American', () => {
  it.each(britishAndAmerican)('%s and %s are told apart', (british, american) => {
    const [uk, us] = [english('en-GB'), english('en-US')]
    expect([uk.has(british), us.has(american), us.has(british) && british !== 'catalogue']).toEqual([
      true,
      true,
      false,
    ])
    // `program` and the Oxford spelling are British too.
    const both = ['program', 'analyze', 'organize', 'decarbonization']
    if (!both.includes(american)) expect(uk.has(american)).toBe(false)
    if (!both.includes(american)) expect(uk.suggest(american)).toContain(british)
  })

  it('keeps to the words that are written with -ize', () => {
    expect(english('en-GB').has('organization')).toBe(true)
    expect(english('en-GB').has('advertize')).toBe(true)
    expect(english('en-GB').has('goverize')).toBe(false)
  })

  it('chooses the dictionary by the language of the briefing', () => {
    expect(dictionaryFor('briefing', 'en-US')).toBe('en-US')
    expect(dictionaryFor('briefing', 'en-GB')).toBe('en-GB')
    expect(dictionaryFor('briefing', 'en-AU')).toBe('en-GB')
    expect(dictionaryFor('briefing', 'de-DE')).toBeNull()
    expect(dictionaryFor('own-de', 'en-GB')).toBe('own-de')
  })
})

describe('a word', () => {
  it('is what a dictionary can judge', () => {
    expect(
      words('Don’t trust the analysts’ NATO figures: 57th, 4x4, COVID-19, F-35s, e.g. U.S. rates.'),
    ).toEqual([...['Don’t', 'trust', 'the', 'analysts', 'figures', 'rates']])
    expect(words("O'Brien’s iPhone, McKinsey’s THe")).toEqual(["O'Brien", 'THe'])
    expect(words('Москва 北京 and Ελλάδα')).toEqual(['and'])
    expect(words('a B c')).toEqual([])
  })

  it('is no address', () => {
    expect(
      words('See https://exmaple.org/goverment?x=recieve, www.goverment.uk, a.b@goverment.org now'),
    ).toEqual(['See', 'now'])
    expect(words('at goverment.gov.uk/pubblic and /usr/lcoal or #hashtga @handel')).toEqual([
      'at',
      'and',
      'or',
    ])
  })

  it('is a part of a hyphenated one, without the prefix', () => {
    expect(words('anti-goverment, non‑proliferation, decision-maker')).toEqual([
      ...['goverment', 'proliferation', 'decision', 'maker'],
    ])
    // Alone it is judged.
    expect(words('the anti crowd')).toContain('anti')
  })

  it('stands where it says it does', () => {
    const text = '“Naïve” — 😀 goverment’s end.Next'
    for (const { word, start, end } of wordsIn(text)) expect(text.slice(start, end)).toBe(word)
    expect(words(text)).toEqual(['Naïve', 'goverment', 'end', 'Next'])
  })

  it('is right with either apostrophe, with a capital, and in a possessive', () => {
    const speller = english('en-GB')
    for (const right of ['don’t', "don't", 'Government', 'o’clock']) expect(speller.has(right)).toBe(true)
    for (const wrong of ['dont', 'Goverment', 'ukraine']) expect(speller.has(wrong)).toBe(false)
    expect(speller.suggest('dont')).toContain('don’t')
    expect(speller.suggest('Recieve')[0]).toBe('Receive')
  })
})

describe('own words', () => {
  it('are right with a capital too, names only as they are written', () => {
    const own = ownWords(['gizmotech', 'Tarnmoor', "d'Orvane"], ['Vel-Marran'])
    for (const right of ['gizmotech', 'Gizmotech', 'Tarnmoor', 'd’Orvane', 'Marran'])
      expect(own.has(right)).toBe(true)
    for (const wrong of ['tarnmoor', 'gizmotec']) expect(own.has(wrong)).toBe(false)
  })

  it('come from names: the words that begin with a capital', () => {
    expect(nameWordsOf(['Ministry of Posts, Norvia', 'Ana Lucía Vel-Marran', 'goverment desk'])).toEqual([
      ...['Ministry', 'Posts', 'Norvia', 'Ana', 'Lucía', 'Vel', 'Marran'],
    ])
  })

  it('are offered for a word that is near to one', () => {
    expect(english('en-GB').suggest('Tarmoor', ['Tarnmoor'])).toContain('Tarnmoor')
    // A name's word that the dictionary has too is offered once, as it was typed.
    const offered = english('en-GB').suggest('goverment', ['Government', 'Tarnmoor'])
    expect(offered.filter((word) => /^government$/iu.test(word))).toEqual(['government'])
    expect(english('en-GB').suggest('Goverment', ['Government'])[0]).toBe('Government')
  })
})

describe('the text that is judged', () => {
  const paragraph = {
    type: 'paragraph',
    id: 'p',
    children: [
      { text: 'A re' },
      { text: 'ceiv', bold: true },
      { text: 'ed word ' },
      { type: 'quotation', id: 'q', children: [{ text: 'theyr wrods' }] },
      { text: ' and ' },
      { text: 'cde', code: true },
      { type: 'link', url: 'https://goverment.example', children: [{ text: 'lnik' }] },
      { type: 'citation', id: 'c', items: [], children: [{ text: '' }] },
      { text: 'end' },
      { type: 'footnote', id: 'n', children: [{ text: 'note' }] },
      { text: 'less' },
    ],
  }
  it('is the author’s own: no quotation, citation, code or address, and no word across them', () => {
    expect(words(lineOf(paragraph).text)).toEqual(['received', 'word', 'and', 'lnik', 'end', 'note', 'less'])
  })

  it('is in every block, however deep', () => {
    const document = {
      children: [
        paragraph,
        { type: 'quotation-block', id: 'qb', children: [{ text: 'wrods' }] },
        { type: 'list', children: [{ type: 'list-item', children: [{ ...paragraph, id: 'deep' }] }] },
        { type: 'unknown', children: [{ text: 'wrods' }] },
      ],
    }
    expect([...linesIn(document)].map(([node, path]) => [node.id, path])).toEqual([
      ['p', [0]],
      ['deep', [2, 0, 0]],
    ])
  })
})
