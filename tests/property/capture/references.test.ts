import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readBibtex } from '../../../main/capture/references/bibtex.ts'
import { readCslJson } from '../../../main/capture/references/cslJson.ts'
import { itemOf } from '../../../main/capture/references/record.ts'
import {
  cslTypes,
  type Reference,
  type References,
  referenceSchema,
  textFields,
} from '../../../main/capture/references/reference.ts'
import { readRis } from '../../../main/capture/references/ris.ts'
import { writeBibtex } from '../../../main/capture/references/writeBibtex.ts'
import { writeRis } from '../../../main/capture/references/writeRis.ts'
import { type Holds, line, reference } from './references.ts'

const holds = {
  csl: { types: cslTypes, fields: textFields, particles: true, literal: line },
  ris: {
    types: ['article-journal', 'article-newspaper', 'article-magazine', 'chapter', 'webpage', 'manuscript'],
    fields: textFields.filter(
      (field) => !['PMID', 'PMCID', 'number', 'number-of-pages', 'event-title'].includes(field),
    ),
    particles: false,
    literal: fc.constantFrom('World Health Organization', 'Ports & Harbours', 'von Trapp'),
  },
  bibtex: {
    // `issue` of an article is its `number`: the format has one of the two.
    types: cslTypes.filter(
      (type) => !['article-journal', 'article-newspaper', 'article-magazine', 'periodical'].includes(type),
    ),
    fields: textFields,
    particles: true,
    literal: line,
  },
} satisfies Record<string, Holds>

const unplaced = ({ references, problems }: References): unknown => [
  references.map((read) => ({ ...read, line: 0 })),
  problems,
]

function roundTrip(
  own: Holds,
  write: (references: Reference[]) => string,
  read: (name: string, text: string) => References,
) {
  fc.assert(
    fc.property(fc.array(reference(own), { minLength: 1, maxLength: 3 }), (references) => {
      expect(unplaced(read('a', write(references)))).toEqual([references, []])
    }),
    { numRuns: 150 },
  )
}

describe('references out and in again are the same', () => {
  it('as CSL-JSON', () =>
    roundTrip(holds.csl, (references) => JSON.stringify(references.map((one) => itemOf(one))), readCslJson))
  it('as RIS', () => roundTrip(holds.ris, writeRis, readRis))
  it('as BibTeX', () => roundTrip(holds.bibtex, writeBibtex, readBibtex))
})

describe('any text', () => {
  const junk = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '@article{a,',
          '@string{',
          'title = {',
          '"',
          '}',
          '{',
          '\n',
          ' # ',
          ',',
          '=',
          '\\',
          "\\'",
          '$',
          '\n@book{b,\n',
        ),
        fc.constantFrom(
          'TY  - JOUR\n',
          'ER  - \n',
          'AU  - ',
          'PMID- 1\n',
          '      ',
          'DA  - 2020/99/99/',
          '%',
          '@',
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''))
  it('gives references and problems, never a fault', () => {
    fc.assert(
      fc.property(junk, (text) => {
        for (const read of [readBibtex, readRis]) {
          const { references, problems } = read('a', text)
          for (const one of references) expect(referenceSchema.safeParse(one).error).toBeUndefined()
          for (const { line } of [...references, ...problems]) {
            expect(line).toBeGreaterThanOrEqual(1)
            expect(line).toBeLessThanOrEqual(text.split('\n').length)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})
