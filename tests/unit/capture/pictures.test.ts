import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPicture } from '../../../main/capture/pictures/picture.ts'
import { AttestError } from '../../../shared/model/error.ts'

// The files in tests/fixtures/figures carry `planted-secret-…` in their EXIF, XMP, comments, text chunks and profiles.
const folder = join(import.meta.dirname, '../../fixtures/figures')
const file = (name: string): Buffer => readFileSync(join(folder, name))
const svg = (inner: string, attributes = 'width="40" height="30"'): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`)
const clean = async (bytes: Buffer) => {
  const { bytes: out, ...rest } = await readPicture('given', bytes)
  return { ...rest, text: Buffer.from(out).toString('latin1'), out: Buffer.from(out) }
}
const codeOf = async (bytes: Uint8Array): Promise<string> => {
  try {
    await readPicture('given', bytes)
  } catch (error) {
    if (error instanceof AttestError) return error.code
    throw error
  }
  return 'kept'
}

describe('a picture of a person', () => {
  it.each([
    ['map.png', 'image/png', 160, 90],
    // Taken with the camera on its side.
    ['turned.jpg', 'image/jpeg', 90, 160],
    ['grey.jpg', 'image/jpeg', 160, 90],
    ['photo.webp', 'image/webp', 160, 90],
    ['plain.webp', 'image/webp', 100, 70],
    ['chart.svg', 'image/svg+xml', 320, 180],
  ])(
    '%s is kept without what it says of its maker, and is the same when it comes again',
    async (name, type, width, height) => {
      const before = file(name)
      const once = await clean(before)
      expect([once.mediaType, once.width, once.height, once.leftOut]).toEqual([type, width, height, []])
      expect(once.text).not.toMatch(/planted|GPS|xmpmeta/u)
      if (!['grey.jpg', 'plain.webp'].includes(name)) expect(before.toString('latin1')).toContain('planted')
      expect((await clean(once.out)).sha256).toBe(once.sha256)
    },
  )

  it.each([
    ['print.jpg', 'unsupported'],
    ['moving.webp', 'unsupported'],
  ])('%s cannot be printed as it is: %s', async (name, code) => {
    expect(await codeOf(file(name))).toBe(code)
  })

  it('is refused when it is not what it claims to be, cut off, changed, empty or too large', async () => {
    expect(await codeOf(Buffer.from('GIF89a and more'))).toBe('unsupported')
    expect(await codeOf(Buffer.from('no picture at all'))).toBe('unsupported')
    expect(await codeOf(Buffer.alloc(0))).toBe('empty')
    expect(await codeOf(Buffer.alloc(26 * 1024 * 1024))).toBe('too-large')
    for (const name of ['map.png', 'turned.jpg', 'photo.webp']) {
      const bytes = file(name)
      expect(await codeOf(bytes.subarray(0, bytes.length - 40)), name).toBe('damaged')
    }
    const changed = file('map.png')
    changed[changed.length - 60] = (changed[changed.length - 60] ?? 0) ^ 0xff
    expect(await codeOf(changed)).toBe('damaged')
  })

  it('is refused when it says that it is small and unpacks to more, or that it is huge', async () => {
    const png = (width: number, height: number, pixels: Buffer): Buffer => {
      const chunk = (type: string, body: Buffer): Buffer => {
        const named = Buffer.concat([Buffer.from(type), body])
        const out = Buffer.alloc(body.length + 12)
        out.writeUInt32BE(body.length, 0)
        named.copy(out, 4)
        out.writeUInt32BE(crc(named), body.length + 8)
        return out
      }
      const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0])
      head.writeUInt32BE(width, 0)
      head.writeUInt32BE(height, 4)
      const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
      return Buffer.concat([
        signature,
        chunk('IHDR', head),
        chunk('IDAT', deflateSync(pixels)),
        chunk('IEND', Buffer.alloc(0)),
      ])
    }
    expect(await codeOf(png(2, 2, Buffer.alloc(6)))).toBe('kept')
    expect(await codeOf(png(2, 2, Buffer.alloc(50_000_000)))).toBe('damaged')
    expect(await codeOf(png(2, 2, Buffer.alloc(5)))).toBe('damaged')
    expect(await codeOf(png(16_000, 16_000, Buffer.alloc(6)))).toBe('too-large')
    expect(await codeOf(png(20_000, 1, Buffer.alloc(6)))).toBe('too-large')
    expect(await codeOf(png(0, 1, Buffer.alloc(6)))).toBe('damaged')
  })

  it('never throws anything but a plain answer, whatever bytes follow a right beginning', async () => {
    const starts = ['map.png', 'turned.jpg', 'photo.webp', 'plain.webp', 'chart.svg'].map(file)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...starts),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(4000),
        async (bytes, changes, cut) => {
          const given = Buffer.from(bytes.subarray(0, Math.max(12, cut % (bytes.length + 1))))
          for (const [at, value] of changes) given[at % given.length] = value
          expect(['kept', 'damaged', 'unsupported', 'too-large']).toContain(await codeOf(given))
        },
      ),
      { numRuns: 400 },
    )
  })
})

/** CRC-32 (ISO 3309), bit by bit. */
function crc(bytes: Buffer): number {
  let value = 0xffffffff
  for (const byte of bytes) {
    value ^= byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  }
  return (value ^ 0xffffffff) >>> 0
}

describe('an SVG', () => {
  /** Nothing that runs, animates, leads elsewhere or holds another document. */
  const hostile =
    /script|onload|onclick|onbegin|foreignObject|<image|<animate|<set|<iframe|<a[\s>]|javascript|https?:\/\/(?!www\.w3\.org\/2000\/svg)|data:|file:|@import|@font-face|<!|<\?|planted/iu

  it.each([
    ['a script', '<script>alert(1)</script><rect width="4" height="4"/>'],
    [
      'a script in another name space',
      '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    ],
    ['event handlers', '<rect onload="alert(1)" onclick="x()" width="4" height="4"/>'],
    [
      'another document',
      '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="http://x.example"/></body></foreignObject>',
    ],
    ['a link', '<a href="javascript:alert(1)"><text x="1" y="9">words</text></a>'],
    ['a picture elsewhere', '<image href="http://x.example/a.png" width="4" height="4"/>'],
    ['a picture as data', '<image href="data:image/svg+xml;base64,PHN2Zz4=" width="4" height="4"/>'],
    ['a file used', '<use href="file:///etc/passwd#x"/><use xlink:href="http://x.example/a.svg#y"/>'],
    ['a paint elsewhere', '<rect fill="url(http://x.example/p#a)" width="4" height="4"/>'],
    [
      'a paint elsewhere, hidden',
      '<rect fill="u\\72l(http://x.example)" style="fill:u\\72 l(//x.example)" width="4" height="4"/>',
    ],
    ['an imported style', '<style>@import "http://x.example/a.css";</style>'],
    ['an imported style in CDATA', '<style><![CDATA[@import url(http://x.example/a.css);]]></style>'],
    ['a font elsewhere', '<style>@font-face{font-family:x;src:url(http://x.example/f)}</style>'],
    [
      'a style behind a comment in a string',
      '<style>a{content:"/*";fill:url(http://x.example)}b{content:"*/"}</style>',
    ],
    [
      'animation that leads elsewhere',
      '<a><animate attributeName="href" values="javascript:alert(1)"/><set attributeName="onclick" to="x()"/></a>',
    ],
    [
      'a style sheet of the document',
      '<?xml-stylesheet href="http://x.example/a.css"?><rect width="4" height="4"/>',
    ],
    ['a script after the end', '</svg><script>alert(1)</script><svg>'],
    [
      'markup in an attribute',
      '<rect id="&lt;script&gt;" class="a&quot; onload=&quot;x()" width="4" height="4"/>',
    ],
  ])('loses %s', async (_what, inner) => {
    const { text } = await clean(svg(inner))
    // Words in quoted attributes and text are escaped: only what is markup counts.
    expect(text.replace(/&#\d+;[^<]*?(?=["<])/gu, '')).not.toMatch(hostile)
    expect(text.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true)
  })

  it('says what it lost, and does not name what nobody sees', async () => {
    const { leftOut } = await clean(
      svg(
        '<metadata>x</metadata><sodipodi:namedview/><script>1</script><rect onclick="x()" inkscape:label="a" width="4" height="4"/>',
      ),
    )
    expect(leftOut).toEqual(['<script>', 'onclick'])
  })

  it('keeps its drawing, its own paints and its words', async () => {
    const { text } = await clean(file('chart.svg'))
    expect(text).toContain('<use href="#bar" x="40" y="50"/>')
    expect(text).toContain('fill="url(#fill)"')
    expect(text).toContain('.axis { stroke: #15181d; stroke-width: 1 }')
    expect(text).toContain('>2024</text>')
  })

  it('never expands an entity', async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const bomb = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "lol">${lol}<!ENTITY x SYSTEM "file:///etc/passwd">]>` +
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&l9;&x;</text></svg>',
    )
    const { text } = await clean(bomb)
    expect(text.length).toBeLessThan(300)
    expect(text).not.toContain('lollol')
  })

  it.each([
    [
      'is used within what is used',
      `<g id="u0"><rect width="1" height="1"/></g>${Array.from({ length: 9 }, (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`).join('')}<use href="#u9"/>`,
    ],
    [
      'is painted with what is painted',
      `${Array.from({ length: 9 }, (_, n) => `<pattern id="p${n}" width="1" height="1">${`<rect fill="url(#p${n + 1})" width="1" height="1"/>`.repeat(10)}</pattern>`).join('')}<rect fill="url(#p0)" width="9" height="9"/>`,
    ],
    ['uses itself', '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'],
    ['is nested without end', '<g>'.repeat(5000) + '</g>'.repeat(5000)],
    ['has too many parts', '<g/>'.repeat(100_001)],
  ])('is refused when it %s', async (_what, inner) => {
    expect(await codeOf(svg(inner))).toBe('unsupported')
  })

  it.each([
    ['width="40" height="30"', 40, 30],
    ['width="10cm" height="5cm"', 378, 189],
    ['viewBox="0 0 200 100"', 200, 100],
    ['width="100%" viewBox="0 0 200 100"', 200, 100],
    ['viewBox="0 0 1e9 5e8"', 4096, 2048],
    ['', 300, 150],
  ])('with %j is %s by %s', async (attributes, width, height) => {
    const found = await clean(svg('<rect width="4" height="4"/>', attributes))
    expect([found.width, found.height]).toEqual([width, height])
    expect(found.text).toMatch(/viewBox="/u)
  })
})
