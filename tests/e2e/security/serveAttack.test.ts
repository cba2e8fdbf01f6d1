import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bounds } from '../../../main/hosts/serve/request.ts'
import { serve } from '../../../main/hosts/serve/serve.ts'
import { makeData, removeData, type ServeProcess, startServer } from '../serve.ts'
import { raw, statuses } from './raw.ts'
import { cookieOf, ownerIsIn, tries } from './serveTries.ts'

// Another program, another person or another site against the server: each tries one way in.

describe('an attacker of serve', () => {
  let server: ServeProcess
  let port = 0
  let cookie = ''
  const line = (method: string, target: string, version = '1.1') => `${method} ${target} HTTP/${version}\r\n`
  const host = () => `Host: 127.0.0.1:${port}\r\n`
  const ask = async (head: string, body = '') => {
    const connection = raw(port)
    connection.send(`${head}Connection: close\r\n\r\n${body}`)
    return connection.answer()
  }
  const call = (name: string, payload: string, agent?: Agent) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const outgoing = request(
        {
          ...(agent === undefined ? {} : { agent }),
          host: '127.0.0.1',
          port,
          path: `/call/${name}`,
          method: 'POST',
          headers: { cookie, origin: server.origin, 'content-type': 'application/json' },
        },
        (response) => {
          let text = ''
          response.on('data', (data) => {
            text += String(data)
          })
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
          response.on('error', reject)
        },
      )
      outgoing.on('error', reject)
      outgoing.end(payload)
    })

  beforeAll(async () => {
    server = await startServer({ args: ['--sample'] })
    port = Number(new URL(server.origin).port)
    cookie = await cookieOf(server.link)
  })
  afterAll(async () => {
    expect(await server.stop()).toBe(0)
    removeData(server.dataDir)
  })

  it('reaches it by no address but the loopback’s', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
    for (const { address } of [...others, { address: '::1' }, { address: '127.0.0.2' }]) {
      const reached = await fetch(`http://${address.includes(':') ? `[${address}]` : address}:${port}/`).then(
        () => true,
        () => false,
      )
      expect([address, reached]).toEqual([address, false])
    }
  })

  it.each(Object.entries(tries))('gets in nowhere %s', async (_what, attempt) => {
    expect(await ownerIsIn({ port, link: server.link, cookie })).toBe(true)
    expect(await attempt({ port, link: server.link, cookie })).toEqual([])
  })

  it('is told nothing by methods, preflights, upgrades and tunnels', async () => {
    for (const method of ['OPTIONS', 'HEAD', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'CONNECT']) {
      for (const origin of [server.origin, 'http://evil.example', 'null']) {
        const answer = await ask(
          `${line(method, method === 'CONNECT' ? 'evil.example:80' : '/call/app.info')}${host()}Cookie: ${cookie}\r\nOrigin: ${origin}\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\nX-Secret: echo\r\n`,
        )
        expect([method, origin, statuses(answer)[0] ?? 400]).toSatisfy(
          ([, , status]: [string, string, number]) => status >= 400,
        )
        expect(answer).not.toMatch(/access-control-|echo/i)
      }
    }
    const socket = await ask(
      `${line('GET', '/events')}${host()}Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://evil.example\r\nCookie: ${cookie}\r\n`,
    )
    expect(statuses(socket)).toEqual([403])
  })

  it('is stopped at headers too many or too long', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `X-${index}: 1\r\n`).join('')
    expect(statuses(await ask(`${line('GET', '/')}${host()}${many}`))).toEqual([431])
    expect(statuses(await ask(`${line('GET', '/')}${host()}Cookie: ${'x'.repeat(100_000)}\r\n`))).toEqual([
      431,
    ])
    expect(statuses(await ask(`${line('GET', `/${'x'.repeat(100_000)}`)}${host()}`))).toEqual([431])
  })

  it('asks 10,000 times at once, and the person still saves', async () => {
    const memory = () =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.process.pid}/status`, 'utf8'))?.[1])
    // Whoever asked before may keep a connection for the next question: those are not free for this crowd.
    const place = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
    const held = readFileSync('/proc/net/tcp', 'utf8')
      .split('\n')
      .map((entry) => entry.trim().split(/\s+/u))
      // proc(5): the local address, the remote one, the state, of which 01 is an open connection.
      .filter(([, local, , state]) => local?.endsWith(place) && state === '01').length
    const before = memory()
    const agent = new Agent({ maxSockets: 10_000 })
    const outcomes = new Map<string, number>()
    const count = (name: string) => outcomes.set(name, (outcomes.get(name) ?? 0) + 1)
    await Promise.all(
      Array.from({ length: 10_000 }, (_, index) =>
        call(
          ['sources.list', 'app.info', 'palette.search', 'no.such'][index % 4] ?? '',
          '{"query":"a","briefingId":null}',
          agent,
        ).then(
          ({ status, text }) =>
            count(status === 200 && typeof JSON.parse(text).ok === 'boolean' ? 'answered' : String(status)),
          (error: NodeJS.ErrnoException) => count(error.code ?? String(error)),
        ),
      ),
    )
    agent.destroy()
    const answered = outcomes.get('answered') ?? 0
    outcomes.delete('answered')
    // Answered, or told that it was too slow (408), or the connection was not taken: nothing in between.
    expect(
      [...outcomes.keys()].filter(
        (outcome) => !['408', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED'].includes(outcome),
      ),
    ).toEqual([])
    // As many as may be connected are answered at the least, each once.
    expect(answered).toBeGreaterThanOrEqual(bounds.maxConnections - held)
    expect(held).toBeLessThan(5)
    const made = await call(
      'briefings.create',
      JSON.stringify({ template: 'decision-memo', subject: 'After it', date: null }),
    )
    expect(JSON.parse(made.text)).toMatchObject({ ok: true, value: { header: { subject: 'After it' } } })
    // KiB
    expect(memory() - before).toBeLessThan(400 * 1024)
  })
})

describe('a client of serve that is slow', () => {
  it('holds a connection for a bounded time, and no more of them than there are', async () => {
    const dataDir = makeData()
    const serving = await serve({
      dataDir,
      rendererDir: dataDir,
      version: '0.0.0',
      port: 0,
      library: null,
      bounds: {
        headersTimeout: 1_000,
        requestTimeout: 2_000,
        connectionsCheckingInterval: 100,
        maxConnections: 20,
      },
    })
    try {
      const head = `POST /call/app.info HTTP/1.1\r\nHost: 127.0.0.1:${serving.port}\r\nContent-Length: 100000\r\n`
      const dribble = (connection: ReturnType<typeof raw>, text: string) => {
        let at = 0
        const timer = setInterval(() => connection.send(text[at++ % text.length] ?? ''), 50)
        connection.socket.once('close', () => clearInterval(timer))
      }
      const silent = raw(serving.port)
      const headers = raw(serving.port)
      dribble(headers, `${head}X-Pad: ${'x'.repeat(1_000)}`)
      const session = await cookieOf(serving.link)
      const body = raw(serving.port)
      body.send(
        `${head}Cookie: ${session}\r\nOrigin: http://127.0.0.1:${serving.port}\r\nContent-Type: application/json\r\n\r\n`,
      )
      dribble(body, ' ')
      const times = await Promise.all([silent.closed(8_000), headers.closed(8_000), body.closed(8_000)])
      expect(times.every((ms) => ms !== null && ms < 6_000)).toBe(true)

      const crowd = Array.from({ length: 60 }, () => raw(serving.port))
      const refused = await Promise.all(crowd.map((connection) => connection.closed(600)))
      expect(refused.filter((ms) => ms !== null).length).toBeGreaterThanOrEqual(40)
      // And when they are gone, the person is let in.
      await expect
        .poll(
          () =>
            fetch(`http://127.0.0.1:${serving.port}/`, { headers: { cookie: session } }).then(
              ({ status }) => status,
              () => 0,
            ),
          {
            timeout: 10_000,
          },
        )
        .toBe(404)
    } finally {
      await serving.close()
      removeData(dataDir)
    }
  })
})
