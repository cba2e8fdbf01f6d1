import { basename, dirname, join } from 'node:path'

/**
 * Why a backup was made. `daily`: on its own, while the library was open. `asked`: somebody asked for it. `update`: by
 * a newer Attest, before it changed the file's format. `aside`: the file that a restore took the place of.
 */
export type BackupKind = 'daily' | 'asked' | 'update' | 'aside'

export interface BackupName {
  readonly kind: BackupKind
  /** When it was made, ms since the Unix epoch, to the second. */
  readonly madeAt: number
}

const EXTENSION = '.attest'
/** Code points of a library's name in the names of its backups: at 4 bytes each the whole still fits into 255. */
const MOST_NAME = 48
const words = { daily: 'daily', asked: 'on request' } as const

const stemOf = (library: string): string => basename(library, EXTENSION)
const cut = (stem: string): string => Array.from(stem).slice(0, MOST_NAME).join('').trim()

/** `2026-11-23 023605Z`: UTC, so that names sort by time also where clocks are put back in autumn. */
function stamp(at: number): string {
  const [day = '', time = ''] = new Date(at).toISOString().slice(0, 19).split('T')
  return `${day} ${time.replaceAll(':', '')}Z`
}

function timeOf(day: string, time: string): number {
  return Date.parse(`${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}Z`)
}

/** The folder of a library's backups, beside it: `Desk backups` for `Desk.attest`. */
export const backupFolder = (library: string): string => join(dirname(library), `${stemOf(library)} backups`)

/** Where a backup goes. `again` counts those of one second. */
export function backupPath(library: string, kind: 'daily' | 'asked', at: number, again = 1): string {
  const nth = again === 1 ? '' : ` ${again}`
  return join(backupFolder(library), `${cut(stemOf(library))} ${stamp(at)} ${words[kind]}${nth}${EXTENSION}`)
}

/** Where the present file is kept when a backup takes its place. */
export function asidePath(library: string, at: number, again = 1): string {
  const nth = again === 1 ? '' : ` ${again}`
  const name = `${cut(stemOf(library))} (before restore ${stamp(at)}${nth})${EXTENSION}`
  return join(dirname(library), name)
}

const inFolder = /^.* (\d{4}-\d\d-\d\d) (\d{6})Z (daily|on request)(?: \d+)?\.attest$/su

/** What a file in the folder of backups is; null for what is none. */
export function readBackupName(file: string): BackupName | null {
  const [, day = '', time = '', word] = inFolder.exec(file) ?? []
  const madeAt = timeOf(day, time)
  if (Number.isNaN(madeAt)) return null
  return { kind: word === words.daily ? 'daily' : 'asked', madeAt }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')

/** What a file beside a library is: one from before an update or a restore; null for anything else. */
export function readBesideName(library: string, file: string): BackupName | null {
  const stem = stemOf(library)
  const update = new RegExp(
    `^${escaped(stem)}\\.backup-v\\d+-(\\d{4}-\\d\\d-\\d\\d)T(\\d{6})(?:-\\d+)?\\.attest$`,
    'u',
  )
  const aside = new RegExp(
    `^${escaped(cut(stem))} \\(before restore (\\d{4}-\\d\\d-\\d\\d) (\\d{6})Z(?: \\d+)?\\)\\.attest$`,
    'u',
  )
  for (const [kind, pattern] of [
    ['update', update],
    ['aside', aside],
  ] as const) {
    const [, day = '', time = ''] = pattern.exec(file) ?? []
    const madeAt = timeOf(day, time)
    if (!Number.isNaN(madeAt)) return { kind, madeAt }
  }
  return null
}
