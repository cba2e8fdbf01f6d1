import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy, readAsset } from '../../../main/hosts/content.ts'

describe('the window’s files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-content-'))
  const window = join(folder, 'renderer')
  beforeAll(() => {
    mkdirSync(join(window, 'assets'), { recursive: true })
    mkdirSync(join(folder, 'renderer-not'))
    writeFileSync(join(window, 'index.html'), 'page')
    writeFileSync(join(window, 'assets/a b.js'), 'script')
    writeFileSync(join(window, 'assets/secret.pem'), 'key')
    writeFileSync(join(folder, 'outside.html'), 'outside')
    writeFileSync(join(folder, 'renderer-not/outside.html'), 'outside')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['/', 'page', 'text/html; charset=utf-8'],
    ['/index.html', 'page', 'text/html; charset=utf-8'],
    ['/assets/a%20b.js', 'script', 'text/javascript; charset=utf-8'],
  ])('%s is served', async (path, text, type) => {
    const asset = await readAsset(window, path)
    expect([String(Buffer.from(asset?.bytes ?? [])), asset?.type]).toEqual([text, type])
  })

  it.each([
    '/../outside.html',
    '/..%2foutside.html',
    '/%2e%2e/outside.html',
    '/assets/../../outside.html',
    '/..%5coutside.html',
    '/../renderer-not/outside.html',
    '//etc/passwd',
    '/%00/index.html',
    '/index.html%00.js',
    '/%',
    '/assets',
    '/assets/',
    '/assets/secret.pem',
    '/nothing.html',
    '/..',
    '',
  ])('%j is not', async (path) => {
    expect(await readAsset(window, path)).toBeNull()
  })

  it('run no script but their own', () => {
    const policy = new Map(
      contentSecurityPolicy.split('; ').map((directive) => {
        const [name = '', ...values] = directive.split(' ')
        return [name, values]
      }),
    )
    expect(policy.get('default-src')).toEqual(["'none'"])
    expect(policy.get('script-src')).toEqual(["'self'"])
    expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|\*/)
  })
})
