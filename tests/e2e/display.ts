import { type ChildProcess, spawn } from 'node:child_process'
import { hasXvfb } from '../parts.ts'

let display: Promise<string> | null = null
let server: ChildProcess | null = null

/** A display of our own where Xvfb is here, started once a process; else the machine's. */
export function displayName(): Promise<string> {
  display ??= hasXvfb ? startXvfb() : Promise.resolve(process.env.DISPLAY ?? '')
  return display
}

function startXvfb(): Promise<string> {
  const xvfb = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  server = xvfb
  process.once('exit', () => xvfb.kill('SIGKILL'))
  return new Promise((resolve, reject) => {
    xvfb.once('error', reject)
    xvfb.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)))
    xvfb.stdout.once('data', (data: Buffer) => resolve(`:${String(data).trim()}`))
  })
}

export function stopDisplay(): void {
  server?.kill('SIGKILL')
  server = null
  display = null
}
