import { beforeAll, describe, expect, it } from 'vitest'
import { parts } from '../../parts.ts'
import { acts } from './acts.ts'
import { faults, type Point } from './points.ts'
import { sweep } from './sweep.ts'

// The short form of `npm run bench -- faults`, which fails every call of every act once.

const where = ({ act, kind, first }: Point): string => `${act}, ${kind}, call ${first}`

describe.skipIf(parts.compiler !== null)('whatever call of whatever act fails', () => {
  let points: Point[] = []
  beforeAll(async () => {
    points = await sweep('some')
  }, 300_000)

  it('every act met faults, of every kind that can strike it', () => {
    expect(new Set(points.map(({ act }) => act))).toEqual(new Set(acts.map(({ name }) => name)))
    expect(new Set(points.map(({ kind }) => kind))).toEqual(new Set(Object.keys(faults)))
    expect(points.length).toBeGreaterThan(100)
  })

  it('nothing acknowledged is lost, nothing is half there, and work goes on when the fault is over', () => {
    const wrong = points.filter((point) => point.wrong.length > 0)
    expect(wrong.map((point) => [where(point), ...point.wrong])).toEqual([])
  })

  it('the person is told in words what happened, what is safe and what to do', () => {
    const codes = ['disk-full', 'io', 'read-only', 'busy', 'library-corrupt', 'not-found']
    for (const point of points) {
      const { told } = point
      if (told === null) continue
      expect([where(point), codes]).toEqual([where(point), expect.arrayContaining([told.code])])
      const words = `${told.message} ${told.hint}`
      // Nothing of SQLite's or the system's own, and no path.
      expect([where(point), words]).toEqual([
        where(point),
        expect.not.stringMatching(/SQLITE|\bE[A-Z]{3,}\b|errno|undefined|\[object|not foresee|\/tmp\//u),
      ])
      expect([where(point), words]).toEqual([
        where(point),
        expect.stringMatching(
          /safe|not affected|as it was|as they were|whole|Nothing of it was changed|may (?:still )?be recovered|open a backup/u,
        ),
      ])
      expect([where(point), words]).toEqual([
        where(point),
        expect.stringMatching(/Free|Check|Choose|Copy|Close|Export again|Make a copy|Look for|try again/u),
      ])
    }
  })

  it('a save is never acknowledged when its flush failed, and is answered within a second', () => {
    const saves = points.filter(({ act }) => act === 'saving')
    const flushes = saves.filter(({ kind }) => kind === 'one flush fails')
    expect(flushes.length).toBeGreaterThan(0)
    expect(flushes.filter(({ told }) => told === null)).toEqual([])
    expect(saves.filter(({ ms }) => ms > 1000)).toEqual([])
  })

  it('writes that come through in pieces are put together', () => {
    const short = points.filter(({ kind }) => kind === 'every write is cut short')
    expect(short.length).toBeGreaterThan(5)
    expect(short.filter(({ told }) => told !== null)).toEqual([])
  })
})
