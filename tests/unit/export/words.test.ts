import { describe, expect, it } from 'vitest'
import { dateText, excerpt, locatorText, quoteMarks } from '../../../shared/citing/index.ts'

const spaced = (words: string): string => words.replace(/\u00A0/gu, ' ')

describe('dates', () => {
  it.each([
    ['2031-03-05', '5 March 2031'],
    ['2031-03', 'March 2031'],
    ['2031', '2031'],
    ['2031-02~', 'about February 2031'],
    ['2031-02-11?', '11 February 2031?'],
    ['2031%', 'about 2031?'],
    ['2031-22', 'summer 2031'],
    ['2030/2031', '2030–2031'],
    ['2031-01-30/2031-02-02', '30 January 2031 – 2 February 2031'],
    ['2031-03/..', 'since March 2031'],
    ['0988', '988'],
    ['-0043', '44 BC'],
    ['Lady Day', 'Lady Day'],
  ])('%s is %s', (edtf, words) => expect(spaced(dateText(edtf, 'en-GB'))).toBe(words))

  it.each([
    ['en-US', 'March 5, 2031'],
    ['de', '5. März 2031'],
    ['fr-FR', '5 mars 2031'],
    ['nb', '5. mars 2031'],
    ['qq', '5 March 2031'],
  ])('in %s they are %s', (language, words) => expect(spaced(dateText('2031-03-05', language))).toBe(words))

  it('keeps the day with its month', () => {
    expect(dateText('2031-03-05', 'en-GB')).toBe('5\u00A0March 2031')
    expect(dateText('2031-03-05', 'en-US')).toBe('March\u00A05, 2031')
  })
})

describe('locators', () => {
  it.each([
    ['12', undefined, 'p. 12'],
    ['xii', undefined, 'p. xii'],
    ['12-14', 'page', 'pp. 12–14'],
    ['3, 5 and 9', 'page', 'pp. 3, 5 and 9'],
    ['B-4', 'page', 'p. B-4'],
    ['Annex II', undefined, 'Annex II'],
    ['4', 'paragraph', 'para. 4'],
    ['4–6', 'paragraph', 'paras. 4–6'],
    ['41(2)', 'section', '§ 41(2)'],
    ['4 & 7', 'section', '§§ 4 & 7'],
    ['00:04:12', 'time', 'at 00:04:12'],
    ['7', 'chapter', 'chap. 7'],
    ['  ', 'page', ''],
    [undefined, undefined, ''],
  ] as const)('%s of %s is %s', (locator, locatorLabel, words) =>
    expect(spaced(locatorText({ locator, locatorLabel }))).toBe(words),
  )
})

describe('quotation marks', () => {
  it.each([
    ['en-GB', '“x”'],
    ['de', '„x“'],
    ['pl', '„x”'],
    ['sv-SE', '”x”'],
    ['fr', '«\u00A0x\u00A0»'],
    ['pt-PT', '«x»'],
    ['pt-BR', '“x”'],
    ['qq', '“x”'],
  ])('in %s are %s', (language, words) => {
    const { open, close } = quoteMarks(language)
    expect(`${open}x${close}`).toBe(words)
  })
})

describe('an excerpt', () => {
  it('folds white space and keeps what is short whole', () => {
    expect(excerpt(' one\n two\t three ')).toBe('one two three')
    expect(excerpt('x'.repeat(300))).toBe('x'.repeat(300))
  })
  it('cuts text without spaces by code points, never inside one', () => {
    const cut = excerpt('漢'.repeat(100) + '𠮷'.repeat(300))
    expect([...cut].length).toBeLessThanOrEqual(300)
    expect(cut).toMatch(/^漢{100}𠮷+ \[…\] 𠮷+$/u)
  })
})
