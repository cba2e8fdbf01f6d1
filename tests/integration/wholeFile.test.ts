import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeWhole } from '../../main/wholeFile.ts'
import type { AttestError } from '../../shared/model/error.ts'
import { isRoot, root } from '../parts.ts'

const bytes = Buffer.from('%PDF-1.7 the whole of it')
let dir = ''
let isMounted = false
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'attest-file-'))
})
afterEach(() => {
  if (isMounted) execFileSync('umount', ['-l', dir])
  isMounted = false
  if (isRoot) spawnSync('chattr', ['-R', '-i', dir])
  rmSync(dir, { recursive: true, force: true })
})
const at = (name: string): string => join(dir, name)

const failure = async (path: string, signal?: AbortSignal): Promise<AttestError> => {
  try {
    await writeWhole(path, bytes, signal)
  } catch (error) {
    return error as AttestError
  }
  throw new Error('it was written')
}

/** The same as someone who is not root, whom permissions do not stop: prints the error's code. */
function failureAsNobody(path: string): string {
  const script = `
    import { writeWhole } from ${JSON.stringify(join(root, 'main/wholeFile.ts'))}
    try { await writeWhole(${JSON.stringify(path)}, Buffer.from('x')); console.log('written') }
    catch (error) { console.log(error.code, error.message, error.hint) }`
  const options = isRoot ? { uid: 65534, gid: 65534 } : {}
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...options,
    encoding: 'utf8',
    cwd: '/',
  })
  return stdout.trim() || stderr
}

describe('a file', () => {
  it('is written whole, with nothing left beside it', async () => {
    await writeWhole(at('memo.pdf'), bytes)
    expect(readFileSync(at('memo.pdf'))).toEqual(bytes)
    expect(readdirSync(dir)).toEqual(['memo.pdf'])
  })
  it('replaces an earlier one and keeps who may read it', async () => {
    writeFileSync(at('memo.pdf'), 'earlier', { mode: 0o640 })
    chmodSync(at('memo.pdf'), 0o640)
    await writeWhole(at('memo.pdf'), bytes)
    expect(readFileSync(at('memo.pdf'))).toEqual(bytes)
    expect(statSync(at('memo.pdf')).mode & 0o777).toBe(0o640)
  })
  it('takes the place of what a link leads to, not of the link', async () => {
    mkdirSync(at('real'))
    writeFileSync(at('real/memo.pdf'), 'earlier')
    symlinkSync(at('real/memo.pdf'), at('link.pdf'))
    await writeWhole(at('link.pdf'), bytes)
    expect(lstatSync(at('link.pdf')).isSymbolicLink()).toBe(true)
    expect(readFileSync(at('real/memo.pdf'))).toEqual(bytes)
  })
  it('may have any name a disk takes', async () => {
    const name = `${'ä'.repeat(100)} “memo” #1 (final).pdf`
    await writeWhole(at(name), bytes)
    expect(readdirSync(dir)).toEqual([name])
  })
})

describe('a file that cannot be written is told by its reason, and the earlier one stays', () => {
  it('a folder in its place', async () => {
    mkdirSync(at('memo.pdf'))
    const { code, message } = await failure(at('memo.pdf'))
    expect([code, message]).toEqual(['bad-request', '“memo.pdf” is a folder.'])
    expect(readdirSync(dir)).toEqual(['memo.pdf'])
  })
  it('a folder that is not there, or is a file', async () => {
    expect((await failure(at('no/such/memo.pdf'))).code).toBe('not-found')
    writeFileSync(at('file'), '')
    expect((await failure(at('file/memo.pdf'))).code).toBe('not-found')
    expect(readdirSync(dir)).toEqual(['file'])
  })
  it('a name that is too long', async () => {
    const { code, message } = await failure(at(`${'x'.repeat(300)}.pdf`))
    expect([code, message]).toEqual(['bad-request', expect.stringContaining('too long')])
  })
  it('cancelled before its name was given', async () => {
    writeFileSync(at('memo.pdf'), 'earlier')
    expect((await failure(at('memo.pdf'), AbortSignal.abort())).code).toBe('cancelled')
    expect(readFileSync(at('memo.pdf'), 'utf8')).toBe('earlier')
    expect(readdirSync(dir)).toEqual(['memo.pdf'])
  })
  it('a read-only folder', () => {
    mkdirSync(at('shut'))
    writeFileSync(at('shut/memo.pdf'), 'earlier')
    if (isRoot) for (const path of [dir, at('shut'), at('shut/memo.pdf')]) chownSync(path, 65534, 65534)
    chmodSync(at('shut'), 0o555)
    expect(failureAsNobody(at('shut/memo.pdf'))).toMatch(
      /^read-only “memo\.pdf” cannot be written.*earlier file/u,
    )
    chmodSync(at('shut'), 0o755)
    expect(readdirSync(at('shut'))).toEqual(['memo.pdf'])
    expect(readFileSync(at('shut/memo.pdf'), 'utf8')).toBe('earlier')
  })
  it('a read-only file in a folder that can be written', () => {
    writeFileSync(at('memo.pdf'), 'earlier')
    if (isRoot) for (const path of [dir, at('memo.pdf')]) chownSync(path, 65534, 65534)
    chmodSync(at('memo.pdf'), 0o444)
    expect(failureAsNobody(at('memo.pdf'))).toMatch(/^read-only/u)
    expect(readFileSync(at('memo.pdf'), 'utf8')).toBe('earlier')
    expect(readdirSync(dir)).toEqual(['memo.pdf'])
  })
  it.skipIf(!isRoot || !existsSync('/usr/bin/chattr'))(
    'a file that the system will not let go of',
    async () => {
      // What Windows does for a file that is open elsewhere, Linux does for an immutable one.
      writeFileSync(at('memo.pdf'), 'earlier')
      execFileSync('chattr', ['+i', at('memo.pdf')])
      const { code, message, hint } = await failure(at('memo.pdf'))
      expect([code, message]).toEqual(['busy', expect.stringContaining('another program may have it open')])
      expect(hint).toContain('Any earlier file of that name is as it was')
      expect(readdirSync(dir)).toEqual(['memo.pdf'])
      expect(readFileSync(at('memo.pdf'), 'utf8')).toBe('earlier')
    },
  )
})

/** A disk of a few pages, where this process may mount one. */
function mountDisk(options: string): boolean {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir])
  isMounted = status === 0
  return isMounted
}

// Only root can make a disk to fill; elsewhere these are left out, and say so.
describe.skipIf(!isRoot)('a disk of its own', () => {
  it('that is full is told so, and the earlier file stays', async () => {
    expect(mountDisk('size=16k')).toBe(true)
    writeFileSync(at('memo.pdf'), 'earlier')
    const large = Buffer.alloc(64 * 1024, 1)
    const error = (await writeWhole(at('memo.pdf'), large).catch((reason: unknown) => reason)) as AttestError
    expect([error.code, error.message]).toEqual([
      'disk-full',
      'The disk is full: “memo.pdf” was not written.',
    ])
    expect(readFileSync(at('memo.pdf'), 'utf8')).toBe('earlier')
    expect(readdirSync(dir)).toEqual(['memo.pdf'])
    await writeWhole(at('memo.pdf'), bytes)
    expect(readFileSync(at('memo.pdf'))).toEqual(bytes)
  })
  it('that is read-only is told so', async () => {
    expect(mountDisk('size=64k')).toBe(true)
    writeFileSync(at('memo.pdf'), 'earlier')
    execFileSync('mount', ['-o', 'remount,ro', dir])
    expect((await failure(at('memo.pdf'))).code).toBe('read-only')
    expect((await failure(at('other.pdf'))).code).toBe('read-only')
    expect(readFileSync(at('memo.pdf'), 'utf8')).toBe('earlier')
  })
})
