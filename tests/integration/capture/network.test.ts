import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ChildName, childFile, type LaunchChild } from '../../../main/children.ts'
import { docx, odt, p, packed, r } from '../../unit/capture/packed.ts'
import { pdf } from '../../unit/capture/pdfs.ts'
import { type Desk, openDesk, readBack, utf8 } from './library.ts'

// A page may name a thousand addresses: reading it must not look up, connect to or start anything.

const trapFile = join(import.meta.dirname, '../../fixtures/capture/trapNetwork.cjs')
let folder: string
let trap: string
let desk: Desk
let requests: string[]
const server = createServer((request, response) => {
  requests.push(request.url ?? '')
  response.end('<p>fetched')
})

/** As `forkChild`, with the trap loaded before anything else; `file` other than the child for the test of the trap. */
const trapped =
  (file: (name: ChildName) => string): LaunchChild =>
  (name, { memoryMiB }) => {
    const child = fork(file(name), [], {
      execArgv: [`--max-old-space-size=${memoryMiB}`, '--no-deprecation', '--require', trapFile],
      env: { ...process.env, ATTEST_TRAP: trap },
      serialization: 'advanced',
    })
    return {
      send: (message) => child.send(message as object),
      onMessage: (listener) => child.on('message', listener),
      onExit: (listener) => child.once('exit', listener),
      kill: () => child.kill('SIGKILL'),
    }
  }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-trap-'))
  trap = join(folder, 'trap.log')
  requests = []
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await desk.close()
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

const pageOf = (origin: string) => `<!DOCTYPE html SYSTEM "${origin}/dtd">
<?xml-stylesheet href="${origin}/xsl"?>
<html manifest="${origin}/manifest"><head><base href="${origin}/base/">
<meta http-equiv="refresh" content="0;url=${origin}/refresh"><meta property="og:image" content="${origin}/og.png">
<link rel="stylesheet" href="${origin}/a.css"><link rel="dns-prefetch" href="//dns.example"><link rel="preconnect" href="${origin}">
<link rel="icon" href="${origin}/icon.png"><link rel="import" href="${origin}/import.html"><link rel="modulepreload" href="${origin}/m.js">
<script src="${origin}/a.js"></script><script type="module">import '${origin}/b.js'</script>
<script>fetch('${origin}/fetch'); new Image().src='${origin}/beacon'; require('http').get('${origin}/require')</script>
<script type="application/ld+json">{"@context":"${origin}/context.jsonld","@type":"NewsArticle","headline":"A headline here","image":"${origin}/i.png"}</script>
<style>@import url(${origin}/b.css); body{background:url(${origin}/bg.png)} @font-face{src:url(${origin}/f.woff2)}</style></head>
<body background="${origin}/body.png" onload="fetch('${origin}/onload')">
<article><h1>A headline here</h1><p>${'Words of the article, and more of them. '.repeat(20)}</p>
<img src="${origin}/img.png" srcset="${origin}/img2.png 2x" onerror="fetch('${origin}/onerror')"><picture><source srcset="${origin}/p.webp"></picture>
<video src="${origin}/v.mp4" poster="${origin}/poster.png" autoplay></video><audio src="${origin}/a.mp3" autoplay></audio>
<iframe src="${origin}/frame.html" srcdoc="<script src='${origin}/srcdoc.js'></script>"></iframe><object data="${origin}/o.swf"></object><embed src="${origin}/e.swf">
<svg><image href="${origin}/svg.png"/><use href="${origin}/use.svg#a"/><script href="${origin}/svg.js"/></svg>
<math><mtext href="${origin}/m"></mtext></math><x-element is="x-y" src="${origin}/x"></x-element><portal src="${origin}/portal"></portal>
<form action="${origin}/form" method=post><input type=image src="${origin}/input.png" formaction="${origin}/go"></form>
<p style="background:url(${origin}/style.png)">${'More words of the article, with commas. '.repeat(20)}</p></article></body></html>`

it('reads a page full of remote references without a lookup, a connection or a process', async () => {
  desk = await openDesk({ launchChild: trapped(childFile) })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const result = await desk.capture.captureFile({ name: 'page.html', bytes: utf8(pageOf(origin)) })
  const { text, source } = await readBack(desk.library, result)
  expect(text).toMatch(/^A headline here\n\nWords of the article, .*\n\nMore words of the article/u)
  expect(source).toMatchObject({ title: 'A headline here', type: 'article-newspaper' })
  expect(readFileSync(trap, 'utf8')).toBe('armed\n')
  expect(requests).toEqual([])
})

/** Documents of every other kind, each of which names addresses in all the ways that its kind knows. */
const documentsOf = (origin: string): Record<string, string | Uint8Array> => {
  const page = pageOf(origin)
  const external = (id: string, type: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${origin}/${type}" TargetMode="External"/>`
  const chapter = `<!DOCTYPE html SYSTEM "${origin}/dtd"><html xmlns="http://www.w3.org/1999/xhtml"><body><p>A chapter.</p><img src="${origin}/i.png"/></body></html>`
  const mail = (type: string, body: string, more = '') =>
    `From: Ana Brandt <ana@ports.example>\nSubject: Tolls\nMIME-Version: 1.0\nDisposition-Notification-To: <ana@ports.example>\nX-Image-Url: ${origin}/face.png\nList-Unsubscribe: <${origin}/unsubscribe>\nContent-Type: ${type}\n${more}\n${body}\n`
  return {
    'letter.eml': mail('text/html; charset=utf-8', page),
    'elsewhere.eml': mail(
      `message/external-body; access-type=URL; URL="${origin}/body"`,
      'Content-Type: text/plain\n',
    ),
    'all.mbox': `From ana@ports.example Thu Mar 12 09:30:00 2026\n${mail('text/html', page)}`,
    'saved.mhtml': `From: <Saved by Blink>\nSnapshot-Content-Location: ${origin}/page\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary=b\n\n--b\nContent-Type: text/html\nContent-Location: ${origin}/page\n\n${page}\n--b--\n`,
    'memo.docx': packed({
      ...unzipSync(
        docx(
          `${p(r('Words of a memo.'))}${p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "ORIGIN/field" DDEAUTO cmd "/c x"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'.replaceAll('ORIGIN', origin))}`,
        ),
      ),
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${external('a', 'image')}${external('b', 'attachedTemplate')}${external('c', 'subDocument')}${external('d', 'frame')}</Relationships>`,
    }),
    'memo.odt': odt(
      `<text:p>Words of a note.</text:p><draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${origin}/i.png" xlink:actuate="onLoad"/><text:section xmlns:xlink="http://www.w3.org/1999/xlink"><text:section-source xlink:href="${origin}/s.odt"/></text:section>`,
    ),
    'book.epub': packed({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml':
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
      'book.opf': `<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>A book</dc:title><link rel="record" href="${origin}/record"/></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="b" href="${origin}/b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
      'a.xhtml': chapter,
    }),
    'report.pdf': pdf(['BT /F1 11 Tf 72 780 Td (Words of a report.) Tj ET'], {
      info: `/Title(A report)/XMP(${origin}/xmp)`,
      // Everything in a PDF that names an address: actions at opening, forms, files that are elsewhere.
      font: `<</Type/Font/Subtype/Type1/BaseFont/Far/FontDescriptor<</Type/FontDescriptor/FontName/Far/Flags 4/FontFile3<</F(${origin}/font)/FFilter/FlateDecode/Length 0>>>>/A<</S/URI/URI(${origin}/u)>>/AA<</O<</S/Launch/F(${origin}/x.exe)>>>>>>`,
      catalog: `/OpenAction<</S/JavaScript/JS(app.launchURL\\("${origin}/js"\\);)>>/AA<</WC<</S/SubmitForm/F<</FS/URL/F(${origin}/form)>>>>>>/AcroForm<</XFA(${origin}/xfa)/Fields[]>>/URI<</Base(${origin}/)>>`,
    }),
    'memo.rtf': `{\\rtf1{\\*\\template ${origin}/t.dotx}{\\field{\\*\\fldinst INCLUDEPICTURE "${origin}/p.png"}{\\fldrslt }}{\\field{\\*\\fldinst DDEAUTO cmd "/c x"}{\\fldrslt }}{\\object\\objautlink\\objupdate{\\*\\objdata 0105}{\\result }}Words of a memo.\\par}`,
    'talk.vtt': `WEBVTT\n\nSTYLE\n::cue { background: url(${origin}/cue.png) }\n\n00:01.000 --> 00:02.000\n<v Ana>Good <c.x>morning</c> ${origin}/said\n`,
    'references.ris': `TY  - JOUR\nTI  - Tolls\nUR  - ${origin}/ur\nL1  - ${origin}/paper.pdf\nL2  - ${origin}/page.html\nDO  - 10.5555/x\nER  - \n`,
    'references.bib': `@article{a, title={Tolls}, url={${origin}/u}, file={${origin}/paper.pdf}, doi={10.5555/x}}\n`,
    'references.json': JSON.stringify([
      { id: 'a', type: 'article', title: 'Tolls', URL: `${origin}/u`, $schema: `${origin}/schema.json` },
    ]),
    'references.xml': `<!DOCTYPE xml SYSTEM "${origin}/dtd"><xml><records><record><ref-type name="Book">6</ref-type><titles><title>Tolls</title></titles><urls><pdf-urls><url>${origin}/p.pdf</url></pdf-urls></urls></record></records></xml>`,
    'references.rdf': `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:bib="http://purl.org/net/biblio#" xmlns:z="http://www.zotero.org/namespaces/export#" xmlns:link="http://purl.org/rss/1.0/modules/link/"><bib:Book rdf:about="${origin}/book"><z:itemType>book</z:itemType><dc:title>Tolls</dc:title><link:link rdf:resource="#item_2"/></bib:Book><z:Attachment rdf:about="#item_2"><rdf:resource rdf:resource="${origin}/a.html"/><link:type>text/html</link:type></z:Attachment></rdf:RDF>`,
  }
}

it.each(Object.keys(documentsOf('')))(
  'reads %s without a lookup, a connection or a process',
  async (name) => {
    desk = await openDesk({ launchChild: trapped(childFile) })
    const content = documentsOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)[name] ?? ''
    const bytes = typeof content === 'string' ? utf8(content) : content
    const result = await desk.capture.captureFile({ name, bytes })
    // A body that is somewhere else cannot be read, and a document type that is somewhere else is refused.
    if (!['elsewhere.eml', 'references.xml'].includes(name))
      expect(result).toMatchObject({ status: 'imported' })
    const log = readFileSync(trap, 'utf8').trim().split('\n')
    expect(new Set(log)).toEqual(new Set(['armed']))
    expect(requests).toEqual([])
  },
)

it('would be seen if it did: the trap catches a child that connects', async () => {
  const leaky = join(import.meta.dirname, '../../fixtures/capture/leakyChild.cjs')
  desk = await openDesk({ launchChild: trapped(() => leaky) })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const result = await desk.capture.captureFile({ name: 'page.html', bytes: utf8(`<p>${origin}</p>`) })
  expect(result.status).toBe('failed')
  const log = readFileSync(trap, 'utf8')
  for (const what of ['fetch', 'node:http', 'connect', 'dns.lookup']) expect(log).toContain(`${what} `)
  expect(requests).toEqual([])
})
