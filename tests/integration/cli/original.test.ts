import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attestJson, type Failure } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-cli-original-'))
const at = (name: string): string => join(folder, name)
const library = ['--library', at('work.attest')]
const captured = 'The toll is four.\r\nNobody pays it.\n'

describe('originals on the command line', { timeout: 60_000 }, () => {
  let key = ''
  beforeAll(async () => {
    await attestJson(['new', ...library])
    writeFileSync(at('toll.txt'), captured)
    const { answer } = await attestJson<{ items: { source: string }[] }>([
      'import',
      at('toll.txt'),
      ...library,
    ])
    key = answer.items[0]?.source ?? ''
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('come out as they were captured', async () => {
    const { exit, answer } = await attestJson<{ item: { bytes: number } }>([
      ...['original', key, '--out', at('out.txt')],
      ...library,
    ])
    expect(exit).toBe(0)
    expect(answer.item.bytes).toBe(captured.length)
    expect(readFileSync(at('out.txt'), 'utf8')).toBe(captured)
  })

  it('of a capture that no hash names are refused', async () => {
    const { exit, answer } = await attestJson<Failure>([
      ...['original', key, '--hash', '0000', '--out', at('none.txt')],
      ...library,
    ])
    expect(exit).not.toBe(0)
    expect(answer.error.code).toBe('not-found')
  })
})
