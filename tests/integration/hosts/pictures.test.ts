import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Serving, serve } from '../../../main/hosts/serve/serve.ts'

// The address of a picture on `serve`: who may ask, for what, and under which policy it is shown.

const folder = join(import.meta.dirname, '../../fixtures/figures')

describe('a picture of the open library', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'attest-pictures-'))
  let serving: Serving
  let admitted: Record<string, string> = {}
  let sha256 = ''

  const ask = (path: string, headers: Record<string, string>, method = 'GET', body = '') =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }>(
      (resolve, reject) => {
        const asked = request(
          { host: '127.0.0.1', port: serving.port, path, method, headers },
          (response) => {
            const parts: Buffer[] = []
            response.on('data', (part: Buffer) => parts.push(part))
            response.on('end', () =>
              resolve({
                status: response.statusCode ?? 0,
                headers: response.headers,
                bytes: Buffer.concat(parts),
              }),
            )
          },
        )
        asked.on('error', reject)
        asked.end(body)
      },
    )
  const call = async (name: string, payload: unknown) => {
    const headers = { ...admitted, 'content-type': 'application/json' }
    const { bytes } = await ask(`/call/${name}`, headers, 'POST', JSON.stringify(payload))
    return JSON.parse(bytes.toString('utf8'))
  }

  beforeAll(async () => {
    serving = await serve({ dataDir, rendererDir: dataDir, version: '0.0.0', port: 0, library: 'sample' })
    const { search } = new URL(serving.link)
    const host = `127.0.0.1:${serving.port}`
    const { headers } = await ask(`/${search}`, { host })
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    admitted = { host, cookie, origin: `http://${host}` }
    const file = readFileSync(join(folder, 'chart.svg'))
    const begun = await call('files.begin', { name: 'chart.svg', size: file.length })
    await call('files.chunk', { token: begun.value.token, offset: 0, base64: file.toString('base64') })
    const added = await call('pictures.add', { token: begun.value.token })
    sha256 = added.value.picture.sha256
    // The token is used up.
    expect((await call('pictures.add', { token: begun.value.token })).error.code).toBe('not-found')
  })
  afterAll(async () => {
    await serving.close()
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('is shown to the window, as what it is, under a policy by which it runs nothing, and left in no cache', async () => {
    const { status, headers, bytes } = await ask(`/picture/${sha256}`, admitted)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('image/svg+xml')
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox/u)
    expect(headers['content-security-policy']).not.toContain('script-src')
    expect(bytes.toString('utf8')).toMatch(/^<svg xmlns/u)
    expect(bytes.toString('utf8')).not.toContain('planted')
  })

  it('is refused to who has no cookie, comes from elsewhere, or asks otherwise', async () => {
    const path = `/picture/${sha256}`
    const { cookie: _, ...stranger } = admitted
    expect((await ask(path, stranger)).status).toBe(403)
    expect((await ask(path, { ...admitted, cookie: 'attest=0' })).status).toBe(403)
    expect((await ask(path, { ...admitted, origin: 'http://evil.example' })).status).toBe(403)
    expect((await ask(path, { ...admitted, host: 'evil.example' })).status).toBe(403)
    expect((await ask(path, { ...admitted, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await ask(path, admitted, 'POST')).status).toBe(405)
  })

  it.each([
    '/picture/',
    `/picture/${'0'.repeat(64)}`,
    '/picture/../index.html',
    '/picture/..%2f..%2fetc%2fpasswd',
    '/picture/%2e%2e/%2e%2e/etc/passwd',
    "/picture/' OR 1=1 --".replaceAll(' ', '%20'),
    '/picture/%00',
  ])('is not found at %s', async (path) => {
    expect((await ask(path, admitted)).status).toBe(404)
  })

  it('is not found by a hash written otherwise, or with more behind it', async () => {
    expect((await ask(`/picture/${sha256.toUpperCase()}`, admitted)).status).toBe(404)
    expect((await ask(`/picture/${sha256}/x`, admitted)).status).toBe(404)
    expect((await ask(`/picture/${sha256}.svg`, admitted)).status).toBe(404)
  })
})
