import { expect, it } from 'vitest'
import { claimLabel, grade, quoteDetail, sourceLabel, speakerLabel } from '../../../main/store/labels.ts'
import { matchExpression } from '../../../main/store/searchWords.ts'
import { normalAddress } from '../../../main/store/sourceRows.ts'

it('labels a claim by its first words', () => {
  expect(claimLabel('Nine engineers')).toBe('Nine engineers')
  expect(claimLabel('The Directorate, so far, employs nine')).toBe('The Directorate, so far…')
  expect(claimLabel('x'.repeat(100))).toBe(`${'x'.repeat(39)}…`)
  expect(claimLabel('海峡は閉鎖された')).toBe('海峡は閉鎖された')
})

it('labels a source by its title before a colon, bar or dash', () => {
  expect(sourceLabel('Circular 4: boarding of engineers', 'k')).toBe('Circular 4')
  expect(sourceLabel('US halts sanctions | Reuters', 'k')).toBe('US halts sanctions')
  expect(sourceLabel('', 'circular-4')).toBe('circular-4')
})

it('labels a person by surname, anyone else in full', () => {
  expect(speakerLabel({ kind: 'person', name: 'Ilsa Tarnmoor' })).toBe('Tarnmoor')
  expect(speakerLabel({ kind: 'person', name: 'Tarnmoor, Ilsa' })).toBe('Tarnmoor')
  expect(speakerLabel({ kind: 'organization', name: 'Port Authority' })).toBe('Port Authority')
  expect(speakerLabel({ kind: 'anonymous', name: 'two current officials' })).toBe('two current officials')
})

it('writes grades and details', () => {
  expect([grade('B', 2), grade('C'), grade('D', null)]).toEqual(['B2', 'C', 'D'])
  expect([quoteDetail('partial', 'background'), quoteDetail('direct', 'unknown')]).toEqual([
    'Partial, background',
    'Direct',
  ])
})

it('knows one source under several addresses', () => {
  const one = 'https://example.org/a?id=3'
  for (const same of [
    'http://EXAMPLE.org/a?id=3#part',
    'https://example.org:443/a?id=3&utm_source=mail&fbclid=1',
    'https://example.org/a?id=3',
  ]) {
    expect(normalAddress(same), same).toBe(one)
  }
  expect(normalAddress('https://example.org/a/?id=3')).not.toBe(one)
  expect(normalAddress('https://example.org/a?id=4')).not.toBe(one)
  for (const none of ['', 'nonsense', 'ftp://example.org/a', 'javascript:alert(1)']) {
    expect(normalAddress(none), none).toBe('')
  }
})

it('makes a search of typed words in which nothing is an operator', () => {
  expect(matchExpression('cable engin')).toBe('"cable" "engin"*')
  expect(matchExpression('a"b OR *')).toBe('"a""b" "OR"*')
  expect(matchExpression(' 😀 - ')).toBeNull()
  expect(matchExpression('a\0b')).toBe('"a" "b"*')
})
