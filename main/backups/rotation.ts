import type { BackupName } from './names.ts'

const DAY = 24 * 3_600_000
/** Kept of the daily ones: the newest of so many days, weeks and months that have one. */
const kept = { days: 7, weeks: 4, months: 12 }
/** Kept of those from before an update, whatever their age. */
const updates = 3

/** Monday of the week, in days since the epoch: the epoch was a Thursday. */
const weekOf = (at: number): number => Math.floor((Math.floor(at / DAY) + 3) / 7)
const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/**
 * Which backups to let go, in UTC: of the daily ones all but the newest of the last 7 days, 4 weeks and 12 months that
 * have one; of those from before an update all but the newest 3. What was asked for and what a restore set aside stays
 * until a person deletes it.
 *
 * @param backups of one library, in any order
 */
export function backupsToDrop<Backup extends BackupName>(backups: readonly Backup[]): Backup[] {
  const newestFirst = [...backups].sort((a, b) => b.madeAt - a.madeAt)
  const daily = newestFirst.filter(({ kind }) => kind === 'daily')
  const staying = new Set<Backup>([
    ...newestIn(daily, kept.days, ({ madeAt }) => Math.floor(madeAt / DAY)),
    ...newestIn(daily, kept.weeks, ({ madeAt }) => weekOf(madeAt)),
    ...newestIn(daily, kept.months, ({ madeAt }) => monthOf(madeAt)),
  ])
  const old = newestFirst.filter(({ kind }) => kind === 'update').slice(updates)
  return [...daily.filter((backup) => !staying.has(backup)), ...old]
}

/** The newest of each of the newest `count` slots. */
function newestIn<Backup>(
  newestFirst: readonly Backup[],
  count: number,
  slotOf: (backup: Backup) => unknown,
): Backup[] {
  const slots = new Set<unknown>()
  return newestFirst.filter((backup) => {
    const slot = slotOf(backup)
    if (slots.has(slot) || slots.size === count) return false
    slots.add(slot)
    return true
  })
}
