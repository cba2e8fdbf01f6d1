import { describe, expect, it } from 'vitest'
import { extractRtf } from '../../../main/capture/rtf/rtf.ts'

const read = (file: string) =>
  extractRtf({
    name: 'memo.rtf',
    kind: 'rtf',
    bytes: Uint8Array.from(Buffer.from(file, 'latin1')),
    extent: 'article',
  })
const body = (words: string) =>
  read(`{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}${words}}`).text

describe('the text of an RTF document', () => {
  it('has its paragraphs, without the tables at its head and what stands on every page', () => {
    expect(
      body(
        '{\\colortbl;\\red0;}{\\stylesheet{\\s1 Heading;}}{\\*\\generator Writer;}{\\header Secret\\par}\\pard\\b The toll\\b0\\par\r\nShips pay\r\n four.\\par',
      ),
    ).toBe('The toll\n\nShips pay four.')
  })

  it.each([
    ['Windows-1252 bytes', "caf\\'e9 \\'93four\\'94", 'café “four”'],
    ['signs by name', '\\ldblquote four\\rdblquote  \\endash  it\\rquote s', '“four” – it’s'],
    ['Unicode with its stand-in', "caf\\u233?s \\u8220\\'93four\\u8221\\'94", 'cafés “four”'],
    ['Unicode with no stand-in', '{\\uc0\\u28207 \\u-10179 \\u-8704 }', '港😀'],
    ['Unicode below zero', '\\u-10179?\\u-8704?', '😀'],
    ['a stand-in that is a control word', '\\u8217\\rquote s', '’s'],
    ['soft hyphens, hard spaces, braces', 'pilot\\-age 40\\~km \\{x\\}', 'pilotage 40\u00a0km {x}'],
  ])('reads %s', (_, words, text) => {
    expect(body(words)).toBe(text)
  })

  it('reads each font in its own character set, two bytes for a letter too', () => {
    const file =
      "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times Cyr;}{\\f2\\fcharset128 Mincho;}{\\f3\\fcharset2 Wingdings;}}{\\f1 \\'cf\\'ee\\'f0\\'f2} {\\f2 \\'8d\\'60} {\\f3 \\'fc} end}"
    const { text, notes } = read(file)
    expect(text).toBe('Порт 港 � end')
    expect(notes).toEqual(['Signs of symbol fonts were replaced with “�”.'])
  })

  it('has its lists with their signs', () => {
    expect(
      body(
        'Before\\par{\\listtext\\tab 1.\\tab}\\ilvl0 One\\par{\\listtext\\bullet\\tab}\\ilvl1 Two\\par\\pard After\\par',
      ),
    ).toBe('Before\n\n1. One\n  • Two\n\nAfter')
  })

  it('has the rows of a table as lines, its cells parted by tabs', () => {
    const row = (...cells: string[]) => `\\trowd\\cellx1000\\pard\\intbl ${cells.join('\\cell ')}\\cell\\row`
    expect(body(`Before\\par${row('Month', 'Ships')}${row('May', '63')}\\pard After\\par`)).toBe(
      'Before\n\nMonth\tShips\nMay\t63\n\nAfter',
    )
  })

  it('has its notes at the end, and their numbers where they are referred to', () => {
    expect(
      body('It rose.{\\super\\chftn}{\\footnote\\pard\\chftn  Monthly return.\\par} It fell.\\par'),
    ).toBe('It rose.[1] It fell.\n\n[1] Monthly return.')
  })

  it('counts no note of what is left out', () => {
    const note = (words: string) => `{\\footnote\\pard\\chftn ${words}\\par}`
    expect(
      body(
        `{\\header Head${note('Of the head.')}}It rose${note('One.')}. {\\deleted Gone${note('Two.')}.}It fell${note('Three.')}.\\par`,
      ),
    ).toBe('It rose[1]. It fell[2].\n\n[1] One.\n\n[2] Three.')
  })

  it('takes the words of a link and of a text box, not the address', () => {
    expect(
      body(
        '{\\field{\\*\\fldinst HYPERLINK "https://x.example"}{\\fldrslt the return}}\\par{\\shp{\\*\\shpinst{\\sp{\\sn fill}{\\sv 1}}{\\shptxt Boxed\\par}}}\\par',
      ),
    ).toBe('the return\n\nBoxed')
  })

  it('takes what is written twice, with and without Unicode, once', () => {
    expect(body('Before {\\upr{P?rt {\\b of} call}{\\*\\ud{\\uc0 P\\u246 rt {\\b of} call}}} after')).toBe(
      'Before Pört of call after',
    )
  })

  it('leaves out hidden and deleted words, pictures and comments, and says what matters', () => {
    const { text, notes } = read(
      '{\\rtf1 Kept {\\v hidden }{\\deleted gone }{\\revised new}{\\pict\\wmetafile8 0a0b}{\\*\\annotation Why?}{\\*\\unknown x}\\bin5 {{{{{\\par}',
    )
    expect(text).toBe('Kept new')
    expect(notes.join(' ')).toMatch(/tracked changes.*accepted.*comments were left out/u)
  })

  it('says what it is: title, author and date', () => {
    const { found } = read(
      '{\\rtf1{\\info{\\title The toll}{\\author Ada Quay}{\\creatim\\yr2026\\mo3\\dy4\\hr9}{\\revtim\\yr2026\\mo3\\dy12}}Words.\\par}',
    )
    expect(found).toEqual({
      title: 'The toll',
      authors: [{ family: 'Quay', given: 'Ada' }],
      issued: '2026-03-12',
    })
  })
})

describe('an RTF document that cannot be read', () => {
  it('is refused when it was cut off or has no text', () => {
    expect(() => read('{\\rtf1 Words that go on')).toThrow(expect.objectContaining({ code: 'damaged' }))
    expect(() => read('{\\rtf1 {\\v hidden}\\par}')).toThrow(expect.objectContaining({ code: 'empty' }))
  })

  it('ends, however it is nested', () => {
    const deep = 500_000
    expect(read(`{\\rtf1 ${'{'.repeat(deep)}deep${'}'.repeat(deep)}}`).text).toBe('deep')
  })
})
