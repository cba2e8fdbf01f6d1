import fc from 'fast-check'
import { oneLine } from '../../../main/capture/details.ts'
import type { Reference, ReferenceName, TextField } from '../../../main/capture/references/reference.ts'

const pieces = fc.constantFrom(
  ...[
    'and',
    'of',
    'The',
    'ÉTUDE',
    'naïve',
    'ſtraße',
    'CO2',
    '50 %',
    '$5',
    'R&D',
    'a_b',
    '#1',
    '{x}',
    '}{',
    '\\n',
    '\\',
  ],
  ...[
    '--',
    '---',
    "''",
    '``',
    "it's",
    '“so”',
    '«là»',
    '~',
    '^',
    '漢字',
    'العربية',
    '🙂',
    'TY  - x',
    'ER  -',
    '@book{a,',
  ],
  ...[
    '"',
    ',',
    ';',
    ':',
    '=',
    '(',
    '%',
    'von',
    'C++',
    'https://ports.example/a_b',
    'l’eau',
    'x  y',
    'ﬁ',
    '…',
  ],
)
/** One line of words with everything in it that formats have a meaning for. */
export const line = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: pieces },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 8 }) },
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((words) => oneLine(words.join(' ').normalize('NFC')))
  .filter((text) => text !== '')

const paragraphs = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '\n\n').map((between) => lines.join(between)))

const word = fc.constantFrom(
  'Ansel',
  'Brandt',
  'Ólafsson',
  'O’Neill',
  'Nguyễn',
  'Smith-Jones',
  'Ibn Sina',
  '李',
  'Müller',
  'R. P.',
)
const name = (part: fc.Arbitrary<string>, hasParticles: boolean): fc.Arbitrary<ReferenceName> =>
  fc.oneof(
    part.map((literal) => ({ literal })),
    fc.record({ family: word, given: word }),
    fc.record({ family: word, given: word, suffix: fc.constantFrom('Jr.', 'III') }),
    ...(hasParticles
      ? [
          fc.record({
            family: word,
            given: word,
            'non-dropping-particle': fc.constantFrom('von', 'de la', 'van der'),
          }),
        ]
      : []),
  )

const date = fc.constantFrom(
  ...[
    null,
    { edtf: '2026', printed: '' },
    { edtf: '1999-02', printed: '' },
    { edtf: '1815-06-18', printed: '' },
  ],
  ...[
    { edtf: '2026-02-13', printed: 'Friday 13 February 2026' },
    { edtf: '2019-11/2020-01', printed: '' },
  ],
  ...[
    { edtf: '1987~', printed: '' },
    { edtf: '2001-21', printed: '' },
    { edtf: '2020/2021', printed: '' },
  ],
)

export interface Holds {
  readonly types: readonly Reference['type'][]
  readonly fields: readonly TextField[]
  readonly particles: boolean
  /** Names of organisations as the format may hold them. */
  readonly literal: fc.Arbitrary<string>
  /** False where a title in words only is all that the format keeps. */
  readonly custom?: boolean
}

const digits = fc.integer({ min: 1, max: 999 }).map(String)
const special: Partial<Record<TextField, fc.Arbitrary<string>>> = {
  abstract: paragraphs,
  note: paragraphs,
  DOI: fc.constantFrom(
    '10.1000/182',
    '10.1002/j.1538-7305.1948.tb01338.x',
    '10.1016/s0140-6736(20)30183-5',
    '10.1000/a_b<c>%23',
  ),
  ISBN: fc.constantFrom('9780140449136', '0-306-40615-2'),
  ISSN: fc.constantFrom('0028-0836', '1476-4687'),
  PMID: digits,
  PMCID: digits.map((number) => `PMC${number}`),
  URL: fc.constantFrom(
    'https://ports.example/a_b?c=50%25&d=~e#f',
    'http://ports.example/',
    'https://ports.example/é',
  ),
  language: fc.constantFrom('en', 'pt-BR', 'de'),
  page: fc.oneof(digits, fc.constantFrom('12-19', 'xii-xix', 'e1023', 'A1, A7')),
  volume: digits,
  issue: fc.constantFrom('3', '4-5', 'Suppl 1'),
  number: fc.constantFrom('7', 'WP/20/12'),
  'number-of-pages': digits,
}

/** References with what a format can hold. */
export const reference = ({ types, fields, particles, literal }: Holds): fc.Arbitrary<Reference> =>
  fc.record({
    key: fc.constantFrom('smith2019', 'Brandt_2026', 'who:1948'),
    type: fc.constantFrom(...types),
    fields: fc
      .record(
        Object.fromEntries(fields.map((field) => [field, special[field] ?? line])) as Record<
          TextField,
          fc.Arbitrary<string>
        >,
        { requiredKeys: ['title'] },
      )
      .map((own) => own as Reference['fields']),
    names: fc.record(
      {
        author: fc.array(name(literal, particles), { minLength: 1, maxLength: 4 }),
        editor: fc.array(name(literal, particles), { minLength: 1, maxLength: 2 }),
        translator: fc.array(name(literal, particles), { minLength: 1, maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    issued: date,
    accessed: fc.constantFrom(null, { edtf: '2026-03-12', printed: '' }),
    keywords: fc.uniqueArray(fc.constantFrom('ports', 'tolls & dues', 'R&D', 'Größe', 'sea law'), {
      maxLength: 3,
    }),
    files: fc.constant([]),
    line: fc.constant(0),
  })
