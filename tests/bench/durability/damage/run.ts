import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Judgement } from './judge.ts'
import type { DamageKind } from './kinds.ts'
import { kindNames } from './kinds.ts'

export interface DamageOptions {
  readonly libraries: number
  readonly seed: number
  /** Processes at once. */
  readonly workers?: number
  /** Longest time for one library, in ms: longer is a hang. */
  readonly patience?: number
  readonly onJudged?: (done: number) => void
}

export interface DamageReport {
  readonly judgements: readonly Judgement[]
  /** Crashes, hangs and faults, each with the number that makes the same library again. */
  readonly faults: readonly string[]
}

const PATIENCE = 120_000
/** Libraries that one process judges: a leak or a fault of its own does not go on for ever. */
const BATCH = 100

/**
 * Damages, examines and repairs generated libraries in processes of their own, and judges the outcome. What a process
 * does when it crashes or hangs is told too, and the next goes on behind it.
 */
export async function damageLibraries(options: DamageOptions): Promise<DamageReport> {
  const { libraries, seed, workers = 2, patience = PATIENCE, onJudged } = options
  const judgements: Judgement[] = []
  const faults: string[] = []
  let next = 0
  const work = async () => {
    while (next < libraries) {
      const from = next
      next = Math.min(next + BATCH, libraries)
      const to = next
      for (let at = from; at < to; ) {
        at = await judgeSome(
          at,
          to,
          seed,
          patience,
          (judgement) => {
            judgements.push(judgement)
            for (const fault of judgement.faults) {
              faults.push(`library ${judgement.n} (${judgement.kind}: ${judgement.what}): ${fault}`)
            }
            onJudged?.(judgements.length)
          },
          faults,
        )
      }
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  judgements.sort((a, b) => a.n - b.n)
  return { judgements, faults }
}

/** @returns the number of the library to go on with */
async function judgeSome(
  from: number,
  to: number,
  seed: number,
  patience: number,
  onJudged: (judgement: Judgement) => void,
  faults: string[],
): Promise<number> {
  // Nothing of this has to outlive a power cut; in memory it is several times as fast.
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'attest-damage-'))
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'child.ts'),
      folder,
      ...[seed, from, to].map(String),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let at = from
  let hung = false
  let timer = setTimeout(() => undefined, 0)
  const wait = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      hung = true
      child.kill('SIGKILL')
    }, patience)
  }
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000)
  })
  wait()
  for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
    wait()
    const told = JSON.parse(line) as { begun?: number; ready?: true } | Judgement
    if ('kind' in told) {
      onJudged(told)
      at = told.n + 1
    }
  }
  clearTimeout(timer)
  const code = await ended(child)
  await rm(folder, { recursive: true, force: true })
  if (at < to) {
    faults.push(`library ${at}: the process ${hung ? 'hung' : `ended with ${code}`} ${said}`)
    return at + 1
  }
  return at
}

const ended = (child: ChildProcess): Promise<number | string | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode ?? child.signalCode)
    : new Promise((resolve) => child.on('exit', (code, signal) => resolve(code ?? signal)))

/** One line for each kind of damage, as docs/benchmarks.md keeps it. */
export function damageTable(judgements: readonly Judgement[]): { head: string[]; rows: string[][] } {
  const line = (name: string, own: readonly Judgement[]): string[] => {
    const count = (test: (one: Judgement) => boolean): string => own.filter(test).length.toLocaleString('en')
    const sum = (value: (one: Judgement) => number): number =>
      own.reduce((total, one) => total + value(one), 0)
    const repaired = own.filter(({ refused }) => refused === null)
    const rows = repaired.reduce((total, one) => total + one.rows, 0)
    const kept = repaired.reduce((total, one) => total + one.kept, 0)
    return [
      name,
      own.length.toLocaleString('en'),
      count(({ isChanged }) => isChanged),
      count(({ isChanged, named }) => isChanged && named.length > 0),
      count(({ isChanged, isEarlier, named }) => isChanged && isEarlier && named.length === 0),
      count(({ isChanged, named }) => !isChanged && named.length > 0),
      repaired.length.toLocaleString('en'),
      rows === 0 ? '–' : `${((100 * kept) / rows).toFixed(2)} %`,
      String(sum(({ faults }) => faults.length)),
    ]
  }
  const of = (kind: DamageKind) => judgements.filter((one) => one.kind === kind)
  return {
    head: [
      'damage',
      'libraries',
      'words or rows changed',
      'named by the doctor',
      'an earlier state, whole',
      'harmless, named too',
      'repaired',
      'rows kept as they were',
      'faults',
    ],
    rows: [
      ...kindNames.filter((kind) => of(kind).length > 0).map((kind) => line(kind, of(kind))),
      line('all', judgements),
    ],
  }
}
