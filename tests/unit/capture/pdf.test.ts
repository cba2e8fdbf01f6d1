import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extractPdf } from '../../../main/capture/pdf/pdf.ts'
import { lines, pdf } from './pdfs.ts'

const read = (bytes: Uint8Array) => extractPdf({ name: 'report.pdf', kind: 'pdf', bytes, extent: 'article' })
const paragraphs = async (bytes: Uint8Array) => (await read(bytes)).text.split('\n\n')

const first = [
  'The harbour board met on Tuesday to hear the pilots, who said that the new',
  'toll would be paid by nobody, and that the ships would go round the cape in',
  'the summer.',
]
const second = [
  'The clerk wrote it down and read it back to them, word for word, as the rules',
  'of the board ask since the dispute of last year about what had been said.',
]

describe('the text of a PDF', () => {
  it('has its paragraphs whole, by the space between them', async () => {
    const page = [...lines(780, first), ...lines(780 - 14 * 3 - 10, second)]
    expect(await paragraphs(pdf([page]))).toEqual([first.join(' '), second.join(' ')])
  })

  it('has its paragraphs whole, by the indent of their first line', async () => {
    const [opening = '', ...rest] = second
    const page = [
      ...lines(780, first),
      { x: 90, y: 780 - 14 * 3, text: opening },
      ...lines(780 - 14 * 4, rest),
    ]
    expect(await paragraphs(pdf([page]))).toEqual([first.join(' '), second.join(' ')])
  })

  it('keeps columns apart and lets a sentence go on from one to the next', async () => {
    const left = ['The board met and heard', 'the pilots, who said that', 'the toll would never be']
    const right = ['paid by anybody who had', 'a choice in the matter of', 'going round the cape.']
    expect(await paragraphs(pdf([[...lines(700, left), ...lines(700, right, 320)]]))).toEqual([
      [...left, ...right].join(' '),
    ])
  })

  it('joins a word that the end of a line broke, and keeps the hyphen of a compound', async () => {
    const page = lines(780, [
      'It was a long-term plan, the minister of trans-',
      'port said, and every long-',
      'term plan has its critics among the ship-',
      'owners of the Anglo-',
      'Norvian line.',
    ])
    expect((await read(pdf([page]))).text).toBe(
      'It was a long-term plan, the minister of transport said, and every long-term plan has its critics among the shipowners of the Anglo-Norvian line.',
    )
  })

  it('goes on over the end of a page, without the running heads and page numbers between', async () => {
    const head = (page: number) => [
      { y: 810, text: 'HARBOUR BOARD  MINUTES' },
      { y: 30, x: 290, text: `${page}` },
    ]
    const pages = [
      [...head(1), ...lines(780, first.slice(0, 2))],
      [...head(2), ...lines(780, first.slice(2)), ...lines(730, second)],
      [...head(3), ...lines(780, ['The third page says 3.'])],
    ]
    const found = await read(pdf(pages))
    expect(found.text.split('\n\n')).toEqual([first.join(' '), second.join(' '), 'The third page says 3.'])
    const [one, two, three] = found.pages ?? []
    expect(one).toBe(0)
    expect(found.text.slice(two)).toMatch(/^the summer\./u)
    expect(found.text.slice(three)).toBe('The third page says 3.')
    expect(found.notes).toEqual(['3 pages.', 'Running heads and page numbers are left out.'])
  })

  it('keeps what stands at the same place of every page with other figures', async () => {
    const pages = [63, 38, 41, 57].map((ships, index) => [
      { y: 810, text: `Returns of 2026, sheet ${index + 1} of 4` },
      { y: 780, text: `Ships boarded: ${ships}` },
      { y: 30, x: 290, text: ['i', 'ii', 'iii', 'iv'][index] ?? '' },
    ])
    expect(await paragraphs(pdf(pages))).toEqual([63, 38, 41, 57].map((ships) => `Ships boarded: ${ships}`))
  })

  it('begins a page without words where the next one does, in code points', async () => {
    const font =
      '<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/UniJIS-UTF16-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 4>>/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>]>>'
    // 𠮟る。 once, then an empty page, then 港。
    const show = (hex: string) => `BT /F1 12 Tf 72 700 Td <${hex}> Tj ET`
    const found = await read(pdf([show('d842df9f308b3002'), '', show('6e2f3002')], { font }))
    expect(found.text).toBe('𠮟る。\n\n港。')
    expect(found.pages).toEqual([0, 5, 5])
    expect(found.notes).toContain('1 page without text: pictures or empty.')
  })

  it('leaves out what a tagged document calls an artifact, and text across the page', async () => {
    const content = [
      '/Artifact <</Type/Pagination>> BDC BT /F1 9 Tf 72 810 Td (DRAFT 4 MARCH) Tj ET EMC',
      '/P <</MCID 0>> BDC BT /F1 11 Tf 72 780 Td (The toll is waived.) Tj ET EMC',
      'BT /F1 11 Tf 0 1 -1 0 30 300 Tm (Copied by the archive) Tj ET',
    ].join('\n')
    expect((await read(pdf([content]))).text).toBe('The toll is waived.')
  })

  it('is without the raised numbers that lead to notes, and keeps powers', async () => {
    const content = [
      'BT /F1 11 Tf 72 780 Td (The toll was paid.) Tj /F1 7 Tf 4 Ts (12) Tj /F1 11 Tf 0 Ts ( Nobody knew) Tj /F1 7 Tf 4 Ts (3) Tj',
      '/F1 11 Tf 0 Ts ( of the 40 m) Tj /F1 7 Tf 4 Ts (2) Tj /F1 11 Tf 0 Ts ( that 10) Tj /F1 7 Tf 4 Ts (6) Tj /F1 11 Tf 0 Ts ( ships need.) Tj ET',
    ].join('\n')
    expect((await read(pdf([content]))).text).toBe(
      'The toll was paid. Nobody knew of the 40 m2 that 106 ships need.',
    )
  })

  it('is the same every time', async () => {
    const bytes = pdf([lines(780, first), lines(780, second)])
    expect(await read(bytes)).toEqual(await read(bytes))
  })
})

describe('what a PDF says of itself', () => {
  it('is its title, author, date and language', async () => {
    const info = '/Title(The toll)/Author(Ada Quay; Ben Roads)/CreationDate(D:20260312093000Z)'
    const { found } = await read(pdf([lines(780, first)], { info }))
    expect(found).toEqual({
      title: 'The toll',
      authors: [
        { family: 'Quay', given: 'Ada' },
        { family: 'Roads', given: 'Ben' },
      ],
      issued: '2026-03-12',
    })
  })

  it.each(['Microsoft Word - toll_final2.docx', 'toll.indd', 'Untitled'])(
    'is not the name of the file that it was printed from: %s',
    async (title) => {
      const { found } = await read(pdf([lines(780, first)], { info: `/Title(${title})` }))
      expect(found.title).toBeUndefined()
    },
  )
})

describe('a PDF without a text that can be had', () => {
  it('is a scan: kept, and told', async () => {
    const found = await read(pdf(['0 0 100 100 re f', '']))
    expect(found).toMatchObject({ text: '', words: 0 })
    expect(found.notes.join(' ')).toMatch(/2 pages are pictures without text.*text recognition/u)
  })

  it('is locked: refused, with what to do', async () => {
    const locked = readFileSync(join(import.meta.dirname, '../../fixtures/capture/locked.pdf'))
    await expect(read(new Uint8Array(locked))).rejects.toMatchObject({
      code: 'unsupported',
      message: 'report.pdf is locked with a password.',
    })
  })

  it('is cut off or no PDF inside: refused as damaged', async () => {
    const whole = pdf([lines(780, first)])
    for (const bytes of [whole.slice(0, 60), new TextEncoder().encode('%PDF-1.7\nnothing')])
      await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged' })
  })

  it('that only lost its table of objects is read all the same', async () => {
    const whole = Buffer.from(pdf([lines(780, first)])).toString('latin1')
    const cut = Buffer.from(whole.replace(/startxref\n\d+/u, 'startxref\n99999999'), 'latin1')
    expect((await read(cut)).text).toBe(first.join(' '))
  })
})
