import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Area, restored } from '../../../main/hosts/place.ts'

/** A bar above, as on macOS. */
const screen: Area = { x: 0, y: 25, width: 1920, height: 1055 }
const at = (x: number, y: number) => ({ x, y, width: 1440, height: 900, maximized: false })
const open = (state: Parameters<typeof restored>[0], area = screen) => restored(state, () => area)

describe('the place of a window', () => {
  it('is nobody’s on a new machine, and the system’s when only the size was kept', () => {
    const sized = { width: 1200, height: 800, maximized: true }
    expect(open(null)).toBe(null)
    expect(open(sized)).toEqual(sized)
  })
  it.each([
    ['in the middle', 200, 100],
    ['in the corner', 0, 25],
    ['half out on the left', -720, 100],
    ['half out below', 100, 800],
    ['with the least that can be taken on the right', 1839, 100],
    ['with the least that can be taken on the left', -1359, 100],
    ['with the least that can be taken below', 100, 1039],
  ])('is where it was left: %s', (_where, x, y) => expect(open(at(x, y))).toEqual(at(x, y)))
  it.each([
    ['left of all screens', -1360, 100],
    ['right of them', 1840, 100],
    ['below them', 100, 1040],
    ['its title bar under the bar of the system', 100, 24],
    ['on a screen that is gone', 4000, 300],
  ])('is the system’s again, in its size: %s', (_where, x, y) =>
    expect(open(at(x, y))).toEqual({ ...at(x, y), x: undefined, y: undefined }),
  )
  it('is judged by the screen that it is on', () => {
    const second: Area = { x: -1280, y: 0, width: 1280, height: 1024 }
    const asked: Area[] = []
    const kept = at(-1200, 10)
    expect(
      restored(kept, (window) => {
        asked.push(window)
        return second
      }),
    ).toEqual(kept)
    expect(asked).toEqual([{ x: -1200, y: 10, width: 1440, height: 900 }])
  })
  it('shows of every window that is put back enough of its title bar to take it by', () => {
    const whole = fc.integer({ min: -5_000, max: 5_000 })
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1024, max: 4_000 }), (x, y, width) => {
        const state = open({ x, y, width, height: 700, maximized: false })
        if (state?.x === undefined || state.y === undefined) return
        const shown = Math.min(state.x + width, screen.width) - Math.max(state.x, 0)
        expect(shown).toBeGreaterThan(80)
        expect(Math.min(state.y + 40, screen.y + screen.height) - state.y).toBe(40)
      }),
    )
  })
})
