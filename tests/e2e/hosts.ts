import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { parts } from '../parts.ts'
import { makeHome, removeHome, startElectron } from './electron.ts'
import { makeData, removeData, startServe } from './serve.ts'

/** Attest running on one of its hosts, with production settings. */
export interface Run {
  readonly kind: 'electron' | 'serve'
  readonly page: Page
  /** The process that owns the library. */
  readonly pid: number
  /** Pass it to the next start to find there what this run left. */
  readonly home: string
  close(): Promise<void>
  kill(): Promise<void>
}

export interface HostUnderTest {
  readonly name: 'electron' | 'serve'
  start(options?: {
    home?: string
    args?: readonly string[]
    env?: Readonly<Record<string, string>>
  }): Promise<Run>
  makeHome(): string
  removeHome(home: string): void
}

const serve: HostUnderTest = {
  name: 'serve',
  start: (options) => startServe(options),
  makeHome: makeData,
  removeHome: removeData,
}
const electron: HostUnderTest = {
  name: 'electron',
  start: (options) => startElectron(options),
  makeHome,
  removeHome,
}

/**
 * The hosts that this machine can run: `describe.each(hosts)('… in $name', (host) => …)`. Electron is left out where
 * it cannot be had; `npm test` says so, and `.ci/run` does not accept it.
 */
export const hosts: readonly HostUnderTest[] = parts.electron === null ? [serve, electron] : [serve]

/** Starts a host on a fresh home before the tests of a `describe`, lets them begin with it, and ends it after them. */
export function runOn(host: HostUnderTest, begin: (run: Run) => Promise<void>): void {
  let home = ''
  let run: Run | null = null
  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    await begin(run)
  })
  afterAll(async () => {
    await run?.close()
    host.removeHome(home)
  })
}
