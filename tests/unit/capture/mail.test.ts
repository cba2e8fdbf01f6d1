import { describe, expect, it } from 'vitest'
import { extract } from '../../../main/capture/extract.ts'
import { cleanPartName } from '../../../main/capture/parts.ts'

const bytesOf = (text: string, encoding: BufferEncoding = 'utf8') =>
  new Uint8Array(Buffer.from(text.replace(/\n/gu, '\r\n'), encoding))
const read = (text: string, encoding: BufferEncoding = 'utf8') =>
  extract({ name: 'letter.eml', kind: 'mail', bytes: bytesOf(text, encoding), extent: 'article' })
const readBox = (text: string) =>
  extract({ name: 'all.mbox', kind: 'mbox', bytes: new Uint8Array(Buffer.from(text)), extent: 'article' })

const head = `From: =?utf-8?Q?Ana_Brandt?= <ana@ports.example>
To: Desk <desk@paper.example>, b@c.example
Cc: undisclosed: ;
Date: Thu, 12 Mar 2026 23:30:00 -0500
Subject: =?utf-8?B?VG9sbHMg4oCTIGRyYWZ0?=
Message-ID: <1@ports.example>
Content-Language: en-gb
MIME-Version: 1.0
`

describe('a message', () => {
  it('gives its head and its text, and who wrote it when', async () => {
    const mail = `${head}Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The toll is =E2=80=9Cfour=E2=80=9D crowns a=
 ton.

Ana
`
    expect(await read(mail)).toEqual({
      mediaType: 'message/rfc822',
      encoding: 'utf-8',
      extractor: 'mail',
      extractorVersion: 1,
      text: 'From: Ana Brandt <ana@ports.example>\nTo: Desk <desk@paper.example>, b@c.example\nCc: undisclosed:\nDate: Thu, 12 Mar 2026 23:30:00 -0500\nSubject: Tolls – draft\n\nThe toll is “four” crowns a ton.\n\nAna',
      words: 33,
      found: {
        type: 'personal_communication',
        title: 'Tolls – draft',
        authors: [{ given: 'Ana', family: 'Brandt' }],
        issued: '2026-03-12',
        issuedAsPrinted: 'Thu, 12 Mar 2026 23:30:00 -0500',
        language: 'en-GB',
      },
      notes: [],
    })
  })

  const alternative = (plain: string, html: string) => `${head}Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8

${plain}
--x
Content-Type: text/html; charset=utf-8

${html}
--x--
`

  it('takes the plain text, and the formatted one where that says much more or is all there is', async () => {
    const html = '<p>The toll is <b>four</b> crowns.</p><ul><li>Grain goes free.</li></ul><script>x</script>'
    expect((await read(alternative('The toll is four crowns. Grain is free.', html))).text).toMatch(
      /\n\nThe toll is four crowns\. Grain is free\.$/u,
    )
    const stub = await read(alternative('See page.', html))
    expect(stub.text).toMatch(/\n\nThe toll is four crowns\.\n\n• Grain goes free\.$/u)
    expect(stub.notes).toEqual([expect.stringContaining('much less')])
    const only = await read(`${head}Content-Type: text/html; charset=utf-8\n\n${html}`)
    expect(only.text).toMatch(/\n\nThe toll is four crowns\.\n\n• Grain goes free\.$/u)
    expect(only.notes).toEqual([])
  })

  it('hands out what is attached, and neither the pictures of its looks nor signatures', async () => {
    const { parts, text } = await read(`${head}Content-Type: multipart/mixed; boundary=y

--y
Content-Type: text/plain

See below.
--y
Content-Type: text/plain; name="list.txt"
Content-Disposition: attachment; filename="../../etc/list.txt"
Content-Transfer-Encoding: base64

R3JhaW4sIHNhbHQu
--y
Content-Type: message/rfc822

From: Piet Lund <p@ports.example>
Subject: Earlier

Earlier words.
--y
Content-Type: image/png; name=logo.png
Content-Disposition: inline

x
--y
Content-Type: application/pkcs7-signature; name=smime.p7s
Content-Disposition: attachment

x
--y--
`)
    expect(parts?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['etc/list.txt', 'Grain, salt.'],
      ['attachment-2.eml', expect.stringContaining('Earlier words.')],
    ])
    expect(text).toContain('\nAttachments: etc/list.txt, attachment-2.eml\n\nSee below.')
  })

  it('is read in the encoding of its bytes, whatever it names', async () => {
    const named = (charset: string, body: string) =>
      `From: Ana Brandt <a@b.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=${charset}\n\n${body}\n`
    expect((await read(named('iso-8859-1', '\x93Caf\xe9\x94'), 'latin1')).text).toMatch(/\n“Café”$/u)
    expect((await read(named('windows-1252', '\x93Caf\xe9\x94'), 'latin1')).text).toMatch(/\n“Café”$/u)
    const wrong = await read(named('iso-8859-1', '“Café”'))
    expect(wrong.text).toMatch(/\n“Café”$/u)
    expect(wrong.notes).toEqual([expect.stringContaining('UTF-8')])
    const broken = await read(named('utf-8', 'Caf\xe9 caf\xe9'), 'latin1')
    expect(broken.notes).toEqual([expect.stringContaining('2 places do not fit')])
    // Words that only look like a wrong encoding are left, where UTF-8 is named.
    expect((await read(named('utf-8', 'It printed Ã©'))).text).toMatch(/Ã©$/u)
  })

  it('that is encrypted or empty is refused with words', async () => {
    await expect(
      read(`${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx`),
    ).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('encrypted') })
    await expect(read('From: a@b.example\nMIME-Version: 1.0\n\n  \n')).rejects.toMatchObject({
      code: 'empty',
    })
  })
})

describe('a mailbox', () => {
  const from = 'From ana@ports.example Thu Mar 12 09:30:00 2026\n'
  it('is taken apart into its messages', async () => {
    const box = `${from}From: a@b.example\nSubject: One\n\nFrom here on\n\nFrom there too\n>From quoted\n\n${from}Subject: =?utf-8?Q?Zwei/=C3=A4?=\n\nTwo.\n`
    const { parts, text } = await readBox(box)
    expect(text).toBe('')
    expect(parts?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['1 One.eml', 'From: a@b.example\nSubject: One\n\nFrom here on\n\nFrom there too\nFrom quoted\n'],
      ['2 Zwei-ä.eml', 'Subject: =?utf-8?Q?Zwei/=C3=A4?=\n\nTwo.\n'],
    ])
  })

  it('with more messages than allowed is refused', async () => {
    await expect(readBox(`${from}Subject: x\n\nx\n\n`.repeat(10_001))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('10,000'),
    })
  })

  it('without a message is said to be none', async () => {
    await expect(readBox('From nobody')).rejects.toMatchObject({ code: 'damaged' })
  })
})

describe('a page saved as one file', () => {
  const page = (html: string, more = '') => `From: <Saved by Blink>
Snapshot-Content-Location: https://paper.example/tolls
Subject: Tolls
Date: Thu, 12 Mar 2026 09:30:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b----"

------b----
Content-Type: text/css

p { color: red }
------b----
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable
Content-Location: https://paper.example/tolls

${html}
------b----
Content-Type: text/html
Content-Location: cid:frame@mhtml.blink

<p>An advertisement in a frame.</p>
${more}------b------
`
  const save = (text: string) =>
    extract({ name: 'tolls.mhtml', kind: 'mhtml', bytes: bytesOf(text), extent: 'article' })

  it('gives its article, and its address', async () => {
    const words = 'The toll is =E2=80=9Cfour=E2=80=9D crowns a ton, the harbour said. '.repeat(12)
    const saved = await save(
      page(
        `<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>Tolls</title></head><body><article><h1>Tolls rise</h1><p>${words}</p></article></body></html>`,
      ),
    )
    expect(saved).toMatchObject({ extractor: 'mhtml', mediaType: 'multipart/related' })
    expect(saved.text).toMatch(/^Tolls rise\n\nThe toll is “four” crowns a ton, the harbour said\. /u)
    expect(saved.text).not.toContain('advertisement')
    expect(saved.found).toMatchObject({
      url: 'https://paper.example/tolls',
      accessed: '2026-03-12',
      language: 'en',
    })
  })

  it('without a page is said to be empty', async () => {
    await expect(
      save(
        'MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/css\n\np\n--x--\n',
      ),
    ).rejects.toMatchObject({ code: 'empty' })
  })
})

describe('hostile messages', () => {
  it.each([
    [
      'boundaries in boundaries',
      Array.from(
        { length: 20_000 },
        (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
      ).join(''),
    ],
    ['a header of 5 MB', `Subject: ${'x'.repeat(5e6)}\n\nwords`],
    ['five thousand addresses', `From: a@b.example\nTo: ${'"x" <a@b.example>, '.repeat(5000)}\n\nwords`],
    ['encoded words without end', `Subject: ${'=?utf-8?Q?'.repeat(1e5)}\n\nwords`],
  ])('of %s give their text or an error in words', async (_what, text) => {
    const outcome = await read(`MIME-Version: 1.0\n${text}`).then(
      (extracted) => extracted.text,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toMatch(/words$|^(?:damaged|too-large|empty)$/u)
  })
})

describe('the name of a part', () => {
  it.each([
    ['../../etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\a.txt', 'Windows/a.txt'],
    ['/abs/./a.txt', 'abs/a.txt'],
    ['a\u202etxt.exe', 'atxt.exe'],
    ['a\nb\0.txt', 'a b .txt'],
    ['..', 'fallback'],
    ['', 'fallback'],
  ])('%j is shown as %s', (name, shown) => expect(cleanPartName(name, 'fallback')).toBe(shown))

  it('keeps its extension when it is long', () => {
    const name = cleanPartName(`${'😀'.repeat(500)}.docx`, 'x')
    expect(name).toMatch(/^\p{Emoji}+….*\.docx$/u)
    expect([...name].length).toBeLessThan(200)
  })
})
