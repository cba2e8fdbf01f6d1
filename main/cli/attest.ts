#!/usr/bin/env node
import { packageVersion } from './environment.ts'
import { runCommandLine } from './program.ts'

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

void runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  now: Date.now,
  version: packageVersion(),
  signal: stop.signal,
  input: readInput,
}).then((exit) => {
  process.exitCode = exit
})
