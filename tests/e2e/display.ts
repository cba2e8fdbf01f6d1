import { spawn } from 'node:child_process'
import { hasXvfb } from '../parts.ts'

/** The name of the display that end-to-end tests use: our own Xvfb where there is one, else the machine's. */
export const displayName = (): string => process.env.ATTEST_E2E_DISPLAY ?? process.env.DISPLAY ?? ''

/** Vitest calls this once, before its workers start; they inherit the name. */
export default async function setup(): Promise<() => void> {
  if (!hasXvfb) return () => undefined
  const options = ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp']
  // It must not outlive a run that is killed.
  const xvfb = spawn('setpriv', ['--pdeathsig', 'KILL', 'Xvfb', ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  process.env.ATTEST_E2E_DISPLAY = await new Promise<string>((resolve, reject) => {
    xvfb.once('error', reject)
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    xvfb.stdout.once('data', (data: Buffer) => resolve(`:${String(data).trim()}`))
  })
  return () => void xvfb.kill()
}
