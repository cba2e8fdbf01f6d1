import { stat } from 'node:fs/promises'
import { type ErrorValue, toErrorValue } from '../../shared/model/error.ts'
import type { Library } from '../store/library.ts'
import { listBackups, makeBackup, rotateBackups } from './backups.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** When a daily backup is made, in ms. */
export const dailyTimes = {
  /** After opening, so that it is not in the way of the first things a person does. */
  first: MINUTE / 2,
  /** Between two looks at whether it is time. */
  every: 5 * MINUTE,
  /** Age of the newest backup that makes it time. */
  age: DAY,
  /** Without a change, so that nobody is in the middle of a sentence. */
  quiet: MINUTE / 4,
  /** After so long without such a quiet moment it is made all the same: a copy does not hold up a writer. */
  patience: 60 * MINUTE,
  /** Before it is tried again after it failed. */
  again: 60 * MINUTE,
}

export interface DailyOptions {
  readonly library: Pick<Library, 'path' | 'backup' | 'onChange' | 'counts'>
  /** ms since the Unix epoch */
  readonly now: () => number
  /** Null when one was made after all. */
  readonly onTrouble: (trouble: ErrorValue | null) => void
  readonly times?: typeof dailyTimes
}

/** Makes daily backups while a library is open. */
export interface Daily {
  /** Makes one now when it is time; for tests, and called by the clock. @returns whether one was made */
  look(): Promise<boolean>
  /** Ends it; one that is being made is stopped. */
  stop(): Promise<void>
}

/**
 * Makes a backup a day of an open library: when it was opened and the newest backup is a day old, and while it stays
 * open. Nothing is made while nothing was changed since the newest.
 */
export function keepDaily({ library, now, onTrouble, times = dailyTimes }: DailyOptions): Daily {
  const controller = new AbortController()
  let changedAt = 0
  let dueSince: number | null = null
  let failedAt: number | null = null
  let working: Promise<boolean> = Promise.resolve(false)
  const forget = library.onChange(() => {
    changedAt = now()
  })

  async function isDue(): Promise<boolean> {
    // A clock that was put back must not stop backups for as long as it was wrong.
    const newest = (await listBackups(library.path)).find(
      ({ kind, madeAt }) => kind !== 'aside' && madeAt <= now(),
    )
    if (newest !== undefined) {
      if (now() - newest.madeAt < times.age) return false
      return (await writtenAt(library.path)) > newest.madeAt
    }
    return Object.values(await library.counts()).some((count) => count > 0)
  }

  async function work(): Promise<boolean> {
    try {
      if (failedAt !== null && now() - failedAt < times.again) return false
      if (!(await isDue())) {
        dueSince = null
        return false
      }
      dueSince ??= now()
      if (now() - changedAt < times.quiet && now() - dueSince < times.patience) return false
      await makeBackup(library, 'daily', now(), controller.signal)
      dueSince = null
      failedAt = null
      onTrouble(null)
      await rotateBackups(library.path).catch(() => undefined)
      return true
    } catch (error) {
      if (controller.signal.aborted) return false
      failedAt = now()
      onTrouble(toErrorValue(error))
      return false
    }
  }

  const look = (): Promise<boolean> => {
    working = working.then(() => (controller.signal.aborted ? false : work()))
    return working
  }
  const first = setTimeout(() => void look(), times.first)
  const clock = setInterval(() => void look(), times.every)
  first.unref()
  clock.unref()

  return {
    look,
    stop: async () => {
      clearTimeout(first)
      clearInterval(clock)
      forget()
      controller.abort()
      await working
    },
  }
}

/** When a library was last written to: its file, or its log. */
async function writtenAt(path: string): Promise<number> {
  const times = await Promise.all(
    [path, `${path}-wal`].map((file) =>
      stat(file).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  )
  return Math.max(...times)
}
