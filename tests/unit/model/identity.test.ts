import { describe, expect, it } from 'vitest'
import { idSchema, keyFrom, keySchema, mintId } from '../../../shared/model/identity.ts'
import { edtfSchema, nameText } from '../../../shared/model/source.ts'

describe('keyFrom', () => {
  const cases: [words: string, key: string][] = [
    ['Export controls ease before the visit', 'export-controls-ease-before-the'],
    ['  “Permits”: §7, Nº 2 ', 'permits-7-no-2'],
    ['Élysée — déjà vu', 'elysee-deja-vu'],
    ['北京 代表团', '北京-代表团'],
    ['…!?', 'source'],
    ['x'.repeat(300), 'x'.repeat(40)],
  ]
  for (const [words, key] of cases) {
    it(`makes ${key} of ${words.slice(0, 30)}`, () => {
      expect(keyFrom(words, 'source')).toBe(key)
      expect(keySchema.safeParse(key).success).toBe(true)
    })
  }
})

it('mints UUIDs of version 7 that sort by time', () => {
  const ids = Array.from({ length: 1000 }, mintId)
  expect(ids.every((id) => idSchema.safeParse(id).success && id[14] === '7')).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})

describe('EDTF dates', () => {
  for (const date of [
    '2026',
    '2026-02',
    '2026-02-13',
    '2026-02~',
    '2026?',
    '2026-21',
    '2026-01/2026-03',
    '2026-01/..',
  ]) {
    it(`takes ${date}`, () => expect(edtfSchema.safeParse(date).success).toBe(true))
  }
  for (const date of ['', 'April', '2026-13', '2026-02-32', '13/02/2026', '2026-2-1']) {
    it(`refuses ${date || 'nothing'}`, () => expect(edtfSchema.safeParse(date).success).toBe(false))
  }
})

it('writes names in reading order', () => {
  expect(nameText({ family: 'Tarnmoor', given: 'Ilsa' })).toBe('Ilsa Tarnmoor')
  expect(nameText({ family: 'Tarnmoor' })).toBe('Tarnmoor')
  expect(nameText({ literal: 'Norvia Public Radio' })).toBe('Norvia Public Radio')
})
