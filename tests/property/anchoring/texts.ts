import fc from 'fast-check'

/** Any string at all: lone surrogates, control characters and unassigned code points included. */
export const anyString = (maxLength = 60) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength })
      .map((units) => String.fromCharCode(...units)),
    fc
      .array(
        fc.constantFrom(
          '\uD83D',
          '\uDE42',
          '🙂',
          '\u200D',
          'e',
          '\u0301',
          '\u00AD',
          'ﬁ',
          ' ',
          '\n',
          '-',
          'a',
        ),
        {
          maxLength,
        },
      )
      .map((parts) => parts.join('')),
  )

const LETTERS = [
  ...'abcdefghijklmnoprstuvyABCDEFLMNORST',
  ...'äéøßœğ',
  ...'абвгдежАБ',
  ...'אבגדהו',
  ...'ابتثجح',
  'e\u0301',
  'o\u0308',
]

const LATIN = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 9 })
const WORD = fc.oneof(
  { weight: 8, arbitrary: LATIN },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'the',
      'of',
      'not',
      'unless',
      'said',
      '1,500',
      'can’t',
      'ﬁnal',
      'co\u00ADop',
      'cyber-\nwar',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('🙂', '👩‍👩‍👧', '🇳🇴', '部长', '会议推迟', 'สภา', '계획을') },
)
const GAP = fc.oneof(
  { weight: 8, arbitrary: fc.constant(' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\n', '  ', '\u00A0', ', ', '. ', ' — ', ' “', '” ', '; ', '…', ' ... '),
  },
)

/** Something like prose in mixed scripts: words and gaps in turn, beginning and ending with a word. */
export const prose = (minWords: number, maxWords: number) =>
  fc
    .tuple(WORD, fc.array(fc.tuple(GAP, WORD), { minLength: minWords - 1, maxLength: maxWords - 1 }))
    .map(([first, rest]) => first + rest.map(([gap, word]) => gap + word).join(''))

/** Distinct words of plain letters parted by single spaces: what was dropped or changed is known for sure. */
export const plainWords = (minLength: number, maxLength: number) =>
  fc.uniqueArray(
    fc.string({ unit: fc.constantFrom(...'abcdefghiklmnoprstuvy'), minLength: 3, maxLength: 9 }),
    {
      minLength,
      maxLength,
    },
  )

/** A text and two code point positions in it, in order and apart. */
export const cut = (text: fc.Arbitrary<string>) =>
  text
    .filter((whole) => whole !== '')
    .chain((whole) => {
      const length = Array.from(whole).length
      return fc.tuple(fc.constant(whole), fc.nat(length), fc.nat(length))
    })
    .map(([whole, one, other]) => ({ text: whole, start: Math.min(one, other), end: Math.max(one, other) }))
    .filter(({ start, end }) => start < end)

/** The code points `start` to `end` of a text, counted in the plainest way. */
export const slice = (text: string, start: number, end: number) => Array.from(text).slice(start, end).join('')
