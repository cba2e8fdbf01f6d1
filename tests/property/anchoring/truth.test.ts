import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  describePassage,
  isFaithful,
  locatePassage,
  normalizeText,
  type QuotationVerdict,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'
import { anyString, cut, plainWords, prose, slice } from './texts.ts'

/**
 * A coarser equality than the ladder's, made in another way: compatibility forms, and neither white space nor
 * hyphens, quote marks, dots or invisible characters. What differs even so must never be called equal.
 */
function skeleton(text: string): string {
  // Not in the classes: U+0085 is white space, U+02BC a quote mark for us though a letter for Unicode.
  const bare = (each: string) => each.replace(/[\s\p{P}\p{Cf}`´\u0085\u00AD\u02BC\u2212\u22EF]/gu, '')
  return bare(bare(text.normalize('NFC')).normalize('NFKC')).normalize('NFC')
}

/** What holds of every verdict on any words and text. */
function expectTruth(words: string, text: string, found: QuotationVerdict) {
  const { verdict, score, start, end, places } = found
  expect(score).toBeGreaterThanOrEqual(0)
  expect(score).toBeLessThanOrEqual(1)
  if (verdict === 'exact' || verdict === 'relocated') {
    const there = slice(text, start ?? -1, end ?? -1)
    expect(there).not.toBe('')
    expect(words).toContain(there)
    expect(words.replace(there, '').replace(/[\s"'“”‘’„‚«»‹›「」『』＂]/gu, '')).toBe('')
  }
  if (verdict === 'ambiguous') {
    expect(start).toBeUndefined()
    expect(places?.length).toBeGreaterThan(1)
    for (const place of places ?? []) expect(words).toContain(slice(text, place.start, place.end))
  }
  if (verdict === 'normalized') {
    // A passage may have been marked up to a letter without its combining mark: then the words stand there as they are.
    if (!text.includes(words.trim())) expect(skeleton(text)).toContain(skeleton(words))
    expect(skeleton(slice(text, start ?? -1, end ?? -1))).toBe(skeleton(words))
  }
  if (verdict === 'marked') expect(words).toMatch(/\[|…|⋯|\.\s?\.\s?\./)
  if (verdict === 'altered') {
    expect(score).toBeLessThan(1)
    expect([...slice(text, start ?? -1, end ?? -1)].length).toBeGreaterThanOrEqual(12)
    const parts = found.diff ?? []
    const side = (kind: string) => parts.filter((part) => part.kind === kind || part.kind === 'same')
    expect(
      side('source')
        .map((part) => part.text)
        .join(''),
    ).toBe(slice(text, start ?? -1, end ?? -1))
    expect(words).toContain(
      side('memo')
        .map((part) => part.text)
        .join(''),
    )
  }
  if (verdict === 'absent') expect(found).toEqual({ verdict: 'absent', score: 0 })
}

const anyText = fc.oneof(anyString(80), prose(1, 30))

describe('a verdict is never better than the truth', () => {
  it('for any words and any text', () => {
    fc.assert(
      fc.property(anyText, cut(anyText), (words, { text, start, end }) => {
        expectTruth(words, text, verifyQuotation(words, { text, passage: describePassage(text, start, end) }))
      }),
      { numRuns: 3_000 },
    )
  })

  it('for words cut out of the text with one code point changed', () => {
    const changed = cut(prose(4, 30)).chain(({ text, start, end }) => {
      const words = Array.from(slice(text, start, end))
      return fc.tuple(fc.constant({ text, start, end, words }), fc.nat(words.length - 1), anyString(2))
    })
    fc.assert(
      fc.property(changed, ([{ text, start, end, words }, at, other]) => {
        const memo = [...words.slice(0, at), other, ...words.slice(at + 1)].join('')
        expectTruth(memo, text, verifyQuotation(memo, { text, passage: describePassage(text, start, end) }))
      }),
      { numRuns: 2_000 },
    )
  })

  it('for words in any selector, however senseless', () => {
    const position = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Infinity, -Infinity))
    fc.assert(
      fc.property(
        anyText,
        anyText,
        fc.record({
          exact: anyText,
          prefix: anyString(8),
          suffix: anyString(8),
          start: position,
          end: position,
        }),
        fc.array(fc.record({ start: position, end: position }), { maxLength: 3 }),
        (words, text, passage, segments) => {
          expectTruth(words, text, verifyQuotation(words, { text, passage }))
          expect(() => verifyQuotation(words, { text, passage, segments })).not.toThrow()
          expect(() => locatePassage(text, passage)).not.toThrow()
        },
      ),
      { numRuns: 1_500 },
    )
  })

  it('for marks of all kinds in any order', () => {
    const piece = fc.constantFrom(
      '…',
      '[…]',
      '...',
      '. . .',
      '[sic]',
      '[x]',
      '[',
      ']',
      '[T]',
      '“',
      '”',
      "'",
      ' ',
      '.',
      'the',
      'levy',
      'waits',
      's',
      '-',
      '\n',
    )
    const soup = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))
    const source = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(soup, source, (words, text) => {
        const passage = describePassage(text, 0, Array.from(text).length)
        expectTruth(words, text, verifyQuotation(words, { text, passage }))
      }),
      { numRuns: 3_000 },
    )
  })
})

const sentence = plainWords(6, 24)

/** A source of distinct words, a stretch of at least five of them, and a place inside the stretch, not at its ends. */
const stretch = sentence
  .chain((words) => fc.tuple(fc.constant(words), fc.nat(words.length - 5), fc.nat(words.length)))
  .chain(([words, from, length]) => {
    const to = Math.min(words.length, from + 5 + length)
    return fc.tuple(fc.constant({ words, from, to }), fc.integer({ min: from + 1, max: to - 2 }))
  })

function judge(words: string[], memo: string[]) {
  const text = words.join(' ')
  return verifyQuotation(memo.join(' '), { text, passage: describePassage(text, 0, text.length) }).verdict
}

describe('an alteration is never taken for the source', () => {
  it('a dropped word: marked only when it is marked', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }, at]) => {
        const memo = words.slice(from, to)
        memo.splice(at - from, 1)
        expect(isFaithful(judge(words, memo))).toBe(false)
        memo.splice(at - from, 0, '[…]')
        expect(judge(words, memo)).toBe('marked')
      }),
      { numRuns: 500 },
    )
  })

  it('a changed word: marked only when it is in brackets', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }, at]) => {
        const memo = words.slice(from, to)
        memo[at - from] = 'ZZZZ'
        expect(isFaithful(judge(words, memo))).toBe(false)
        memo[at - from] = '[ZZZZ]'
        expect(judge(words, memo)).toBe('marked')
      }),
      { numRuns: 500 },
    )
  })

  it('an added word: marked only when it is in brackets', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }, at]) => {
        const memo = words.slice(from, to)
        memo.splice(at - from, 0, 'ZZZZ')
        expect(isFaithful(judge(words, memo))).toBe(false)
        memo[at - from] = '[ZZZZ]'
        expect(judge(words, memo)).toBe('marked')
      }),
      { numRuns: 500 },
    )
  })

  it('a capital: marked only when it is in brackets', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }]) => {
        const [first = '', ...rest] = words.slice(from, to)
        const initial = first.charAt(0).toUpperCase()
        expect(isFaithful(judge(words, [initial + first.slice(1), ...rest]))).toBe(false)
        expect(judge(words, [`[${initial}]${first.slice(1)}`, ...rest])).toBe('marked')
      }),
      { numRuns: 500 },
    )
  })

  it('words in another order, with marks or without', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }, at]) => {
        const turned = [...words.slice(at, to), ...words.slice(from, at)]
        expect(isFaithful(judge(words, turned))).toBe(false)
        const marked = [...words.slice(at, to), '…', ...words.slice(from, at)]
        expect(isFaithful(judge(words, marked))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('a word dropped without a mark, though others are marked', () => {
    const long = stretch.filter(([{ from, to }]) => to - from >= 7)
    fc.assert(
      fc.property(long, fc.nat(), ([{ words, from, to }, at], seed) => {
        const memo = words.slice(from, to)
        const marked = at - from
        // Two places apart, so that the word dropped in silence is not one that the ellipsis hides.
        const places = memo.map((_, place) => place).filter((place) => Math.abs(place - marked) > 1)
        const silent = places.filter((place) => place > 0 && place < memo.length - 1)
        fc.pre(silent.length > 0)
        memo[marked] = '[…]'
        memo.splice(silent[seed % silent.length] ?? 0, 1)
        expect(isFaithful(judge(words, memo))).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('beginning or ending inside a word', () => {
    fc.assert(
      fc.property(stretch, ([{ words, from, to }]) => {
        const memo = words.slice(from, to).join(' ')
        const text = words.join(' ')
        fc.pre(
          !words.includes(words[from]?.slice(1) ?? '') && !words.includes(words[to - 1]?.slice(0, -1) ?? ''),
        )
        for (const part of [memo.slice(1), memo.slice(0, -1)]) {
          const passage = describePassage(text, 0, text.length)
          expect(isFaithful(verifyQuotation(part, { text, passage }).verdict)).toBe(false)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('typography alone is normalized', () => {
    fc.assert(
      fc.property(
        stretch,
        fc.constantFrom('\u00A0', '  ', '\n', '\u2009', ' \u200B'),
        ([{ words, from, to }], gap) => {
          const text = words.join(' ')
          const passage = describePassage(text, 0, text.length)
          const found = verifyQuotation(words.slice(from, to).join(gap), { text, passage })
          expect(found.verdict).toBe('normalized')
          expect(slice(text, found.start ?? -1, found.end ?? -1)).toBe(words.slice(from, to).join(' '))
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('the canonical form of any text', () => {
  it('is its own canonical form, hyphens at line ends apart', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        fc.pre(!/[-\u2010-\u2015\u2212\u00AD]/.test(text))
        const once = normalizeText(text).text
        expect(normalizeText(once).text).toBe(once)
      }),
      { numRuns: 1_500 },
    )
  })

  it('is the same for texts with the same NFC', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(normalizeText(text.normalize('NFD')).text).toBe(normalizeText(text.normalize('NFC')).text)
      }),
      { numRuns: 1_500 },
    )
  })

  it('leads every stretch between edges back to text with that canonical form', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), (text, one, other) => {
        const normal = normalizeText(text)
        const ends = [one, other].map((at) => at % (normal.text.length + 1)).sort((a, b) => a - b)
        const [start = 0, end = 0] = ends
        fc.pre(start < end && normal.isEdge(start) && normal.isEdge(end))
        const source = text.slice(normal.sourceStart(start), normal.sourceEnd(end))
        expect(skeleton(source)).toBe(skeleton(normal.text.slice(start, end)))
        expect(normal.fromSource(normal.sourceStart(start), 'start')).toBeLessThanOrEqual(start)
      }),
      { numRuns: 2_000 },
    )
  })
})
