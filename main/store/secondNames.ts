import { readdir, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AttestError } from '../../shared/model/error.ts'
import { flushFolder } from '../wholeFile.ts'

/** What a restore calls the library that was there, without its number: `NAME (before restore 2026-11-23 154501Z).attest`. */
const ASIDE = / \(before restore \d{4}-\d\d-\d\d \d{6}Z(?: \d+)?\)\.attest$/u

interface Named {
  readonly path: string
  readonly isAside: boolean
}

/** Other names of a file in its folder. Empty for nearly every file, after one call of the system. */
async function namesOf(file: string): Promise<Named[]> {
  const { ino, dev, nlink } = await stat(file)
  if (nlink < 2) return []
  const folder = dirname(file)
  const others: Named[] = []
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (path === file || !name.endsWith('.attest')) continue
    const found = await stat(path).catch(() => null)
    // A symbolic link is another way to the same name.
    if (found?.ino !== ino || found.dev !== dev || (await realpath(path).catch(() => file)) !== path) continue
    others.push({ path, isAside: ASIDE.test(name) })
  }
  return others
}

/**
 * Before a library is locked: refuses the second name that a killed restore left of one. Opened by both names at once
 * it would be written to by two, each unseen by the other.
 *
 * @throws AttestError `not-allowed`
 */
export async function refuseSecondName(file: string): Promise<void> {
  if (!ASIDE.test(basename(file))) return
  const first = (await namesOf(file)).find(({ isAside }) => !isAside)
  if (first === undefined) return
  throw new AttestError(
    'not-allowed',
    `“${basename(file, '.attest')}” is the library “${basename(first.path, '.attest')}” under a second name: restoring a backup was stopped just before its end.`,
    `Open “${basename(first.path, '.attest')}”: it is as it was before, and the second name goes then.`,
  )
}

/**
 * Takes back what a restore that was killed just before its last step left beside a locked library: its second name, and
 * its log where that had gone aside. The file itself is not touched.
 */
export async function takeBackSecondName(file: string): Promise<void> {
  for (const { path, isAside } of await namesOf(file)) {
    if (!isAside) continue
    const log = `${path}-wal`
    // Where SQLite could not read the library its log was moved, not folded in.
    if ((await stat(`${file}-wal`).catch(() => null)) === null)
      await rename(log, `${file}-wal`).catch(() => undefined)
    await rm(path, { force: true })
    await rm(log, { force: true })
    await flushFolder(dirname(file))
  }
}

/**
 * Of a library that is not there: what a restore set aside where the file system knows no second names, and was then
 * killed before its last step; null for nothing.
 *
 * @returns the newest one's name
 */
export async function setAsideOf(file: string): Promise<string | null> {
  const stem = basename(file, '.attest')
  const names = (await readdir(dirname(file)).catch(() => [])).filter(
    (name) => ASIDE.test(name) && name.startsWith(`${stem} (before restore `),
  )
  const newest = names.sort().at(-1)
  return newest === undefined ? null : basename(newest, '.attest')
}
