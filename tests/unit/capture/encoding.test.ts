import { describe, expect, it } from 'vitest'
import { decode } from '../../../main/capture/encoding.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return new Uint8Array(order === 'le' ? buffer : buffer.swap16())
}
const sentence = 'The minister said “no” – twice – to the envoy’s café proposal.\n'

describe('decode', () => {
  it('reads UTF-8 with and without a byte order mark', () => {
    expect(decode(utf8(sentence), 'text')).toEqual({ text: sentence, encoding: 'utf-8', notes: [] })
    expect(decode(utf8(`\ufeff${sentence}`), 'text')).toEqual({
      text: sentence,
      encoding: 'utf-8',
      notes: [],
    })
  })

  it.each(['le', 'be'] as const)('reads UTF-16%s with and without a byte order mark', (order) => {
    const expected = { text: sentence, encoding: `utf-16${order}`, notes: [] }
    expect(decode(utf16(sentence, order), 'text')).toEqual(expected)
    expect(decode(utf16(sentence, order, false), 'text')).toEqual(expected)
  })

  it('recognises UTF-16 of scripts with few zero bytes by its spaces and line ends', () => {
    const text = 'Министр сказал, что встреча прошла хорошо.\n'.repeat(10)
    expect(decode(utf16(text, 'le', false), 'text')).toMatchObject({ encoding: 'utf-16le', text })
  })

  it('does not take text with a stray NUL for UTF-16', () => {
    expect(decode(utf8('abc\0'), 'text')).toMatchObject({ encoding: 'utf-8', text: 'abc\0' })
    expect(decode(utf8(`${sentence.repeat(3)}\0 more`), 'text')).toMatchObject({ encoding: 'utf-8' })
  })

  it('reads bytes that name no encoding and are not UTF-8 as Windows-1252, and says so', () => {
    const decoded = decode(bytes(0x93, 0x4e, 0x6f, 0x94, 0x20, 0x80, 0x35, 0x20, 0x96, 0x20, 0xe9), 'text')
    expect(decoded?.text).toBe('“No” €5 – é')
    expect(decoded?.encoding).toBe('windows-1252')
    expect(decoded?.notes.join()).toContain('Windows-1252')
  })

  it('gives all 256 bytes of Windows-1252 the characters of the encoding standard', () => {
    const upper = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index)
    expect(decode(new Uint8Array([...latin1('café '.repeat(40)), ...upper]), 'text')?.text.slice(200)).toBe(
      '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
        '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178',
    )
  })

  it.each([
    ['<meta charset="windows-1251">', 'windows-1251', [0xcf, 0xf0, 0xe8], 'При'],
    [
      "<META content='text/html; charset=Shift_JIS' http-equiv=Content-Type>",
      'shift_jis',
      [0x93, 0xfa],
      '日',
    ],
    ['<?xml version="1.0" encoding="koi8-r"?>', 'koi8-r', [0xf0, 0xd2], 'Пр'],
    ['<meta charset=iso-8859-1>', 'windows-1252', [0x92], '’'],
  ])('takes the encoding that a page declares: %s', (declaration, encoding, encoded, expected) => {
    const page = new Uint8Array([...latin1(`${declaration}<p>`), ...encoded])
    const decoded = decode(page, 'html')
    expect(decoded?.encoding).toBe(encoding)
    expect(decoded?.text.endsWith(`<p>${expected}`)).toBe(true)
  })

  it('ignores declarations in comments, unknown ones, and those of plain text', () => {
    const e = [0xe9]
    const inComment = new Uint8Array([...latin1('<!-- <meta charset=koi8-r> --><p>'), ...e])
    expect(decode(inComment, 'html')?.encoding).toBe('windows-1252')
    expect(decode(new Uint8Array([...latin1('<meta charset=klingon>'), ...e]), 'html')?.encoding).toBe(
      'windows-1252',
    )
    expect(decode(new Uint8Array([...latin1('<meta charset=koi8-r>'), ...e]), 'text')?.encoding).toBe(
      'windows-1252',
    )
  })

  it('believes the bytes of a page that are UTF-8 although it says otherwise, and says so', () => {
    const decoded = decode(utf8(`<meta charset=iso-8859-1><p>${sentence}`), 'html')
    expect(decoded).toMatchObject({ encoding: 'utf-8' })
    expect(decoded?.text).toContain(sentence)
    expect(decoded?.notes.join()).toContain('windows-1252')
  })

  it('counts what it replaces in declared or marked UTF-8', () => {
    const broken = new Uint8Array([...utf8('<meta charset=utf-8>\ufffd one'), 0xff, 0x20, 0xc3, 0x28])
    const decoded = decode(broken, 'html')
    expect(decoded?.text).toBe('<meta charset=utf-8>\ufffd one\ufffd \ufffd(')
    expect(decoded?.notes).toEqual(['2 places that are not valid UTF-8 were replaced with “\ufffd”.'])
    const marked = decode(new Uint8Array([0xef, 0xbb, 0xbf, 0x41, 0xff, 0x42]), 'text')
    expect(marked).toMatchObject({ text: 'A\ufffdB', encoding: 'utf-8' })
    expect(marked?.notes.join()).toContain('1 place ')
  })

  it('keeps UTF-8 that was cut in the middle of a character, and says so', () => {
    const whole = utf8('The envoy said “yes”')
    const cut = whole.subarray(0, whole.length - 1)
    const decoded = decode(cut, 'text')
    expect(decoded).toMatchObject({ text: 'The envoy said “yes\ufffd', encoding: 'utf-8' })
    expect(decoded?.notes.join()).toContain('cut off')
  })

  it('keeps UTF-8 with one broken place among many whole characters', () => {
    const text = sentence.repeat(10)
    const decoded = decode(new Uint8Array([...utf8(text), 0xff, ...utf8(text)]), 'text')
    expect(decoded).toMatchObject({ text: `${text}\ufffd${text}`, encoding: 'utf-8' })
  })

  it('counts lone surrogates and a cut end of UTF-16', () => {
    expect(decode(bytes(0xff, 0xfe, 0x41, 0, 0x00, 0xd8, 0x42, 0), 'text')).toEqual({
      text: 'A\ufffdB',
      encoding: 'utf-16le',
      notes: ['1 place that is not valid UTF-16LE was replaced with “\ufffd”.'],
    })
    const cut = decode(utf16(sentence, 'be').subarray(0, -1), 'text')
    expect(cut?.notes.join()).toContain('cut off')
  })

  it('refuses bytes that are no text', () => {
    expect(
      decode(
        Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
        'text',
      ),
    ).toBeNull()
    const numbers = new Uint8Array(new Int16Array(2000).map((_, index) => (index * 31) % 200).buffer)
    expect(decode(numbers, 'text')).toBeNull()
  })

  it('takes escape sequences of a terminal and form feeds for text', () => {
    expect(decode(utf8('\x1b[1mTitle\x1b[0m\f\tpage 2'), 'text')).toMatchObject({ encoding: 'utf-8' })
  })
})
