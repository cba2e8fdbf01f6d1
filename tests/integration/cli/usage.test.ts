import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, attest, attestJson, type Failure } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-usage-'))
const library = ['--library', join(folder, 'work.attest')]
const run = <T extends object = Answer>(...args: string[]) => attestJson<T>([...args, ...library])

describe('using the command line', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    writeFileSync(join(folder, 'ferry.txt'), 'The ferry waits for the post.\n')
    expect((await run('new')).exit).toBe(0)
    expect((await run('import', join(folder, 'ferry.txt'))).exit).toBe(0)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  describe('wrong usage ends with 2 and one clear line', () => {
    const cases: [what: string, args: string[], message: RegExp][] = [
      ['no command', [], /No command/u],
      ['an unknown command', ['verfy'], /verfy.*verify/u],
      ['an unknown option', ['list', 'claims', '--qurey', 'x'], /--qurey/u],
      ['a missing argument', ['show'], /key/u],
      ['an unknown list', ['list', 'things'], /things.*sources/u],
      ['a missing option', ['export', 'memo', '--to', 'pdf'], /--out/u],
      ['an unknown format', ['export', 'memo', '--to', 'rtf', '--out', 'x'], /rtf.*pdf/u],
      ['no number', ['list', 'claims', '--limit', 'ten'], /ten.*--limit/u],
      [
        'an unknown kind',
        ['add', 'claim', '--source', 'ferry', '--exact', 'post', '--kind', 'rumour'],
        /--kind/u,
      ],
      [
        'a wrong date',
        ['add', 'quote', '--source', 'ferry', '--exact', 'post', '--said-on', 'May'],
        /--said-on/u,
      ],
      [
        'an unnamed speaker of no source',
        ['add', 'speaker', '--name', 'x', '--kind', 'anonymous'],
        /source/u,
      ],
    ]
    for (const [what, args, message] of cases) {
      it(what, async () => {
        const { exit, answer, stderr } = await run<Failure>(...args)
        expect([exit, answer.ok, answer.error.code]).toEqual([2, false, 'bad-request'])
        expect(answer.error.message).toMatch(message)
        expect(stderr.trim().split('\n')).toHaveLength(1)
      })
    }

    it('no library', async () => {
      const { exit, answer } = await attestJson<Failure>(['verify'])
      expect([exit, answer.error.code]).toEqual([2, 'bad-request'])
      expect(answer.error.hint).toContain('--library')
    })
  })

  it('prints help and the version, and ends with 0', async () => {
    const help = await attest(['add', 'quote', '--help'])
    expect([help.exit, help.stderr]).toEqual([0, ''])
    expect(help.stdout).toContain('--ground-rule')
    const version = await attest(['--version'])
    expect([version.exit, version.stdout]).toEqual([0, '0.1.0\n'])
  })

  it('takes the options of every command before it as well', async () => {
    const { exit, answer } = await attestJson([...library, 'list', 'sources'])
    expect([exit, answer.ok, answer.total]).toEqual([0, true, 1])
  })

  it('speaks to people without --json: text on stdout, errors on stderr', async () => {
    const listed = await attest(['list', 'sources', ...library])
    expect([listed.exit, listed.stderr]).toEqual([0, ''])
    expect(listed.stdout).toMatch(/^ferry .*\n1 source\n$/u)
    const missing = await attest(['show', 'nothing', ...library])
    expect([missing.exit, missing.stdout]).toEqual([3, ''])
    expect(missing.stderr).toMatch(/^Nothing has the key “nothing”\. .*\n$/u)
  })
})
