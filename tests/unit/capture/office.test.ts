import { describe, expect, it } from 'vitest'
import { extract } from '../../../main/capture/extract.ts'
import { docx, odt, p, packed, r } from './packed.ts'

const read = (bytes: Uint8Array, name = 'memo.docx') =>
  extract({ name, kind: 'zip', bytes, extent: 'article' })
const textOf = async (body: string, parts?: Parameters<typeof docx>[1]) =>
  (await read(docx(body, parts))).text

describe('a Word document', () => {
  it('gives its paragraphs, and who wrote it when', async () => {
    const core =
      '<dc:title>Port tolls</dc:title><dc:creator>Ana Brandt; Piet Lund</dc:creator><dcterms:modified>2026-03-12T09:30:00Z</dcterms:modified><dc:language>en-gb</dc:language>'
    const body =
      p(r('Port tolls'), '<w:pStyle w:val="Title"/>') +
      p(r('The toll is “four” ') + r('crowns  a ton.')) +
      p('')
    expect(await read(docx(body, {}, core))).toEqual({
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      encoding: 'utf-8',
      extractor: 'docx',
      extractorVersion: 1,
      text: 'Port tolls\n\nThe toll is “four” crowns  a ton.',
      words: 9,
      found: {
        title: 'Port tolls',
        authors: [
          { given: 'Ana', family: 'Brandt' },
          { given: 'Piet', family: 'Lund' },
        ],
        issued: '2026-03-12',
        language: 'en-GB',
      },
      notes: [],
    })
  })

  it('takes the paragraph in the style of a title for the title where the properties have none', async () => {
    const styles = '<w:style w:styleId="a"><w:name w:val="Title"/></w:style>'
    const { found } = await read(docx(p(r('Tolls'), '<w:pStyle w:val="a"/>') + p(r('Words.')), { styles }))
    expect(found).toEqual({ title: 'Tolls' })
  })

  it('accepts what was changed, and says so', async () => {
    const body =
      p(
        r('The toll is ') +
          '<w:del><w:r><w:delText>five</w:delText></w:r></w:del>' +
          `<w:ins>${r('four')}</w:ins>` +
          r(' crowns'),
        '<w:rPr><w:del/></w:rPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
      ) +
      p(r(' a ton.')) +
      `<w:p><w:moveFrom>${r('Moved.')}</w:moveFrom></w:p><w:p><w:moveTo>${r('Moved.')}</w:moveTo></w:p>`
    const { text, notes } = await read(docx(body))
    expect(text).toBe('The toll is four crowns a ton.\n\nMoved.')
    expect(notes).toEqual([expect.stringContaining('tracked changes')])
  })

  it('leaves hidden words, codes of fields and copies for old programs out', async () => {
    const body = p(
      r('Seen') +
        r(' hidden', '<w:vanish/>') +
        r(' again', '<w:vanish w:val="0"/>') +
        '<w:r><w:instrText> PAGE </w:instrText></w:r>' +
        `<mc:AlternateContent><mc:Choice><w:r><w:drawing><w:txbxContent>${p(r('In a box'))}</w:txbxContent></w:drawing></w:r></mc:Choice><mc:Fallback>${p(r('In a box'))}</mc:Fallback></mc:AlternateContent>` +
        '<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t><w:br w:type="page"/><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>',
      '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>',
    )
    const { text, notes } = await read(docx(body, { comments: '<w:comment/>' }))
    expect(text).toBe('Seen again\ttab\nline\u2011\ufffd\n\nIn a box')
    expect(notes).toEqual([expect.stringContaining('symbol'), expect.stringContaining('comments')])
  })

  it('numbers its lists as they are printed', async () => {
    const level = (at: number, format: string, pattern: string, start = 1) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${pattern}"/></w:lvl>`
    const numbering = `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.', 3)}${level(1, 'lowerRoman', '%1.%2)')}</w:abstractNum><w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>`
    const styles =
      '<w:style w:styleId="H"><w:name w:val="heading 1"/><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:name w:val="base"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    const item = (text: string, list: number, depth = 0) =>
      p(r(text), `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`)
    const body =
      p(r('Part'), '<w:pStyle w:val="H"/>') +
      item('one', 1, 1) +
      item('two', 1, 1) +
      item('next', 1) +
      item('again', 1, 1) +
      item('point', 2) +
      p(r('Words.'))
    expect(await textOf(body, { numbering, styles })).toBe(
      '3. Part\n\n  3.i) one\n  3.ii) two\n4. next\n  4.i) again\n• point\n\nWords.',
    )
  })

  it('writes tables as lines, and takes those apart that only make columns', async () => {
    const row = (...cells: string[]) =>
      `<w:tr>${cells.map((cell) => `<w:tc>${p(r(cell))}</w:tc>`).join('')}</w:tr>`
    expect(await textOf(`${p(r('Tolls'))}<w:tbl>${row('Grain', '4')}${row('Salt', '')}</w:tbl>`)).toBe(
      'Tolls\n\nGrain\t4\nSalt',
    )
    const long = 'word '.repeat(200).trim()
    expect(await textOf(`<w:tbl>${row(long, 'Aside')}</w:tbl>`)).toBe(`${long}\n\nAside`)
  })

  it('sets its notes at the end, in the order in which they are referred to', async () => {
    const ref = (kind: string, id: number) => `<w:r><w:${kind}Reference w:id="${id}"/></w:r>`
    const note = (kind: string, id: number, text: string) =>
      `<w:${kind} w:id="${id}">${p(r(text))}</w:${kind}>`
    const body = p(r('First') + ref('footnote', 7) + r(', second') + ref('endnote', 1) + r('.'))
    expect(
      await textOf(body, {
        footnotes: note('footnote', 0, 'never') + note('footnote', 7, ' A foot.'),
        endnotes: note('endnote', 1, 'An end.'),
      }),
    ).toBe('First[1], second[2].\n\n[1] A foot.\n\n[2] An end.')
  })

  it('without words is said to be empty, and cut off or broken to be damaged', async () => {
    await expect(read(docx(p('')))).rejects.toMatchObject({ code: 'empty' })
    const whole = docx(p(r('Words.')))
    await expect(read(whole.slice(0, -30))).rejects.toMatchObject({ code: 'damaged' })
    await expect(read(docx('<w:p>'))).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('word/document.xml in memo.docx'),
    })
  })
})

describe('an OpenDocument text', () => {
  const list = (format: string) =>
    `<text:list-style text:name="L"><text:list-level-style-number text:level="1" text:num-format="${format}" text:num-suffix="."/><text:list-level-style-bullet text:level="2"/></text:list-style>`

  it('gives its paragraphs, lists, tables and notes, and who wrote it when', async () => {
    const body = `<text:tracked-changes><text:changed-region><text:deletion><text:p>Deleted.</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:h text:outline-level="1">Port tolls</text:h>
<text:p>The <text:span>toll</text:span><text:s text:c="2"/>is
  four<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>A ton.</text:p></text:note-body></text:note>.<office:annotation><text:p>Sure?</text:p></office:annotation><text:line-break/>Next<text:tab/>line</text:p>
<text:list text:style-name="L"><text:list-item><text:p>one</text:p><text:p>more</text:p><text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>Grain</text:p></table:table-cell><table:table-cell><text:p>4</text:p></table:table-cell></table:table-row></table:table>`
    const meta =
      '<dc:title>Tolls</dc:title><meta:initial-creator>Ana Brandt</meta:initial-creator><dc:date>2026-03-12T09:30:00</dc:date><dc:language>en-GB</dc:language>'
    expect(await read(odt(body, list('i'), meta), 'memo.odt')).toMatchObject({
      extractor: 'odt',
      mediaType: 'application/vnd.oasis.opendocument.text',
      text: 'Port tolls\n\nThe toll  is four[1].\nNext\tline\n\ni. one\nmore\n  • deep\nii. two\n\nGrain\t4\n\n[1] A ton.',
      found: {
        title: 'Tolls',
        authors: [{ given: 'Ana', family: 'Brandt' }],
        issued: '2026-03-12',
        language: 'en-GB',
      },
      notes: [expect.stringContaining('tracked changes'), expect.stringContaining('comments')],
    })
  })
})

describe('an e-book', () => {
  const book = (
    chapters: Record<string, string>,
    more: Record<string, string> = {},
    spine = Object.keys(chapters),
  ) =>
    packed({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf': `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Ports of the strait</dc:title><dc:creator>Ana Brandt</dc:creator><dc:creator>Lund, Piet</dc:creator><dc:publisher>Harbour Press</dc:publisher><dc:date>2026-03</dc:date><dc:language>en</dc:language></metadata><manifest>${Object.keys(
        chapters,
      )
        .map((path, at) => `<item id="c${at}" href="${encodeURI(path)}"/>`)
        .join(
          '',
        )}</manifest><spine>${spine.map((path) => `<itemref idref="c${Object.keys(chapters).indexOf(path)}"/>`).join('')}</spine></package>`,
      ...Object.fromEntries(Object.entries(chapters).map(([path, text]) => [`OEBPS/${path}`, text])),
      ...more,
    })
  const page = (text: string) =>
    `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>${text}</body></html>`
  const chapters = {
    'text/two words.xhtml': page('<h1>Two</h1><p>Salt.</p>'),
    'cover.xhtml': page('<img src="cover.png"/>'),
    'one.xhtml': page('<h1>One</h1><p>Grain.</p>'),
  }

  it('gives its chapters in the order in which they are read', async () => {
    expect(
      await read(book(chapters, {}, ['cover.xhtml', 'one.xhtml', 'text/two words.xhtml'])),
    ).toMatchObject({
      extractor: 'epub',
      text: 'One\n\nGrain.\n\nTwo\n\nSalt.',
      found: {
        type: 'book',
        title: 'Ports of the strait',
        authors: [
          { given: 'Ana', family: 'Brandt' },
          { given: 'Piet', family: 'Lund' },
        ],
        publisher: 'Harbour Press',
        issued: '2026-03',
        language: 'en',
      },
    })
  })

  it('that is protected, empty or names chapters elsewhere is told with words', async () => {
    const locked =
      '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData><CipherReference URI="OEBPS/one.xhtml"/></CipherData></EncryptedData></encryption>'
    await expect(read(book(chapters, { 'META-INF/encryption.xml': locked }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('protected'),
    })
    await expect(read(book({ 'cover.xhtml': chapters['cover.xhtml'] }))).rejects.toMatchObject({
      code: 'empty',
    })
    await expect(read(book({ '../../../etc/passwd': '' }))).rejects.toMatchObject({ code: 'empty' })
  })
})

describe('an archive', () => {
  it('hands out its documents, without folders and what systems leave in it', async () => {
    const { parts, text } = await read(
      packed({
        'in/a.txt': 'One.',
        '__MACOSX/in/._a.txt': 'x',
        '.DS_Store': 'x',
        'in/': '',
        '../../b.txt': 'Two.',
      }),
      'all.zip',
    )
    expect(text).toBe('')
    expect(parts?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['in/a.txt', 'One.'],
      ['b.txt', 'Two.'],
    ])
    await expect(read(packed({ 'in/': '' }), 'all.zip')).rejects.toMatchObject({ code: 'empty' })
  })

  it.each([
    ['xl/workbook.xml', 'a spreadsheet'],
    ['ppt/presentation.xml', 'a presentation'],
  ])('with %s is refused as %s', async (path, words) => {
    await expect(read(packed({ '[Content_Types].xml': '<x/>', [path]: '<x/>' }))).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining(words),
    })
  })

  it.each([['application/vnd.oasis.opendocument.spreadsheet', 'OpenDocument']])(
    'of the type %s is refused as %s',
    async (mime, words) => {
      await expect(read(odt('', '', '', mime))).rejects.toMatchObject({
        message: expect.stringContaining(words),
      })
    },
  )

  /** Byte offsets in the one entry of a directory. */
  const patched = (bytes: Uint8Array, offset: number, value: number) => {
    const changed = Buffer.from(bytes)
    changed.writeUInt32LE(value, changed.indexOf('PK\x01\x02', 0, 'latin1') + offset)
    return new Uint8Array(changed)
  }
  const one = packed({ 'a.txt': 'One sentence, and another sentence.' })

  it.each<[string, Uint8Array, string]>([
    ['is protected by a password', patched(one, 6, 0x0001_0014), 'unsupported'],
    ['is a link', patched(one, 38, 0xa1ff_0000), 'unsupported'],
    ['is packed in an unknown way', patched(one, 10, 99), 'unsupported'],
    ['says that it is smaller than it is', patched(one, 24, 5), 'too-large'],
    ['says that it is larger than it is', patched(one, 24, 5000), 'damaged'],
    ['says that it is huge', patched(one, 24, 0xffff_fffe), 'too-large'],
    ['lies elsewhere', patched(one, 42, 3), 'damaged'],
    ['lies outside', patched(one, 42, 0xffff_fff0), 'damaged'],
  ])('tells of a file that %s', async (_what, bytes, code) => {
    const { parts } = await read(bytes, 'all.zip')
    expect(parts).toMatchObject([{ name: 'a.txt', refused: { code, hint: expect.stringMatching(/\w/u) } }])
  })

  it('with more files than allowed is refused', async () => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`${at}.txt`, 'x']))
    await expect(read(packed(files, 0), 'all.zip')).rejects.toMatchObject({ code: 'too-large' })
  })
})

describe('hostile documents', () => {
  it('of zeroes without end are refused, and the others beside them read', async () => {
    const zeroes = new Uint8Array(70 * 1024 * 1024)
    const bytes = packed({ 'a.txt': zeroes, 'b.txt': 'Words.' })
    expect(bytes.length).toBeLessThan(200_000)
    const { parts } = await read(bytes, 'bomb.zip')
    expect(parts).toMatchObject([{ name: 'a.txt', refused: { code: 'too-large' } }, { name: 'b.txt' }])
    expect(parts?.[1]?.refused).toBeUndefined()
  })

  it('that share their bytes, and together unpack to more than allowed, give what fits', async () => {
    const whole = Buffer.from(packed({ 'a.txt': new Uint8Array(60 * 1024 * 1024) }))
    const directory = whole.indexOf('PK\x01\x02', 0, 'latin1')
    const end = whole.indexOf('PK\x05\x06', 0, 'latin1')
    const entry = whole.subarray(directory, end)
    const record = Buffer.from(whole.subarray(end))
    record.writeUInt16LE(6, 10)
    record.writeUInt32LE(6 * entry.length, 12)
    const bomb = Buffer.concat([
      whole.subarray(0, directory),
      ...Array.from({ length: 6 }, () => entry),
      record,
    ])
    const { parts } = await read(new Uint8Array(bomb), 'bomb.zip')
    expect(parts?.map(({ refused }) => refused?.code ?? 'ok')).toEqual([
      ...['ok', 'ok', 'ok', 'ok'],
      ...['too-large', 'unsupported'],
    ])
  })

  it.each([
    ['entities that multiply', '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>', 'x &b;'],
    ['a file from elsewhere', '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 'x &a;'],
    ['a document type of its own', '<!DOCTYPE x [<!ENTITY a "ha">]>', p(r('Words.'))],
    ['an unknown entity', '', 'x &b;'],
    ['a million nested elements', '', '<w:p>'.repeat(1e6)],
    ['an end too many', '', '</w:p>'],
  ])('with %s are said to be damaged', async (_what, doctype, body) => {
    const document = `${doctype}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${body}</w:document>`
    const bytes = packed({ '[Content_Types].xml': '<x/>', 'word/document.xml': document })
    await expect(read(bytes)).rejects.toMatchObject({ code: 'damaged', hint: expect.stringMatching(/\w/u) })
  })
})
