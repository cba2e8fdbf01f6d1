import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asidePath, backupPath, readBackupName, readBesideName } from '../../../main/backups/names.ts'
import { backupsToDrop } from '../../../main/backups/rotation.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const noon = Date.UTC(2026, 10, 23, 12)

describe('names of backups', () => {
  it('say of themselves what they are and when they were made, and sort by time', () => {
    const library = '/desks/Norvia desk.attest'
    const path = backupPath(library, 'daily', noon)
    expect(path).toBe('/desks/Norvia desk backups/Norvia desk 2026-11-23 120000Z daily.attest')
    const read = (at: string) => readBackupName(at.split('/').pop() ?? '')
    expect(read(path)).toEqual({ kind: 'daily', madeAt: noon })
    expect(read(backupPath(library, 'asked', noon, 2))).toEqual({ kind: 'asked', madeAt: noon })
    const aside = asidePath(library, noon, 3).split('/').pop() ?? ''
    expect(readBesideName(library, aside)).toEqual({ kind: 'aside', madeAt: noon })
    expect(readBesideName(library, 'Norvia desk.backup-v1-2026-11-23T120000-2.attest')).toEqual({
      kind: 'update',
      madeAt: noon,
    })
    for (const other of [
      'Norvia desk.attest',
      'Norvia desk 2.attest',
      'Norvia.backup-v1-2026-11-23T120000.attest',
    ]) {
      expect(readBesideName(library, other), other).toBe(null)
    }
    expect(readBackupName('Norvia desk 2026-11-23 120000Z daily.attest.part')).toBe(null)
    expect(readBackupName('Norvia desk 2026-99-99 120000Z daily.attest')).toBe(null)
  })

  it('fit a file system whatever the library is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), (name) => {
        fc.pre(!/[/\0\\]/u.test(name))
        const library = `/desks/${name}.attest`
        const own = (path: string) => path.split('/').pop() ?? ''
        for (const path of [backupPath(library, 'asked', noon, 99), asidePath(library, noon, 99)]) {
          expect(Buffer.byteLength(own(path))).toBeLessThanOrEqual(255 - '-journal'.length - 30)
        }
        expect(readBackupName(own(backupPath(library, 'daily', noon)))).not.toBe(null)
        expect(readBesideName(library, own(asidePath(library, noon)))).not.toBe(null)
      }),
    )
  })
})

describe('rotation', () => {
  const daily = (madeAt: number) => ({ kind: 'daily' as const, madeAt })

  it('keeps of two years of daily backups 7 days, 4 weeks and 12 months', () => {
    const all = Array.from({ length: 730 }, (_, at) => daily(noon - at * DAY))
    const gone = new Set(backupsToDrop(all))
    const kept = all.filter((backup) => !gone.has(backup)).map(({ madeAt }) => (noon - madeAt) / DAY)
    // 2026-11-23 is a Monday: the weeks end on the Sundays 1, 8 and 15 days before; the months on their last days.
    expect(kept).toEqual([0, 1, 2, 3, 4, 5, 6, 8, 15, 23, 54, 84, 115, 146, 176, 207, 237, 268, 296, 327])
  })

  it('never lets go the newest, what was asked for, or what a restore set aside', () => {
    const kind = fc.constantFrom('daily', 'asked', 'update', 'aside')
    const backup = fc.record({ kind, madeAt: fc.integer({ min: noon - 900 * DAY, max: noon }) })
    fc.assert(
      fc.property(fc.array(backup, { maxLength: 80 }), (backups) => {
        const gone = backupsToDrop(backups)
        for (const { kind } of gone) expect(['daily', 'update']).toContain(kind)
        for (const kind of ['daily', 'update'] as const) {
          const times = backups.filter((one) => one.kind === kind).map(({ madeAt }) => madeAt)
          const left = backups.filter((one) => one.kind === kind && !gone.includes(one))
          if (times.length > 0) expect(left.map(({ madeAt }) => madeAt)).toContain(Math.max(...times))
        }
        const updates = backups.filter(({ kind }) => kind === 'update').length
        expect(gone.filter(({ kind }) => kind === 'update').length).toBe(Math.max(0, updates - 3))
        // Settled: what was kept is kept the next time too.
        expect(backupsToDrop(backups.filter((one) => !gone.includes(one)))).toEqual([])
      }),
    )
  })
})
