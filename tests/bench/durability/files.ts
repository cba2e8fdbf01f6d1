import { copyFile, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Connection } from '../../../main/store/database.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { writeMarkdown } from '../../../shared/document/markdown/index.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import { sha256Of } from './documents.ts'
import { from, later, newest, signs, signsOf } from './formats.ts'
import { type Complain, compareMemo, lookInto, lookIntoCopy, memoOf } from './look.ts'
import type { Memo } from './memo.ts'
import { asideName, exported, revisions } from './places.ts'
import type { Told } from './told.ts'

type Exported = Extract<Told, { did: 'export' }>
type BackedUp = Extract<Told, { did: 'backup' }>

const read = (path: string): Promise<Buffer | null> => readFile(path).catch(() => null)

/**
 * An exported file: the last one that was acknowledged, or one made later, whole.
 *
 * @param last null when none was acknowledged: then there may be no file
 */
export async function lookAtExport(
  folder: string,
  format: 'md' | 'pdf',
  last: Exported | null,
  present: OpenBriefing,
  memo: Memo,
  complain: Complain,
): Promise<void> {
  const name = exported(format)
  const bytes = await read(join(folder, name))
  if (bytes === null) {
    if (last !== null) complain(`${name} is gone`)
    return
  }
  if (last !== null && sha256Of(bytes) === last.sha256) return
  if (format === 'pdf') {
    if (!(await isPdf(bytes))) complain(`${name} is half there (${bytes.length} bytes)`)
    return
  }
  const text = bytes.toString('utf8')
  for (let revision = last?.revision ?? 1; revision <= present.revision; revision++) {
    if (writeMarkdown({ header: present.header, blocks: memo.at(revision) }, new Map()) === text) return
  }
  complain(`${name} (${bytes.length} bytes) is the memo of no revision from ${last?.revision ?? 1} on`)
}

/** Whether it can be read to its end: every page of it. */
async function isPdf(bytes: Uint8Array): Promise<boolean> {
  if (!Buffer.from(bytes).subarray(-16).toString('latin1').includes('%%EOF')) return false
  const loading = getDocument({ data: new Uint8Array(bytes), verbosity: 0, stopAtErrors: true })
  try {
    const { numPages, getPage } = await loading.promise.then((document) => ({
      numPages: document.numPages,
      getPage: (n: number) => document.getPage(n),
    }))
    for (let n = 1; n <= numPages; n++) await (await getPage(n)).getTextContent()
    return numPages > 0
  } catch {
    return false
  } finally {
    await loading.destroy()
  }
}

/**
 * A backup: the last one that was acknowledged, or one made later, whole.
 *
 * @param seen digests of backups that were found whole before
 */
export async function lookAtBackup(
  folder: string,
  name: string,
  last: BackedUp | null,
  present: number,
  memo: Memo,
  seen: Set<string>,
  complain: Complain,
): Promise<void> {
  const bytes = await read(join(folder, name))
  if (bytes === null) {
    if (last !== null) complain(`${name} is gone`)
    return
  }
  const sha256 = sha256Of(bytes)
  if (seen.has(sha256)) return
  seen.add(sha256)
  await lookIntoCopy(folder, name, complain, async (library) => {
    const found = await memoOf(library, name, complain)
    if (!found) return
    if (found.revision < (last?.since ?? 1)) {
      complain(`${name} holds revision ${found.revision}; it was acknowledged after revision ${last?.since}`)
    }
    if (found.revision > present) complain(`${name} is newer than the library`)
    compareMemo(found, memo, name, complain)
  })
}

/**
 * A library over which the backup was being restored: the one that was there, its log included, or the whole backup,
 * and then the one that was there is kept aside, its log included. Both are deleted afterwards.
 */
export async function lookAtRescued(
  folder: string,
  name: string,
  acknowledged: boolean,
  memo: Memo,
  complain: Complain,
): Promise<void> {
  const aside = asideName(name)
  const isAside = (await read(join(folder, aside))) !== null
  // Before the library: both may be one file with two names.
  const kept = isAside ? await revisionIn(folder, aside, memo, complain) : null
  const present = await revisionIn(folder, name, memo, complain)
  const wanted = acknowledged || kept !== null ? [revisions.backup, revisions.log] : [revisions.log]
  if (acknowledged && present !== revisions.backup) {
    complain(`${name} has revision ${present}: its restore was acknowledged`)
  }
  if (present !== null && !wanted.includes(present)) {
    complain(`${name} has revision ${present}: neither the one that was there nor the backup`)
  }
  if (present === revisions.backup && kept !== revisions.log) {
    complain(`${name} was restored, and ${aside} has revision ${kept}, not ${revisions.log}`)
  }
  if (present !== null) await lookForSecondName(folder, name, present, complain)
  for (const each of [name, aside]) await removeLibrary(folder, each)
}

/** A kill may leave the library with a second name: by that nobody gets in, and it goes when the library is opened. */
async function lookForSecondName(
  folder: string,
  name: string,
  revision: number,
  complain: Complain,
): Promise<void> {
  const [file, aside] = [join(folder, name), join(folder, asideName(name))]
  const isSecond = (await stat(aside).catch(() => null))?.ino === (await stat(file)).ino
  if (isSecond) {
    const opened = await openLibrary(aside).catch(() => null)
    if (opened !== null) complain(`${name} can be opened by its second name`)
    await opened?.close()
  }
  await lookInto(file, name, complain, async (library) => {
    const found = await memoOf(library, name, complain)
    if (found?.revision !== revision)
      complain(`${name} is opened with revision ${found?.revision}, not ${revision}`)
  })
  if (isSecond && (await read(aside)) !== null) complain(`${name} kept its second name when it was opened`)
  if (isSecond !== (revision !== revisions.backup) && (await read(aside)) !== null)
    complain(`${name} has revision ${revision}, and beside it lies another library`)
}

/** The memo's revision in a copy of a library and its log; null when it does not open, with a complaint. */
async function revisionIn(
  folder: string,
  name: string,
  memo: Memo,
  complain: Complain,
): Promise<number | null> {
  let revision: number | null = null
  await lookIntoCopy(folder, name, complain, async (library) => {
    const found = await memoOf(library, name, complain)
    if (!found) return
    revision = found.revision
    compareMemo(found, memo, name, complain)
  })
  return revision
}

/**
 * A library that was being migrated: of one format, with everything of that format and nothing of the next, and once
 * begun with a whole backup of the format before beside it; migrated on, it is of the newest format. It is deleted
 * afterwards.
 *
 * @param sources how many it has
 */
export async function lookAtMigrated(
  folder: string,
  name: string,
  acknowledged: boolean,
  sources: number,
  complain: Complain,
): Promise<void> {
  const path = join(folder, name)
  const format = await lookAtFormat(path, name, sources, complain)
  if (acknowledged && format < newest) complain(`${name} has format ${format}; ${newest} was acknowledged`)
  const stem = name.replace(/\.attest$/u, '')
  const backups = (await readdir(folder)).filter((file) => file.startsWith(`${stem}.backup-`))
  if (format > from && backups.length === 0) complain(`${name} was migrated without a backup beside it`)
  for (const backup of backups) {
    if (!backup.includes(`-v${from}-`)) continue
    await lookIntoCopy(folder, backup, complain, async (library) => {
      const { sources: kept } = await library.counts()
      if (kept !== sources) complain(`${backup} has ${kept} sources of ${sources}`)
    })
  }
  try {
    const library = await openLibrary(path, { migrations: later })
    for (const { kind, what } of await library.doctor())
      complain(`the doctor finds in ${name}: ${kind}: ${what}`)
    await library.close()
    await lookAtFormat(path, name, sources, complain, newest)
  } catch (error) {
    complain(`${name} does not migrate after the kill: ${error instanceof Error ? error.message : error}`)
  }
  for (const backup of (await readdir(folder)).filter((file) => file.startsWith(`${stem}.backup-`)))
    await removeLibrary(folder, backup)
  await removeLibrary(folder, name)
}

/** @returns the format the file bears, its tables having been compared with it */
async function lookAtFormat(
  path: string,
  name: string,
  sources: number,
  complain: Complain,
  wanted?: number,
): Promise<number> {
  // A copy with its log: the product is to find the library as the kill left it.
  const copy = `${path}.looked-at`
  await copyFile(path, copy)
  await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => undefined)
  const connection = await Connection.open(copy, 'read-write')
  try {
    const format = Number(await connection.value('PRAGMA user_version'))
    if (wanted !== undefined && format !== wanted) complain(`${name} has format ${format}, not ${wanted}`)
    for (const [sign, expected] of Object.entries(signsOf(format, sources))) {
      // A table that is not there has no rows.
      const found = Number(await connection.value(signs[sign as keyof typeof signs]).catch(() => 0))
      if (found !== expected) complain(`${name} of format ${format} has ${found} ${sign}, not ${expected}`)
    }
    return format
  } finally {
    await connection.close()
    for (const rest of ['', '-wal', '-shm']) await rm(`${copy}${rest}`, { force: true })
  }
}

export async function removeLibrary(folder: string, name: string): Promise<void> {
  for (const rest of ['', '-wal', '-shm', '-lock', '-journal']) {
    await rm(join(folder, `${name}${rest}`), { force: true })
  }
}
