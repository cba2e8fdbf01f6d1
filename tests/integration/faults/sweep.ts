import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileFaults, faultEnvironment, makeControl } from '../../fixtures/faults/faults.ts'
import type { Point } from './points.ts'

/**
 * Runs the sweeper in a process with the fault layer.
 *
 * @param how `every`: each call of each act fails once as the first; `some`: the first ones, then fewer and fewer
 * @param only names of acts; all when empty
 */
export async function sweep(how: 'every' | 'some', only: readonly string[] = []): Promise<Point[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attest-faults-'))
  try {
    const work = join(folder, 'work')
    mkdirSync(work)
    const control = makeControl(folder)
    const env = faultEnvironment(compileFaults(folder), control, '/work/struck/')
    const script = join(import.meta.dirname, 'sweeper.ts')
    const args = ['--disable-warning=ExperimentalWarning', script, work, control, how, ...only]
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const gone = new Promise<number | null>((resolve) => child.once('close', resolve))
    const points: Point[] = []
    let isWhole = false
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'end') isWhole = true
      else points.push(JSON.parse(line) as Point)
    }
    const code = await gone
    if (!isWhole || code !== 0)
      throw new Error(`the sweeper ended with ${code} after ${points.length} points`)
    return points
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
