import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bundle } from './bundle.ts'
import { heard, type Kind, type Orders, type Told } from './told.ts'

/** What became of a process that was to be killed. */
export interface Killed {
  /** Everything it acknowledged and that was read here, in order. */
  readonly told: readonly Told[]
  /** Why it ended before it was killed; null when it was killed. */
  readonly ended: string | null
  /** ms from its orders to the kill. */
  readonly after: number
}

/** What each kind of work is there for. */
const answerOf: Record<Kind, Told['did']> = {
  typing: 'save',
  importing: 'import',
  migrating: 'migrate',
  'backing up': 'backup',
  exporting: 'export',
  restoring: 'rescue',
}
/** Longest wait for the children of a killed process to notice, in ms: a document being set is finished first. */
const patience = 60_000

/** A service process that has its code loaded and waits for its orders. */
export class Service {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #told: Told[] = []
  readonly #gone: Promise<string | null>
  #onTold: (did: Told['did']) => void = () => undefined
  #complaints = ''

  constructor({ file, env }: Bundle) {
    // A group of its own, by which the children it leaves behind are found.
    this.#child = spawn(process.execPath, [file], { detached: true, env: { ...process.env, ...env } })
    this.#child.stderr.on('data', (data: Buffer) => {
      this.#complaints += String(data)
    })
    // A killed process does not read its orders any more.
    this.#child.stdin.on('error', () => undefined)
    const lines = createInterface({ input: this.#child.stdout })
    lines.on('line', (line) => {
      const told = heard(line)
      if (told === null) return
      this.#told.push(told)
      this.#onTold(told.did)
    })
    const read = new Promise((resolve) => lines.once('close', resolve))
    const exit = new Promise<string | null>((resolve) =>
      this.#child.once('exit', (_code, signal) => resolve(signal)),
    )
    // Not the event `close`: it waits for the children, who hold standard error too.
    this.#gone = read.then(() => exit)
  }

  /**
   * Lets it work, kills it with SIGKILL and reads what it had told.
   *
   * @param wait ms to the kill
   * @param from counted from its orders (while it opens the library), from the open library, or from the first answer
   *   to what it is there for: a moment that a busy machine would else seldom come to
   */
  async killAfter(orders: Orders, wait: number, from: 'orders' | 'open' | 'answer'): Promise<Killed> {
    const began = performance.now()
    this.#child.stdin.write(`${JSON.stringify(orders)}\n`)
    if (from !== 'orders') {
      const own = answerOf[orders.kind]
      const awaited = new Promise<void>((resolve) => {
        this.#onTold = (did) => {
          if (did === own || (did === 'open' && from === 'open')) resolve()
        }
      })
      await Promise.race([awaited, this.#gone])
    }
    await Promise.race([pause(wait), this.#gone])
    const after = Math.round(performance.now() - began)
    this.#child.kill('SIGKILL')
    const signal = await this.#gone
    const ended = signal === 'SIGKILL' ? null : `it ended on its own: ${this.#complaints.trim() || signal}`
    return { told: this.#told, ended, after }
  }

  /** Waits until the children it started have noticed that it is gone. @returns whether they did */
  async leavesNobody(): Promise<boolean> {
    const { pid } = this.#child
    if (pid === undefined) return true
    for (const end = Date.now() + patience; Date.now() < end; await pause(20))
      if (!groupLives(pid)) return true
    process.kill(-pid, 'SIGKILL')
    return false
  }

  /** Ends one that was started for nothing. */
  async dismiss(): Promise<void> {
    this.#child.stdin.end()
    await this.#gone
  }
}

function groupLives(group: number): boolean {
  try {
    process.kill(-group, 0)
    return true
  } catch {
    return false
  }
}
