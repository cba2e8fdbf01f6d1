import { fork } from 'node:child_process'
import { join } from 'node:path'

/** Children that Attest starts: what may hang, explode or block runs in one of them, never in main. */
export type ChildName = 'typst' | 'extract' | 'suggest'

/** A started child: messages are structured clones, `kill` ends it at once. */
export interface Child {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /**
   * Called once, with the exit code or null when it was killed by a signal; when the system could not start it at all,
   * with why.
   */
  onExit(listener: (code: number | null, notStarted?: Error) => void): void
  kill(): void
}

/** Starts a child with at most `memoryMiB` of JavaScript heap. A host with a way of its own (Electron) brings another. */
export type LaunchChild = (name: ChildName, options: { memoryMiB: number }) => Child

const files: Record<ChildName, { source: string; bundle: string }> = {
  typst: { source: 'export/typstChild.ts', bundle: 'typst-child.cjs' },
  extract: { source: 'capture/extractChild.ts', bundle: 'extract-child.cjs' },
  suggest: { source: 'capture/suggest/suggestChild.ts', bundle: 'suggest-child.cjs' },
}

/** The file a child runs: beside the bundle in a build, the source itself in a checkout. */
export function childFile(name: ChildName): string {
  const bundled = import.meta.filename.endsWith('.cjs')
  return join(import.meta.dirname, bundled ? files[name].bundle : files[name].source)
}

/** `LaunchChild` by `child_process.fork`, for the command line, `serve` and tests. */
export const forkChild: LaunchChild = (name, { memoryMiB }) => {
  const child = fork(childFile(name), [], {
    execArgv: [`--max-old-space-size=${memoryMiB}`],
    serialization: 'advanced',
    // What a child says when it dies of its memory is pages of addresses; what it means for the person, its exit tells.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  // Without a listener Node would end this process: there may be no memory or no process left for a child.
  let notStarted: Error | null = null
  child.on('error', (error) => {
    if (child.pid === undefined) notStarted ??= error
  })
  return {
    send: (message) => {
      // A child that just died refuses the message; its exit tells the rest.
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      if (notStarted !== null) listener(null, notStarted)
      child.once('exit', (code) => listener(code))
      child.once('error', (error) => {
        if (child.pid === undefined) listener(null, error)
      })
    },
    kill: () => child.kill('SIGKILL'),
  }
}
