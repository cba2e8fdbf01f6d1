import { describe, expect, it } from 'vitest'
import { guessDescription, guessQuote } from '../../../renderer/reader/guess.ts'
import { innermost, marksByParagraph, segmentsOf, stack } from '../../../renderer/reader/marks.ts'
import {
  codePointLength,
  ReaderText,
  sentencesOf,
  utf16Index,
  wordsOf,
} from '../../../renderer/reader/text.ts'
import type { Mark } from '../../../shared/contract/entities.ts'

/** The span of words in a text, by code points. */
function spanOf(text: ReaderText, words: string): { start: number; end: number } {
  const at = text.text.indexOf(words)
  expect(at).toBeGreaterThanOrEqual(0)
  const start = [...text.text.slice(0, at)].length
  return { start, end: start + [...words].length }
}

const mark = (id: string, start: number, end: number, type: 'claim' | 'quote' = 'claim'): Mark => ({
  type,
  id,
  key: id,
  label: id,
  detail: '',
  unnamed: false,
  start,
  end,
  verdict: 'exact',
  used: 0,
})

describe('positions', () => {
  it('counts astral characters once and unpaired surrogates once', () => {
    expect(codePointLength('a😀b')).toBe(3)
    expect(codePointLength('a\ud83d b')).toBe(4)
    expect(utf16Index('a😀b', 2)).toBe(3)
    expect(utf16Index('a😀b', 99)).toBe(4)
  })
  it('keeps positions over blank lines and astral letters', () => {
    const text = new ReaderText('😀 one\n\n  \nTwo 𝒳 three.\nlast')
    expect(text.paragraphs.map((paragraph) => paragraph.start)).toEqual([0, 10, 23])
    for (const paragraph of text.paragraphs) {
      expect(text.slice(paragraph.start, paragraph.end)).toBe(paragraph.text)
      expect([...text.text].slice(paragraph.start, paragraph.end).join('')).toBe(paragraph.text)
    }
    expect(text.length).toBe([...text.text].length)
    expect(text.paragraphAt(15)?.index).toBe(1)
    expect(text.slice(2, 16)).toBe([...text.text].slice(2, 16).join(''))
  })
  it('counts words as the import did, where there are no spaces too', () => {
    expect(new ReaderText('Ships – 63 of them – paid.\n\n港が開いた').words).toBe(10)
  })

  it('trims white space of a selection', () => {
    const text = new ReaderText('One  two  three')
    expect(text.trim({ start: 3, end: 10 })).toEqual({ start: 5, end: 8 })
    expect(text.trim({ start: 3, end: 5 })).toBeNull()
  })
  it('finds words whatever their case, after astral letters too', () => {
    const text = new ReaderText('😀 The Cable.\nA cable')
    expect(text.find('cable')).toEqual([
      { start: 6, end: 11 },
      { start: 15, end: 20 },
    ])
  })
})

describe('sentences and words', () => {
  it('does not end a sentence at an abbreviation', () => {
    const text = new ReaderText('Gen. Osk spoke to U.S. Senator A. B. Vale. He left. “Why?” she asked.')
    const first = text.paragraphs[0]
    if (first === undefined) throw new Error('no paragraph')
    expect(sentencesOf(first).map((span) => text.slice(span.start, span.end))).toEqual([
      'Gen. Osk spoke to U.S. Senator A. B. Vale.',
      'He left.',
      '“Why?” she asked.',
    ])
  })
  it('gives words by their places', () => {
    const text = new ReaderText('\n“It’s 😀 done.”')
    const first = text.paragraphs[0]
    if (first === undefined) throw new Error('no paragraph')
    expect(wordsOf(first).map((span) => text.slice(span.start, span.end))).toEqual(['It’s', 'done'])
  })
})

describe('reading a selection as a quote', () => {
  const text = new ReaderText(
    [
      'She said: “I do not run a debating society.” Then she left.',
      'The armour had been “scraped along its length, the way a chain scrapes, not cut.”',
      '“We have not established intent,” the envoy said on Tuesday.',
      'Officials said that the line had failed twice.',
      'He called it "a matter of weeks" and "no more".',
      'The minister said the plan was “sound” and would “hold for years”, adding nothing.',
      'Sie sagte: „Das bleibt so.“ Danach Schweigen.',
      'It’s the harbour’s own log.',
    ].join('\n'),
  )
  const read = (words: string): [string, string] => {
    const guess = guessQuote(text, spanOf(text, words))
    if (guess === null) throw new Error('nothing guessed')
    return [guess.form, text.slice(guess.span.start, guess.span.end)]
  }
  it('takes a whole sentence in quote marks as direct, without the marks', () => {
    expect(read('“I do not run a debating society.”')).toEqual(['direct', 'I do not run a debating society.'])
    expect(read('I do not run a debating society.')).toEqual(['direct', 'I do not run a debating society.'])
    expect(read(' “I do not run a debating society.” ')).toEqual([
      'direct',
      'I do not run a debating society.',
    ])
  })
  it('leaves the comma before a cue outside', () => {
    expect(read('“We have not established intent,”')).toEqual(['direct', 'We have not established intent'])
    expect(read('We have not established intent')).toEqual(['direct', 'We have not established intent'])
  })
  it('takes a part of a sentence in quote marks as partial', () => {
    expect(read('“scraped along its length, the way a chain scrapes, not cut.”')).toEqual([
      'partial',
      'scraped along its length, the way a chain scrapes, not cut.',
    ])
    expect(read('the way a chain scrapes')).toEqual(['partial', 'the way a chain scrapes'])
    expect(read('a matter of weeks')).toEqual(['partial', 'a matter of weeks'])
    expect(read('"no more"')).toEqual(['partial', 'no more'])
  })
  it('takes words without quote marks as indirect, apostrophes or not', () => {
    expect(read('the line had failed twice')).toEqual(['indirect', 'the line had failed twice'])
    expect(read('It’s the harbour’s own log')).toEqual(['indirect', 'It’s the harbour’s own log'])
    expect(read('and "')[0]).toBe('mixed')
  })
  it('takes quoted words among others as mixed', () => {
    const words = 'the plan was “sound” and would “hold for years”, adding'
    expect(read(words)).toEqual(['mixed', words])
  })
  it('knows quote marks of other languages', () => {
    expect(read('„Das bleibt so.“')).toEqual(['direct', 'Das bleibt so.'])
    expect(read('Das bleibt so.')).toEqual(['direct', 'Das bleibt so.'])
  })
  it('finds nothing in white space', () => {
    expect(guessQuote(new ReaderText('a   b'), { start: 1, end: 4 })).toBeNull()
  })
})

describe('describing an unnamed speaker', () => {
  it('takes the words before the cue', () => {
    const text = new ReaderText(
      'A senior engineer at the Hollin Cable Company, speaking on condition of anonymity because the contract is under discussion, said the armour had been “scraped along its length.”',
    )
    const described = guessDescription(text, spanOf(text, 'scraped along'))
    expect(described).toBe(
      'A senior engineer at the Hollin Cable Company, speaking on condition of anonymity because the contract is under discussion',
    )
    expect(text.has(described)).toBe(true)
  })
  it('takes the words after the cue', () => {
    const text = new ReaderText('“It will not last,” said one current official.')
    expect(guessDescription(text, spanOf(text, 'It will not last'))).toBe('one current official')
  })
  it('guesses nothing for a named speaker', () => {
    const text = new ReaderText('“It will not last,” said Ilsa Tarnmoor.')
    expect(guessDescription(text, spanOf(text, 'It will not last'))).toBe('')
  })
})

describe('marks', () => {
  const text = new ReaderText('abc def\nghi jkl')
  it('cuts a paragraph where overlapping marks begin and end', () => {
    const paragraph = text.paragraphs[0]
    if (paragraph === undefined) throw new Error('no paragraph')
    const segments = segmentsOf(paragraph, [mark('one', 2, 5), mark('two', 4, 12)])
    expect(
      segments.map((segment) => [segment.start, segment.end, segment.marks.map((m) => m.id).join()]),
    ).toEqual([
      [0, 2, ''],
      [2, 4, 'one'],
      [4, 5, 'one,two'],
      [5, 7, 'two'],
    ])
    expect(segments.map((segment) => text.slice(segment.start, segment.end)).join('')).toBe('abc def')
  })
  it('gives a mark over two paragraphs to both', () => {
    const found = marksByParagraph(text, [mark('two', 4, 12), mark('last', 12, 15)])
    expect(found.get(0)?.map((entry) => entry.id)).toEqual(['two'])
    expect(found.get(1)?.map((entry) => entry.id)).toEqual(['two', 'last'])
  })
  it('chooses the innermost', () => {
    expect(innermost([mark('wide', 0, 10), mark('narrow', 2, 4)])?.id).toBe('narrow')
  })
  it('stacks notes without covering one', () => {
    expect(stack([0, 10, 100], [40, 40, 40], 8)).toEqual([0, 48, 100])
  })
})
