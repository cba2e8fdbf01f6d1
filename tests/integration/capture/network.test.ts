import { fork } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type ChildName, childFile, type LaunchChild } from '../../../main/children.ts'
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
