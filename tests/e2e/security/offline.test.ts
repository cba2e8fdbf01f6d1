import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { parts, root } from '../../parts.ts'
import { attempts, childrenOf, offline, seen, spawnOffline } from './offline.ts'

const possible = parts.namespace === null && parts.strace === null

let folder = ''
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-offline-'))
  return folder
}
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

/** A child as the test runs it, with nothing of the test's in its environment. */
const plain = (data: string) => ({
  PATH: '/usr/bin:/bin',
  HOME: data,
  ATTEST_DATA: data,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
})
describe.runIf(possible)('with no network but the loopback', () => {
  it('the trap would see it: a program that looks up a name, connects or sends', () => {
    const data = fresh()
    const trace = join(data, 'trace')
    const program = `
      require('dns').lookup('attest.example', () => undefined)
      require('dns').resolve4('attest.example', () => undefined)
      require('net').connect(9, '192.0.2.1').on('error', () => undefined)
      const socket = require('dgram').createSocket('udp4'); socket.on('error', () => undefined)
      socket.send('x', 9, '192.0.2.1', () => socket.close())
      setTimeout(() => process.exit(0), 500)`
    const [file = '', ...args] = offline(trace, [process.execPath, '-e', program])
    execFileSync(file, args, { env: plain(data), stdio: 'ignore' })
    const caught = attempts(trace).join('\n')
    expect(caught).toMatch(/connect\(.*192\.0\.2\.1/)
    expect(caught).toMatch(/send(?:to|msg|mmsg)\(.*192\.0\.2\.1/)
    expect(caught).toMatch(/openat\(.*\/etc\/hosts/)
  })

  it('the command line does its job without trying to reach one', () => {
    const data = fresh()
    const source = join(data, 'source.html')
    writeFileSync(
      source,
      '<h1>A treaty</h1><p>See <a href="https://attest.example/x">it</a>.<img src="http://attest.example/p.png">',
    )
    const library = join(data, 'desk.attest')
    const lines = [
      ['new', '--sample'],
      ['import', source],
      ['search', 'treaty'],
      ['verify'],
      ['export', '--to', 'pdf', '--out', join(data, 'out.pdf')],
      ['export', '--to', 'md', '--out', join(data, 'out.md')],
      ['backup', '--out', join(data, 'copy.attest')],
      ['doctor'],
    ]
    const run = (trace: string, words: readonly string[]) => {
      const [file = '', ...args] = offline(trace, [
        process.execPath,
        join(root, 'dist/main/attest.cjs'),
        ...words,
        '--library',
        library,
      ])
      return execFileSync(file, args, { env: plain(data), stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    }
    let key = ''
    for (const [index, words] of lines.entries()) {
      const trace = join(data, `trace-${index}`)
      if (words[0] === 'export') {
        key ||=
          (
            JSON.parse(run(join(data, 'trace-list'), ['list', 'briefings', '--json'])) as {
              items: { key: string }[]
            }
          ).items[0]?.key ?? ''
        run(trace, ['export', key, ...words.slice(1)])
      } else run(trace, words)
      expect(seen(trace)).toBeGreaterThan(10)
      expect([words[0], attempts(trace)]).toEqual([words[0], []])
    }
    expect(existsSync(join(data, 'out.pdf'))).toBe(true)
  })

  it('serve listens on the loopback, and tries nothing else', async () => {
    const data = fresh()
    const trace = join(data, 'trace')
    const command = [process.execPath, join(root, 'dist/main/serve.cjs'), '--sample']
    const { child, ended } = spawnOffline(offline(trace, command), {
      env: plain(data),
      cwd: data,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const link = await new Promise<string>((resolve) => {
        let text = ''
        child.stdout?.on('data', (more) => {
          text += String(more)
          const found = /http:\S+\n/.exec(text)
          if (found !== null) resolve(found[0].trim())
        })
      })
      // From outside of the tracer, but within the same namespace.
      const client = `
        const { link } = JSON.parse(process.argv[1])
        const { origin } = new URL(link)
        fetch(link, { redirect: 'manual' }).then(async (first) => {
          const headers = { cookie: first.headers.get('set-cookie').split(';')[0], origin, 'content-type': 'application/json' }
          const ask = async (name, input) => (await (await fetch(origin + '/call/' + name, { method: 'POST', headers, body: JSON.stringify(input) })).json()).value
          const { items } = await ask('briefings.list', {})
          await ask('checks.run', { briefingId: items[0].id })
          const { actId } = await ask('export.start', { briefingId: items[0].id, format: 'pdf' })
          await new Promise((resolve) => setTimeout(resolve, 6000))
          console.log(typeof actId)
        })`
      const inside = [
        '--net',
        `--target=${childrenOf(child.pid)[0] ?? child.pid}`,
        process.execPath,
        '-e',
        client,
        JSON.stringify({ link }),
      ]
      expect(execFileSync('nsenter', inside).toString().trim()).toBe('string')
    } finally {
      for (const pid of childrenOf(child.pid)) process.kill(pid, 'SIGTERM')
      await ended
    }
    const found = attempts(trace)
    expect(found.filter((line) => !/bind\(.*127\.0\.0\.1/.test(line))).toEqual([])
    expect(found.length).toBe(1)
  })
})
