import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../main/hosts/content.ts'
import { maxPayloadLength } from '../../../shared/contract/index.ts'
import { malformedPayloads, operationNames } from '../../malformed.ts'
import { removeData, type ServeProcess, startServer } from '../serve.ts'

interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  text: string
}

/** A request with exactly these headers, which `fetch` would not let us write. */
function ask(
  server: ServeProcess,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { port } = new URL(server.origin)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        )
      },
    )
    outgoing.on('error', reject)
    outgoing.end(options.body)
  })
}

describe('serve', () => {
  let server: ServeProcess
  let cookie = ''
  let admitted: Record<string, string> = {}
  const call = (name: string, body: string, headers: Record<string, string> = {}) =>
    ask(server, `/call/${name}`, { method: 'POST', body, headers: { ...admitted, ...headers } })

  beforeAll(async () => {
    server = await startServer()
    const { search } = new URL(server.link)
    const first = await ask(server, `/${search}`)
    cookie = String(first.headers['set-cookie']).split(';')[0] ?? ''
    admitted = { cookie, origin: server.origin, 'content-type': 'application/json' }
  })
  afterAll(async () => {
    expect(await server.stop()).toBe(0)
    removeData(server.dataDir)
  })

  it('takes its link once', async () => {
    const path = `/${new URL(server.link).search}`
    const again = await ask(server, path)
    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(cookie).toMatch(/^attest=[0-9a-f]{64}$/)
  })

  it('shows nothing without the cookie', async () => {
    for (const path of [
      '/',
      '/index.html',
      '/events',
      '/download/x',
      '/?token=',
      `/?token=${'0'.repeat(64)}`,
    ]) {
      expect([path, (await ask(server, path)).status]).toEqual([path, 403])
    }
    const { status } = await ask(server, '/call/app.info', {
      method: 'POST',
      body: '{}',
      headers: { origin: server.origin, 'content-type': 'application/json' },
    })
    expect(status).toBe(403)
  })

  it('refuses every other host name and every other origin, with the cookie too', async () => {
    expect((await call('app.info', '{}', { host: 'attest.example' })).status).toBe(403)
    expect((await ask(server, '/', { headers: { cookie, host: 'attest.example' } })).status).toBe(403)
    expect((await call('app.info', '{}', { origin: 'http://attest.example' })).status).toBe(403)
    expect((await call('app.info', '{}', { origin: 'null' })).status).toBe(403)
    expect((await ask(server, '/', { headers: { cookie, origin: 'http://attest.example' } })).status).toBe(
      403,
    )
    const { origin: _origin, ...without } = admitted
    const bare = await ask(server, '/call/app.info', { method: 'POST', body: '{}', headers: without })
    expect(bare.status).toBe(403)
  })

  it('answers a call, and refuses forms, other methods and other types', async () => {
    const info = await call('app.info', '{}')
    expect(JSON.parse(info.text)).toMatchObject({ ok: true, value: { host: 'serve', dialogs: false } })
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const { text } = await call('app.info', '{}', { 'content-type': type })
      expect([type, JSON.parse(text)]).toMatchObject([type, { ok: false, error: { code: 'bad-request' } }])
    }
    expect((await ask(server, '/call/app.info', { headers: { cookie } })).status).toBe(405)
    for (const method of ['PUT', 'DELETE', 'OPTIONS', 'TRACE']) {
      expect((await ask(server, '/', { method, headers: admitted })).status).toBe(405)
    }
  })

  it('serves its own files only, each under the policy', async () => {
    const page = await ask(server, '/', { headers: { cookie } })
    expect(page.status).toBe(200)
    const scripts = [...page.text.matchAll(/(?:src|href)="\.?(\/assets\/[^"]+)"/g)].map(
      ([, path]) => path ?? '',
    )
    expect(scripts.length).toBeGreaterThan(0)
    for (const path of ['/', '/nothing', ...scripts]) {
      const { headers } = await ask(server, path, { headers: { cookie } })
      expect(headers).toMatchObject({
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
    }
    for (const path of [
      '/../main/serve.cjs',
      '/..%2fmain%2fserve.cjs',
      '/%2e%2e/main/serve.cjs',
      '/assets/../../main/serve.cjs',
      '/..%5cmain%5cserve.cjs',
      '/%00',
      '/main/serve.cjs',
      '/package.json',
    ]) {
      const { status, text } = await ask(server, path, { headers: { cookie } })
      expect([path, status, text]).toEqual([path, 404, 'There is no such page.\n'])
    }
  })

  it.each(operationNames)('answers every malformed %s with an error', async (name) => {
    for (const payload of malformedPayloads(name)) {
      const { status, text } = await call(name, payload)
      const answer = JSON.parse(text) as { ok: boolean; error?: { code: string } }
      expect([payload, status, answer.ok, answer.error?.code]).toEqual([payload, 200, false, 'bad-request'])
    }
  })

  it('knows no operation beyond the contract', async () => {
    for (const name of [
      'no.such',
      '',
      '__proto__',
      'constructor',
      '%00',
      '%',
      'app.info%2f..%2fapp.info',
      'APP.INFO',
    ]) {
      const { text } = await call(name, '{}')
      expect([name, JSON.parse(text)]).toMatchObject([name, { ok: false, error: { code: 'bad-request' } }])
    }
  })

  it('stops reading a payload that is too long, and goes on', async () => {
    const body = `{"pad":"${'x'.repeat(maxPayloadLength)}"}`
    const answer = await call('app.info', body).catch((error: NodeJS.ErrnoException) => error.code)
    // The connection is cut while we still write: either we read the answer or we see the cut.
    if (typeof answer === 'object')
      expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'too-large' } })
    else expect(['ECONNRESET', 'EPIPE']).toContain(answer)
    expect(JSON.parse((await call('app.info', '{}')).text)).toMatchObject({ ok: true })
  })

  it('downloads nothing that was not exported', async () => {
    for (const token of ['', 'x', '..%2f..%2fsettings.json', '0'.repeat(32)]) {
      expect((await ask(server, `/download/${token}`, { headers: { cookie } })).status).toBe(404)
    }
  })

  it.runIf(process.platform === 'linux')('listens on the loopback address only', () => {
    const port = Number(new URL(server.origin).port).toString(16).toUpperCase().padStart(4, '0')
    const listening = (file: string) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === '0A' && fields[1]?.endsWith(`:${port}`))
        .map((fields) => fields[1])
    expect([...listening('/proc/net/tcp'), ...listening('/proc/net/tcp6')]).toEqual([`0100007F:${port}`])
  })
})
