/** Backups that are written one over the other. */
export const SLOTS = 3

// Names of the files in the folder of one kind of work. The library itself is `desk.attest`.

export const backupName = (slot: number): string => `backup-${slot}.attest`
export const exported = (format: 'md' | 'pdf'): string => `memo.${format}`

/** Libraries that are made one after the other; two processes never make the same. */
export const rescuedName = (n: number): string => `rescued-${process.pid}-${n}.attest`
export const migratedName = (n: number): string => `older-${process.pid}-${n}.attest`
export const isRescued = (name: string): boolean => /^rescued-\d+-\d+\.attest$/u.test(name)
export const isMigrated = (name: string): boolean => /^older-\d+-\d+\.attest$/u.test(name)
