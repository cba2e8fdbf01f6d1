import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileFaults, faultEnvironment, makeControl } from '../../fixtures/faults/faults.ts'
import type { Point } from './points.ts'

/** Acts are dealt to so many processes. */
const HANDS = 2

/**
 * Runs the sweeper in processes with the fault layer.
 *
 * @param how `every`: each call of each act fails once as the first, of very many alike some; `some`: the first ones,
 *   then fewer and fewer
 */
export async function sweep(how: 'every' | 'some'): Promise<Point[]> {
  const folder = mkdtempSync(join(tmpdir(), 'attest-faults-'))
  try {
    const layer = compileFaults(folder)
    const hands = Array.from({ length: HANDS }, (_, hand) => {
      const own = join(folder, String(hand))
      mkdirSync(own)
      return deal(layer, own, how, hand)
    })
    return (await Promise.all(hands)).flat()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function deal(layer: string, folder: string, how: string, hand: number): Promise<Point[]> {
  const work = join(folder, 'desk')
  mkdirSync(work)
  const control = makeControl(folder)
  const script = join(import.meta.dirname, 'sweeper.ts')
  const args = [
    '--disable-warning=ExperimentalWarning',
    script,
    work,
    control,
    how,
    String(hand),
    String(HANDS),
  ]
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...faultEnvironment(layer, control, '/desk/struck/') },
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
  if (!isWhole || code !== 0) throw new Error(`the sweeper ended with ${code} after ${points.length} points`)
  return points
}
