import { describe, expect, it } from 'vitest'
import { extract } from '../../../main/capture/extract.ts'

const read = (text: string, name = 'hearing.srt', encoding: BufferEncoding = 'utf8') =>
  extract({ name, kind: 'subtitles', bytes: new Uint8Array(Buffer.from(text, encoding)), extent: 'article' })

const srt = `1
00:00:01,200 --> 00:00:03,000
The committee will come
to order.

2
00:00:03,100 --> 00:00:05,000
<i>We begin</i> with {\\an8}the ports.

3
00:01:07,000 --> 00:01:09,000
The next item is the budget.
`

describe('SubRip', () => {
  it('becomes paragraphs under the time at which each begins', async () => {
    expect(await read(srt)).toMatchObject({
      text: '[00:00:01]\nThe committee will come to order. We begin with the ports.\n\n[00:01:07]\nThe next item is the budget.',
      words: 17,
      mediaType: 'application/x-subrip',
      extractor: 'subtitles',
      extractorVersion: 1,
    })
  })

  it('reads the same with CR LF line ends, without numbers, and with a full stop for the comma', async () => {
    const { text } = await read(srt)
    expect((await read(srt.replace(/\n/gu, '\r\n'))).text).toBe(text)
    expect((await read(srt.replace(/^\d\n/gmu, ''))).text).toBe(text)
    expect((await read(srt.replace(/,(?=\d{3})/gu, '.'))).text).toBe(text)
  })

  it('keeps words behind an empty line in a cue, and a line of digits that is no number of a cue', async () => {
    const { text } = await read(
      '1\n00:00:01,000 --> 00:00:02,000\nOne\n\ntwo.\n\n2\n00:00:02,000 --> 00:00:04,000\nIn the year\n2026\n',
    )
    expect(text).toBe('[00:00:01]\nOne two. In the year 2026')
  })

  it('reads a file in Windows-1252', async () => {
    const { text, encoding } = await read(
      '1\n00:00:01,000 --> 00:00:02,000\n\x93Caf\xe9\x94',
      'a.srt',
      'latin1',
    )
    expect([text, encoding]).toEqual(['[00:00:01]\n“Café”', 'windows-1252'])
  })

  it('begins a new paragraph at a sentence’s end when it is long, and anywhere when there are no sentences', async () => {
    const cues = (word: string) =>
      Array.from(
        { length: 60 },
        (_, at) =>
          `${at}\n00:00:${String(at).padStart(2, '0')},000 --> 00:00:${at + 1},000\n${word.repeat(10)}\n`,
      ).join('\n')
    const sentences = (await read(cues('Word is. '))).text.split('\n\n')
    expect(sentences.length).toBeGreaterThan(5)
    for (const sentence of sentences) expect(sentence).toMatch(/^\[00:00:\d\d\]\n.*\.$/u)
    const endless = (await read(cues('word '))).text.split('\n\n')
    expect(endless.length).toBeGreaterThan(1)
    expect(endless.length).toBeLessThan(4)
  })

  it('without a single cue is read as plain text, and says so', async () => {
    expect(await read('Only words.')).toMatchObject({
      text: 'Only words.',
      extractor: 'text',
      notes: [expect.stringContaining('no subtitles')],
    })
    await expect(read('1\n00:00:01,000 --> 00:00:02,000\n \n', 'a.srt')).resolves.toMatchObject({
      extractor: 'text',
    })
    await expect(read(' \n', 'a.srt')).rejects.toMatchObject({ code: 'empty' })
  })
})

describe('WebVTT', () => {
  it('names its speakers, leaves notes, styles and names of cues out, and finds title and language', async () => {
    const { text, found, mediaType } = await read(
      `WEBVTT - Hearing of the ports committee
Language: en-GB

NOTE made by hand

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start
<v.loud Ana Brandt>Trade &amp; transit come first.</v>

00:03.500 --> 00:05.000
<v Ana Brandt>Then <c.yellow>tolls</c>.

00:05.000 --> 00:06.000
<v Piet Lund>Agreed &lt;all&gt;.

01:00:05.000 --> 01:00:06.000
Without a name.
`,
      'hearing.vtt',
    )
    expect(text).toBe(
      '[00:00:01]\nAna Brandt: Trade & transit come first. Then tolls.\n\n[00:00:05]\nPiet Lund: Agreed <all>.\n\n[01:00:05]\nWithout a name.',
    )
    expect(found).toEqual({ title: 'Hearing of the ports committee', language: 'en-GB' })
    expect(mediaType).toBe('text/vtt')
  })

  it('shows rolling automatic captions once', async () => {
    const { text } = await read(
      'WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nthe<00:00:00.500><c> first line</c>\n\n00:00:02.000 --> 00:00:02.010\nthe first line\n\n00:00:02.010 --> 00:00:04.000\nthe first line\nand<00:00:03.000><c> the second</c>\n',
      'a.vtt',
    )
    expect(text).toBe('[00:00:00]\nthe first line and the second')
  })

  it('begins a paragraph at >> and a line at a dash', async () => {
    const { text } = await read(
      'WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt; First.\n>> Second.\n\n00:02.000 --> 00:03.000\n- Third?\n- Fourth.',
      'a.vtt',
    )
    expect(text).toBe('[00:00:01]\n>> First.\n\n[00:00:01]\n>> Second.\n- Third?\n- Fourth.')
  })
})

describe('hostile subtitles', () => {
  it.each([
    ['twenty thousand cues', '1\n00:00:01,000 --> 00:00:02,000\nx\n\n'.repeat(2e4)],
    ['a line of 2 MB', `1\n00:00:01,000 --> 00:00:02,000\n${'<i'.repeat(1e6)}`],
    ['marks without an end', `WEBVTT\n\n00:01.000 --> 00:02.000\n${'<v '.repeat(1e5)}${'{\\'.repeat(1e5)}&`],
  ])('of %s give their text', async (_what, text) => {
    expect((await read(text)).text).toMatch(/^\[00:00:01\]\n/u)
  })
})
