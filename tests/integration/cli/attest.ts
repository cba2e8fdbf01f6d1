import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../parts.ts'

/** How a command ended. */
export interface Ended {
  readonly exit: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real command line in a process of its own, as `npm run attest` does. */
export function attest(args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'main/cli/attest.ts'), ...args],
      { stdio: 'pipe' },
    )
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (exit) => resolve({ exit, stdout, stderr }))
    child.stdin.end(input)
  })
}

export type Answer = { readonly ok: boolean } & Readonly<Record<string, unknown>>

/** Runs a command with `--json`: its one JSON document and how it ended. */
export async function attestJson<T extends object = Answer>(
  args: readonly string[],
  input = '',
): Promise<{ exit: number | null; answer: T & { ok: boolean }; stderr: string }> {
  const { exit, stdout, stderr } = await attest([...args, '--json'], input)
  const lines = stdout.split('\n').filter((line) => line !== '')
  if (lines.length !== 1) throw new Error(`Not one JSON document (exit ${exit}): ${stdout}\n${stderr}`)
  return { exit, answer: JSON.parse(lines[0] as string) as T & { ok: boolean }, stderr }
}

export interface Failure {
  readonly error: { readonly code: string; readonly message: string; readonly hint: string }
}
