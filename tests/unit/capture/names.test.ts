import { describe, expect, it } from 'vitest'
import { nameFrom, namesFromByline } from '../../../main/capture/names.ts'

describe('nameFrom', () => {
  it.each([
    ['Ana Brandt', { given: 'Ana', family: 'Brandt' }],
    ['  Lena  van der Berg ', { given: 'Lena', family: 'van der Berg' }],
    ['Peter A. Okonjo Jr.', { given: 'Peter A., Jr.', family: 'Okonjo' }],
    ['Haddad, Rima', { given: 'Rima', family: 'Haddad' }],
    ['Οδυσσέας Ελύτης', { given: 'Οδυσσέας', family: 'Ελύτης' }],
    ['Siobhán O’Hara-Quinn', { given: 'Siobhán', family: 'O’Hara-Quinn' }],
    ['Plato', { literal: 'Plato' }],
    ['Harbour Courier Staff', { literal: 'Harbour Courier Staff' }],
    ['The Associated Press', { literal: 'The Associated Press' }],
    ['山田 太郎', { literal: '山田 太郎' }],
    ['Agent 47', { literal: 'Agent 47' }],
    ['— —', null],
    ['', null],
  ])('of %j', (printed, name) => expect(nameFrom(printed)).toEqual(name))
})

describe('namesFromByline', () => {
  it.each([
    ['By Ana Brandt', ['Brandt']],
    ['By Ana Brandt and Piet Lund', ['Brandt', 'Lund']],
    ['by Ana Brandt, Piet Lund, and Ida Moe, in Oslo', ['Brandt', 'Lund', 'Moe']],
    ['Ana Brandt; Piet Lund', ['Brandt', 'Lund']],
    ['Martin Sandberg', ['Sandberg']],
    ['https://pages.example/ana', []],
    ['ana@courier.example', []],
  ])('of %j', (byline, families) => {
    expect(namesFromByline(byline).map((name) => ('family' in name ? name.family : name.literal))).toEqual(
      families,
    )
  })
})
