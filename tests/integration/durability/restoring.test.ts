import { spawnSync } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lookAtRescued } from '../../bench/durability/files.ts'
import { Memo } from '../../bench/durability/memo.ts'
import { asideName, backupName, unclosed } from '../../bench/durability/places.ts'
import { Witness } from '../../bench/durability/witness.ts'
import { parts } from '../../parts.ts'
import { folder } from '../store/written.ts'

/** Calls that change what names lead to, and those that wait for the disk: between them there is nothing new. */
const calls = ['link', 'rename', 'unlink', 'fsync', 'fdatasync', 'ftruncate', 'copy_file_range']
/** More than a restore makes of any. */
const most = 30

/**
 * Restores over a copy of a library again and again, each time killed at another of its system calls.
 *
 * @returns what was lost, and how often it was killed at each call
 */
async function killed(mutant: '' | 'early'): Promise<{ losses: string[]; kills: Map<string, number> }> {
  const witness = new Witness('restoring', join(await folder(), 'restoring'))
  await witness.prepare()
  const at = (name: string): string => join(witness.folder, name)
  const losses: string[] = []
  const kills = new Map<string, number>()

  /** @returns whether it came to its end before that call */
  async function restored(call: string, nth: number): Promise<boolean> {
    const name = `rescued-${calls.indexOf(call)}-${nth}.attest`
    for (const rest of ['-wal', '']) await copyFile(at(`${unclosed}${rest}`), at(`${name}${rest}`))
    const tracer = ['-f', '-qq', '-o', at('trace'), '-e', `trace=${call}`]
    const kill = ['-e', `inject=${call}:signal=SIGKILL:when=${nth}`]
    const node = [process.execPath, '--disable-warning=ExperimentalWarning']
    const script = join(import.meta.dirname, 'restorer.ts')
    const restorer = [script, at(backupName(0)), at(name), at(asideName(name)), mutant]
    const { stdout, stderr, signal } = spawnSync('strace', [...tracer, ...kill, ...node, ...restorer], {
      encoding: 'utf8',
      // strace counts the calls of each thread: here one works for all.
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    })
    if (signal === null && stdout !== 'restored\n') throw new Error(stderr)
    const complain = (what: string): void => void losses.push(`killed at ${call} ${nth}: ${what}`)
    await lookAtRescued(witness.folder, name, stdout === 'restored\n', new Memo('restoring'), complain)
    return stdout === 'restored\n'
  }

  for (const call of calls) {
    let nth = 1
    while (nth < most && !(await restored(call, nth))) nth++
    kills.set(call, nth - 1)
    if (mutant !== '' && losses.length > 0) break
  }
  return { losses, kills }
}

/** At random moments these are hit once in thousands of kills: they lie microseconds apart. */
describe.runIf(parts.strace === null)('a restore', () => {
  it('leaves the library that was there or the backup, whole, killed at any of its system calls', async () => {
    const { losses, kills } = await killed('')
    expect(losses).toEqual([])
    // Else it was not killed where it matters.
    expect(kills.get('rename')).toBeGreaterThan(0)
    expect(kills.get('fsync')).toBeGreaterThan(2)
    expect(Math.max(...kills.values())).toBeLessThan(most - 1)
  }, 300_000)

  // Without this the test above could be blind.
  it('is seen to lose the library when it goes aside before the copy is whole', async () => {
    const { losses } = await killed('early')
    expect(losses.join('\n')).toMatch(/is gone|does not open|neither the one that was there/u)
  }, 300_000)
})
