import { describe, expect, it } from 'vitest'
import { cslFromDetails, detailsFromCsl } from '../../../main/capture/csl.ts'
import { sourceDetailsSchema } from '../../../shared/model/source.ts'

const item = {
  id: 'x',
  type: 'article-newspaper',
  title: 'Insurers wait',
  'container-title': 'Harbour Courier',
  author: [
    { family: 'Holt', given: 'Marit', 'non-dropping-particle': 'van der' },
    { family: 'Lund', given: 'Piet', suffix: 'Jr.' },
    { literal: 'Harbour Desk' },
  ],
  issued: { 'date-parts': [[2026, 3, 12]] },
  accessed: { 'date-parts': [['2026', '04']] },
  URL: 'https://courier.example/a',
  language: 'en_gb',
  custom: { reliability: 'B', descriptor: 'Close to the ministry' },
}

describe('detailsFromCsl', () => {
  it('reads an item, alone or in an array of one', () => {
    const details = {
      type: 'article-newspaper',
      title: 'Insurers wait',
      publisher: 'Harbour Courier',
      authors: [
        { family: 'van der Holt', given: 'Marit' },
        { family: 'Lund', given: 'Piet, Jr.' },
        { literal: 'Harbour Desk' },
      ],
      issued: '2026-03-12',
      accessed: '2026-04',
      url: 'https://courier.example/a',
      language: 'en-GB',
      reliability: 'B',
      descriptor: 'Close to the ministry',
    }
    expect(detailsFromCsl(item)).toEqual(details)
    expect(detailsFromCsl([item])).toEqual(details)
    expect(sourceDetailsSchema.partial().parse(details)).toEqual(details)
  })

  it.each([
    [{ 'date-parts': [[2026]] }, '2026', undefined],
    [
      {
        'date-parts': [
          [2026, 1],
          [2026, 3],
        ],
      },
      '2026-01/2026-03',
      undefined,
    ],
    [{ 'date-parts': [[2026, 2]], circa: true }, '2026-02~', undefined],
    [{ 'date-parts': [[2026]], season: '2' }, '2026-22', undefined],
    [{ raw: '2026-03-12' }, '2026-03-12', undefined],
    [{ raw: '12 March 2026' }, '2026-03-12', '12 March 2026'],
    [{ literal: 'Spring of the flood' }, undefined, 'Spring of the flood'],
    [{ 'date-parts': [[2026, 3, 12]], literal: 'the twelfth' }, '2026-03-12', 'the twelfth'],
    [{ 'date-parts': [[2026, 13]] }, undefined, undefined],
    [{ 'date-parts': 'nonsense' }, undefined, undefined],
    ['2026', undefined, undefined],
  ])('reads the date %j', (issued, edtf, printed) => {
    const details = detailsFromCsl({ ...item, issued })
    expect([details.issued, details.issuedAsPrinted]).toEqual([edtf, printed])
  })

  it('makes types that are not offered a document', () => {
    expect(detailsFromCsl({ type: 'motion_picture', title: 'x' }).type).toBe('document')
    expect(detailsFromCsl({ title: 'x' }).type).toBe('document')
  })

  it('leaves out what does not fit the model', () => {
    const details = detailsFromCsl({
      ...item,
      URL: 'javascript:alert(1)',
      language: '??',
      author: [{ family: '' }, 'Ana', null, { family: 'a\u202eb\n c' }],
      custom: { reliability: 'Z' },
    })
    expect(details).not.toHaveProperty('url')
    expect(details).not.toHaveProperty('language')
    expect(details).not.toHaveProperty('reliability')
    expect(details.authors).toEqual([{ family: 'ab c' }])
  })

  it.each([[null], ['text'], [[]], [[item, item]]])('refuses %j', (json) => {
    expect(() => detailsFromCsl(json)).toThrow(expect.objectContaining({ code: 'bad-request' }))
  })
})

describe('cslFromDetails', () => {
  it.each([
    '2026',
    '2026-03',
    '2026-03-12',
    '2026-22',
    '2026~',
    '2026-03?',
    '2026-01/2026-03',
    '2026-01/..',
    '-0044',
    '2026-21/2026-22',
    '2026~/2027',
  ])('gives an item that reads back the same, with the date %s', (issued) => {
    const details = sourceDetailsSchema.parse({
      type: 'report',
      title: 'A title',
      publisher: 'An institute',
      authors: [{ family: 'van der Holt', given: 'Marit' }, { literal: 'Desk' }],
      issued,
      issuedAsPrinted: 'early that year',
      accessed: '2026-05-01',
      url: 'https://a.example/b',
      language: 'de',
      reliability: 'C',
      descriptor: 'd',
      marking: 'INTERNAL',
    })
    expect(detailsFromCsl(JSON.parse(JSON.stringify(cslFromDetails(details, 'key'))))).toEqual(details)
    const { issuedAsPrinted: _, ...unprinted } = details
    expect(detailsFromCsl(cslFromDetails({ ...details, issuedAsPrinted: '' }, 'key'))).toEqual(unprinted)
  })

  it('leaves out what is not known', () => {
    expect(cslFromDetails({ title: 'x', publisher: '', authors: [], issued: null }, 'k')).toEqual({
      id: 'k',
      type: 'document',
      title: 'x',
    })
  })
})
