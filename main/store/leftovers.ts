import { readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** A file of unfinished work that nobody has written to for this long was left behind by a killed process, in ms. */
const ABANDONED = 60 * 60_000
/**
 * What unfinished work is called, its own journals included: `.NAME.a1b2c3d4e5f6.part`, NAME cut where it is long; an
 * unfinished sample library is `….part.attest`.
 */
const PART = /^\.(.+)\.[0-9a-f]{12}\.part(?:\.attest)?(?:-journal|-wal|-shm|-lock)?$/u

/**
 * Deletes the unfinished files that killed processes left in the folder of a file: what was to become that file, and
 * with `alike` also what was to become another of its family (`desk.backup-…` beside `desk.attest`). They are hidden
 * and no one ever opens them, but a large library's unfinished copy would take its place on the disk for good.
 *
 * Younger ones stay: another process may be at work. Never throws.
 *
 * @param path the file
 * @param now ms since the Unix epoch
 */
export async function sweepLeftovers(path: string, now: number, alike = false): Promise<void> {
  const name = basename(path)
  const family = `${name.replace(/\.[^.]*$/u, '')}.`
  const folder = dirname(path)
  for (const file of await readdir(folder).catch(() => [])) {
    const stem = PART.exec(file)?.[1]
    if (stem === undefined || !(name.startsWith(stem) || (alike && stem.startsWith(family)))) continue
    const left = join(folder, file)
    const written = (await stat(left).catch(() => null))?.mtimeMs ?? now
    if (now - written > ABANDONED) await rm(left, { force: true }).catch(() => undefined)
  }
}
