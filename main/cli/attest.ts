#!/usr/bin/env node
import module from 'node:module'
import { packageVersion } from './environment.ts'

// Scripts call the command line many times over: Node keeps the compiled code in its own cache, which halves the start.
module.enableCompileCache?.()

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
process.once('SIGTERM', () => stop.abort())
// A reader that went away (`| head`) is no failure of ours.
process.stdout.on('error', () => process.exit(0))

async function readInput(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

async function main(): Promise<void> {
  const { runCommandLine } = await import('./program.ts')
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    now: Date.now,
    version: packageVersion(),
    signal: stop.signal,
    input: readInput,
  })
}

void main()
