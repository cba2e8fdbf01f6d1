import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronBinary, parts, root } from '../../parts.ts'
import { devToolsAddress, evaluate, waitForPage } from '../cdp.ts'
import { asNormalUser, environment, makeHome, removeHome } from '../electron.ts'

/** Everything a person does on the main side, and everything a hostile page would try. */
const work = `(async () => {
  const ask = async (name, payload) => {
    const answer = await attest.call(name, payload)
    if (!answer.ok) throw new Error(name + ': ' + answer.error.message)
    return answer.value
  }
  await ask('libraries.openSample', {})
  const html = '<html><head><link rel="stylesheet" href="https://attest.example/a.css">' +
    '<script src="https://attest.example/a.js"></script></head><body><article><h1>A treaty</h1>' +
    '<p>The minister said that the treaty will be published in full, and soon.</p>' +
    '<img src="https://attest.example/a.png"><iframe src="https://attest.example/"></iframe></article></body></html>'
  const captured = await ask('capture.text', { text: 'A treaty', html })
  const read = await ask('sources.read', { sourceId: captured.sourceId })
  const { items } = await ask('briefings.list', {})
  await ask('checks.run', { briefingId: items[0].id })
  document.body.insertAdjacentHTML('beforeend',
    '<img src="https://attest.example/b.png"><video src="http://attest.example/b.mp4"></video>' +
    '<link rel="preconnect" href="https://attest.example"><link rel="dns-prefetch" href="//attest.example">' +
    '<link rel="prefetch" href="https://attest.example/"><iframe src="http://127.0.0.1:9/"></iframe>')
  const refused = await Promise.all([
    fetch('https://attest.example/').catch(() => 'refused'),
    fetch('http://127.0.0.1:9/').catch(() => 'refused'),
    fetch('http://[::1]:9/').catch(() => 'refused'),
    new Promise((resolve) => { try { const socket = new WebSocket('wss://attest.example/'); socket.onerror = () => resolve('refused') } catch { resolve('refused') } }),
    Promise.resolve(navigator.sendBeacon('https://attest.example/', 'x')).then(() => 'refused'),
  ])
  await new Promise((resolve) => setTimeout(resolve, 3000))
  return { text: read.text.includes('treaty'), refused: refused.every((answer) => answer === 'refused') }
})()`

describe.runIf(parts.electron === null && parts.strace === null)('the whole app', () => {
  it('connects to nothing, whatever is captured and whatever the page tries', async () => {
    const home = makeHome()
    const trace = join(home, 'trace')
    const binary = electronBinary() ?? ''
    const child = spawn(
      asNormalUser('strace', home),
      [
        ...['-f', '-qq', '-o', trace, '-e', 'trace=connect,sendto,sendmsg,sendmmsg', binary],
        // Chromium's helper for pictures does not start under a tracer; everything else is as a person has it.
        '--in-process-gpu',
        '--remote-debugging-port=0',
        root,
      ],
      { env: environment('strace', home), cwd: home, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const ended = new Promise((resolve) => child.once('exit', resolve))
    try {
      const address = await devToolsAddress(child)
      await waitForPage(address)
      expect(await evaluate(address, work)).toEqual({ text: true, refused: true })
    } finally {
      // The tracer keeps signals to itself, and ends with what it traces.
      const traced = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')
      for (const pid of traced) process.kill(Number(pid), 'SIGTERM')
      await ended
    }
    const calls = readFileSync(trace, 'utf8').split('\n')
    // The tracer sees connections: the one to the display is there.
    expect(calls.some((call) => call.includes('connect(') && call.includes('AF_UNIX'))).toBe(true)
    expect(calls.filter((call) => call.includes('AF_INET'))).toEqual([])
    removeHome(home)
  })
})
