import { spawn } from 'node:child_process'
import { hasXvfb } from '../parts.ts'

/** Files that are run at the same time. */
export const AT_ONCE = 2

/**
 * The name of the display that this worker's end-to-end tests use: an Xvfb of its own where there is one, so that no
 * other file's window takes the focus or the clipboard, else the machine's.
 */
export function displayName(): string {
  const displays = process.env.ATTEST_E2E_DISPLAYS?.split(' ') ?? []
  const worker = Number(process.env.VITEST_POOL_ID ?? 1)
  return displays[(worker - 1) % displays.length] ?? process.env.DISPLAY ?? ''
}

/** Vitest calls this once, before its workers start; they inherit the names. */
export default async function setup(): Promise<() => void> {
  if (!hasXvfb) return () => undefined
  const started: Xvfb[] = []
  // One after the other: each takes the first free number.
  for (let count = 0; count < AT_ONCE; count += 1) started.push(await startXvfb())
  process.env.ATTEST_E2E_DISPLAYS = started.map(({ name }) => name).join(' ')
  return () => {
    for (const { stop } of started) stop()
  }
}

interface Xvfb {
  readonly name: string
  stop(): boolean
}

async function startXvfb(): Promise<Xvfb> {
  const options = ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
  // It must not outlive a run that is killed.
  const xvfb = spawn('setpriv', ['--pdeathsig', 'KILL', 'Xvfb', ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const name = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', reject)
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    xvfb.stdout.once('data', (data: Buffer) => resolve(`:${String(data).trim()}`))
  })
  return { name, stop: () => xvfb.kill() }
}
