import { describe, expect, it } from 'vitest'
import { extractorNames, madeBy } from '../../../main/capture/made.ts'
import { nameLines, parseNames } from '../../../renderer/entities/names.ts'
import { growBySentence, moveEdge, sentenceBeside } from '../../../renderer/reader/selection.ts'
import { ReaderText, type Span } from '../../../renderer/reader/text.ts'
import { byteWords, dateWords, hashWords, mediaWords, todayIso } from '../../../renderer/ui/format.ts'

describe('dates and sizes', () => {
  it('writes EDTF for a person', () => {
    expect(dateWords('2026-02-13')).toBe('13 February 2026')
    expect(dateWords('2026-02')).toBe('February 2026')
    expect(dateWords('2026-02~')).toBe('about February 2026')
    expect(dateWords('2026?')).toBe('2026 (uncertain)')
    expect(dateWords('2026-21')).toBe('Spring 2026')
    expect(dateWords('2026-01/2026-03')).toBe('January 2026 to March 2026')
    expect(dateWords('2026-01/..')).toBe('January 2026 to now')
    expect(dateWords(null)).toBe('')
  })
  it('keeps the year of a short date unless it is this one', () => {
    expect(dateWords('1999-12-31', true)).toBe('31 Dec 1999')
    expect(dateWords(`${new Date().getFullYear()}-03-04`, true)).toBe('4 Mar')
    expect(dateWords('1999', true)).toBe('1999')
  })
  it('writes today in the time zone of the person', () => {
    expect(todayIso(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  })
  it('shortens hashes and sizes', () => {
    expect(hashWords(`c41b7e90${'0'.repeat(52)}2d6f`)).toBe('c41b 7e90 … 2d6f')
    expect([byteWords(812), byteWords(14_200), byteWords(2_140_000)]).toEqual([
      '812 bytes',
      '14 KB',
      '2.1 MB',
    ])
    expect(mediaWords('text/html; charset=utf-8')).toBe('Web page')
  })
  // A mailbox and an archive give their documents and are no sources themselves.
  it.each(extractorNames.filter((name) => name !== 'mbox' && name !== 'zip'))(
    'names the kind of what %s reads',
    (name) => {
      expect(mediaWords(madeBy(name, 'utf-8').mediaType)).toMatch(/^[A-Z][A-Za-z -]+$/u)
    },
  )
})

describe('authors', () => {
  it('reads a person by the comma and anything else as it is', () => {
    expect(parseNames('Astrell, Wenna\n\n  Maritime Security Directorate \nOkellan,')).toEqual([
      { family: 'Astrell', given: 'Wenna' },
      { literal: 'Maritime Security Directorate' },
      { family: 'Okellan' },
    ])
  })
  it('writes names as it reads them', () => {
    const names = [
      { family: 'Astrell', given: 'Wenna' },
      { literal: 'Hollin Cable Company' },
      { family: 'Okellan' },
    ]
    expect(parseNames(nameLines(names))).toEqual(names)
  })
})

describe('selecting by keys', () => {
  const text = new ReaderText('One two. Three four 😀 five.\n\nSix seven. Eight.')
  const words = (span: Span | null): string => (span === null ? '' : text.slice(span.start, span.end))
  it('goes from sentence to sentence over paragraphs, both ways, and ends at the ends', () => {
    const seen: string[] = []
    let at = 0
    for (
      let span = sentenceBeside(text, at, 1, 'en');
      span !== null;
      span = sentenceBeside(text, at, 1, 'en')
    ) {
      seen.push(words(span))
      at = span.end
    }
    expect(seen).toEqual(['One two.', 'Three four 😀 five.', 'Six seven.', 'Eight.'])
    const last = sentenceBeside(text, text.length, -1, 'en')
    expect(words(last)).toBe('Eight.')
    expect(words(sentenceBeside(text, last?.start ?? 0, -1, 'en'))).toBe('Six seven.')
    expect(sentenceBeside(text, 0, -1, 'en')).toBeNull()
  })
  it('adds and leaves out sentences', () => {
    const first = sentenceBeside(text, 0, 1, 'en') ?? { start: 0, end: 0 }
    const two = growBySentence(text, first, 1, 'en')
    expect(words(two)).toBe('One two. Three four 😀 five.')
    expect(words(growBySentence(text, two, -1, 'en'))).toBe('One two.')
    expect(growBySentence(text, first, -1, 'en')).toEqual(first)
    // A half-selected sentence is completed first.
    expect(words(growBySentence(text, { start: 9, end: 14 }, 1, 'en'))).toBe('Three four 😀 five.')
  })
  it('moves an edge by a word and keeps at least one', () => {
    const first = sentenceBeside(text, 0, 1, 'en') ?? { start: 0, end: 0 }
    const less = moveEdge(text, first, 'end', -1, 'en')
    expect(words(less)).toBe('One two')
    const one = moveEdge(text, less, 'start', 1, 'en')
    expect(words(one)).toBe('two')
    expect(moveEdge(text, one, 'start', 1, 'en')).toEqual(one)
    expect(words(moveEdge(text, one, 'end', 1, 'en'))).toBe('two. Three')
    expect(words(moveEdge(text, one, 'start', -1, 'en'))).toBe('One two')
  })
})
