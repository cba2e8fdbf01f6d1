import { describe, expect, it } from 'vitest'
import { cleanText, headlineOf, isBlank } from '../../../main/capture/plainText.ts'
import { countWords } from '../../../shared/document/words.ts'

describe('cleanText', () => {
  it.each([
    ['a\r\nb\rc\n\r\nd', 'a\nb\nc\n\nd'],
    ['\ufeff\ufeffa\ufeffb', 'a\ufeffb'],
    ['a\0b', 'a\ufffdb'],
    ['\ud800x\udc00 😀', '\ufffdx\ufffd 😀'],
  ])('makes %j into %j', (text, clean) => expect(cleanText(text)).toBe(clean))

  it('leaves everything else as it is: bidi overrides, composed and decomposed letters, long lines, odd spaces', () => {
    const text = `\u202eabc\u202c e\u0301 é \u00a0\u2028\u0085\t\v\f ${'x'.repeat(10_000)}  `
    expect(cleanText(text)).toBe(text)
  })
})

describe('isBlank', () => {
  it.each([
    ['', true],
    [' \n\t\u00a0\u200b\u202e\ufeff', true],
    ['\ufffd\ufffd\0', true],
    ['.', false],
    ['  字 ', false],
  ])('of %j is %s', (text, blank) => expect(isBlank(text)).toBe(blank))
})

describe('countWords', () => {
  it.each([
    ['The minister’s cyber-espionage, 1,200 times.', 5],
    ['— … !', 0],
    ['国家安全', 4],
    ['e\u0301te\u0301 Ελλάδα', 2],
  ])('of %j is %i', (text, count) => expect(countWords(text)).toBe(count))
})

describe('headlineOf', () => {
  const body = '\n\nThe first paragraph of the text.'
  it.each([`Talks resume in Varn${body}`, `\n  Talks resume in Varn  \n \nMore`])(
    'finds the first line of %j',
    (text) => expect(headlineOf(text)).toBe('Talks resume in Varn'),
  )

  it.each([
    '“No deal,” says envoy',
    '12 ships return',
    'Will the levy hold?',
    'Über die Grenze gehen',
    '国家 安全',
  ])('takes %s', (line) => expect(headlineOf(line + body)).toBe(line))

  it.each([
    ['a sentence', 'Talks resumed in Varn on Monday.'],
    ['a quoted sentence', '“Talks resumed in Varn.”'],
    ['a label', 'For immediate release:'],
    ['one word', 'Memorandum'],
    ['lower case', 'talks resume in varn'],
    ['a rule', '=== === ==='],
    ['a long line', `Talks ${'go on and '.repeat(20)}on`],
  ])('does not take %s for a headline', (_what, line) => expect(headlineOf(line + body)).toBeNull())

  it('needs an empty line and more text after it', () => {
    expect(headlineOf('Talks resume in Varn\nThe first line of the text.')).toBeNull()
    expect(headlineOf('Talks resume in Varn')).toBeNull()
    expect(headlineOf('Talks resume in Varn\n\n  \n')).toBeNull()
    expect(headlineOf('')).toBeNull()
  })
})
