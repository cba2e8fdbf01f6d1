import { describe, expect, it } from 'vitest'
import { statisticsOf } from '../../../shared/document/statistics.ts'
import { countWords } from '../../../shared/document/words.ts'
import { idOf, readBlocks } from '../editor/notation.ts'

const of = (source: string) => statisticsOf(readBlocks(source).blocks as never)

describe('counting words', () => {
  it.each([
    ['', 0],
    ['One, two; three.', 3],
    ['The ministry’s non-paper of 3.12.2024', 5],
    ['naïve café, Мост і кабель', 5],
    ['— … “ ” 5 %', 1],
  ])('%j has %i', (text, count) => expect(countWords(text)).toBe(count))
})

describe('statistics', () => {
  const memo = `heading1 h: The cable report
paragraph a: Somebody cut it. Nobody saw it.
paragraph b: A ship was near.{cite c}
bottom-line d
  paragraph e: Said {quote q: no cable was cut}.
list l
  item i
    paragraph p: A first point
  item j
    paragraph r: A second point.{cite s}
paragraph z: |`

  it('counts words, paragraphs, citations and quotations', () => {
    expect(of(memo)).toMatchObject({
      words: 3 + 6 + 4 + 5 + 6,
      paragraphs: 5,
      citations: 2,
      notes: 1,
      cited: 1,
      quotations: 1,
      quotedWords: 4,
      reading: 1,
    })
  })
  it('names the paragraphs that say something and cite nothing', () => {
    expect(of(memo).uncited).toEqual([idOf('a')])
    expect(of('paragraph a: Background\nparagraph b: See Annex.').uncited).toEqual([])
  })
  it('is nothing for an empty page', () => {
    expect(of('paragraph a: |')).toMatchObject({
      words: 0,
      characters: 0,
      paragraphs: 0,
      reading: 0,
      uncited: [],
    })
  })
  it('rounds to minutes', () => {
    const long = of(`paragraph a: ${'word '.repeat(2380)}`)
    expect([long.reading, long.speaking]).toEqual([10, 13])
  })
})
