import { describe, expect, it } from 'vitest'
import { edtfOf, findDate } from '../../../main/capture/dates.ts'

describe('edtfOf', () => {
  it.each([
    ['2026', '2026'],
    ['2026-03', '2026-03'],
    ['2026-03-12', '2026-03-12'],
    ['2026-03-12T23:30:00-05:00', '2026-03-12'],
    ['2026/3/2', '2026-03-02'],
    ['20260312', '2026-03-12'],
    ['20260312T080000Z', '2026-03-12'],
    ['2026-03-12 08:00', '2026-03-12'],
    ['12 March 2026', '2026-03-12'],
    ['Thursday, 12th of March, 2026', '2026-03-12'],
    ['March 12, 2026', '2026-03-12'],
    ['Updated: Mar. 2, 2026, 8 p.m.', '2026-03-02'],
    ['Sept 9 2025', '2025-09-09'],
    ['Thu, 12 Mar 2026 08:00:00 GMT', '2026-03-12'],
    ['March 2026', '2026-03'],
    ['29 February 2024', '2024-02-29'],
  ])('of %j is %s', (words, edtf) => expect(edtfOf(words)).toBe(edtf))

  it.each([
    '',
    'yesterday',
    '03/04/2026',
    '12.03.2026',
    '2026-13-01',
    '2026-02-30',
    '29 February 2026',
    '0045',
    '20261',
    '2026 was a year',
    '12 Mark 2026 x',
    '4 hours ago',
  ])('of %j is not known', (words) => expect(edtfOf(words)).toBeNull())

  it('keeps the words in which the date stands', () => {
    expect(findDate('Published on Thursday, 12 March 2026 at 08:00')?.printed).toBe('Thursday, 12 March 2026')
    expect(findDate('Mar. 12, 2026 | Politics')?.printed).toBe('Mar. 12, 2026')
  })
})
