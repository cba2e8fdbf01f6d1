import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { attestJson } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-serve-'))
const file = join(folder, 'served.attest')

describe('attest serve', { timeout: 120_000 }, () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('tells its link at once, answers there and nowhere else, and ends when it is told to', async () => {
    expect((await attestJson(['new', '--library', file])).exit).toBe(0)
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(root, 'main/cli/attest.ts'),
        'serve',
        '--json',
        '--library',
        file,
      ],
      { stdio: 'pipe', env: { ...process.env, ATTEST_DATA: join(folder, 'data') } },
    )
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    try {
      const said = await new Promise<string>((resolve, reject) => {
        let text = ''
        child.stdout.setEncoding('utf8').on('data', (part: string) => {
          text += part
          if (text.includes('\n')) resolve(text)
        })
        child.once('exit', () => reject(new Error(`ended: ${text}`)))
      })
      const { ok, item } = JSON.parse(said) as { ok: boolean; item: { link: string; port: number } }
      expect(ok).toBe(true)
      const link = new URL(item.link)
      expect([link.hostname, link.port]).toEqual(['127.0.0.1', String(item.port)])
      // Without the token of the link nothing is given out.
      expect((await fetch(`http://127.0.0.1:${item.port}/`, { redirect: 'manual' })).status).toBe(403)
      expect((await fetch(item.link, { redirect: 'manual' })).headers.get('set-cookie')).toMatch(/HttpOnly/u)
      // The library is this process's as long as it serves.
      const locked = await attestJson<{ error: { code: string } }>(['list', 'sources', '--library', file])
      expect([locked.exit, locked.answer.error.code]).toEqual([3, 'library-locked'])
    } finally {
      child.kill('SIGTERM')
    }
    expect(await ended).toBe(0)
    expect((await attestJson(['list', 'sources', '--library', file])).exit).toBe(0)
  })
})
