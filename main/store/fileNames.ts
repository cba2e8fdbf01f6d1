import { realpath } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { mintId } from '../../shared/model/identity.ts'
import { failure, MOST_NAME } from './failure.ts'

/** Bytes that SQLite's `os_unix.c` (MAX_PATHNAME) allows a path, `-journal` behind it included. */
const MOST_PATH = 510 - '-journal'.length

/** A hidden place beside a file that is being made, for any name: `.NAME.a1b2c3d4e5f6.part`. */
export const placeBeside = (path: string): string =>
  join(dirname(path), `.${firstOf(basename(path), 100)}.${mintId().slice(-12)}.part`)

/** `stem` and `suffix` as one file name, the stem cut short where both would be too long for a disk. */
export const fittingName = (stem: string, suffix: string): string =>
  `${firstOf(stem, MOST_NAME - Buffer.byteLength(suffix))}${suffix}`

/** As many whole characters as fit into so many bytes. */
function firstOf(text: string, bytes: number): string {
  let room = bytes
  let fitting = ''
  for (const point of text) {
    room -= Buffer.byteLength(point)
    if (room < 0) break
    fitting += point
  }
  return fitting
}

/**
 * Refuses a library's path that is too long, before anything is made: later SQLite only says that it cannot open it.
 *
 * @throws AttestError `bad-request`, with the limit
 */
export async function refuseLong(path: string, name: string): Promise<void> {
  const own = Buffer.byteLength(basename(path))
  if (own > MOST_NAME) throw failure.nameTooLong(name, own, MOST_NAME)
  if (process.platform === 'win32') return
  const folder = await realpath(dirname(path)).catch(() => dirname(path))
  const whole = Buffer.byteLength(join(folder, basename(path)))
  if (whole > MOST_PATH) throw failure.pathTooLong(name, whole, MOST_PATH)
}
