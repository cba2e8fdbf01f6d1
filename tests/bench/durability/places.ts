/** Backups that are written one over the other. */
export const SLOTS = 3

// Names of the files in the folder of one kind of work. The library itself is `desk.attest`.

export const backupName = (slot: number): string => `backup-${slot}.attest`
export const exported = (format: 'md' | 'pdf'): string => `memo.${format}`

/** An unclosed library: its last edit is in the log beside it. It is copied, and a backup restored over the copy. */
export const unclosed = 'unclosed.attest'
/** The memo's revision in the backup, in the unclosed file itself, and in the file with its log. */
export const revisions = { backup: 1, file: 2, log: 3 }
/** Where a restore puts the library that was there. */
export const asideName = (name: string): string =>
  name.replace('.attest', ' (before restore 2026-11-23 154501Z).attest')

/** Libraries that are made one after the other; two processes never make the same. */
export const rescuedName = (n: number): string => `rescued-${process.pid}-${n}.attest`
export const migratedName = (n: number): string => `older-${process.pid}-${n}.attest`
export const isRescued = (name: string): boolean => /^rescued-\d+-\d+\.attest$/u.test(name)
export const isMigrated = (name: string): boolean => /^older-\d+-\d+\.attest$/u.test(name)
