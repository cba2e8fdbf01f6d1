import type { MachineSettings } from '../settings.ts'

/** Where a window was left, in px of all screens together. */
export type WindowState = NonNullable<MachineSettings['window']>

/** A rectangle of the screens, in px. */
export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Of a window's title bar this much, in px, must lie in the screen across, so that it can be taken by the pointer… */
const across = 80
/** …and this much down. */
const down = 40

/**
 * Where a window is opened again: where it was left, or, when the screen it was on is gone, in its size wherever the
 * system puts it.
 *
 * @param state as it was kept; null on a new machine
 * @param workAreaOf the area without bars of the screen that shows most of a rectangle, or of the nearest one
 */
export function restored(state: WindowState | null, workAreaOf: (window: Area) => Area): WindowState | null {
  if (state === null) return null
  const { x, y, width, height } = state
  if (x === undefined || y === undefined) return state
  const window = { x, y, width, height }
  return isWithinReach(workAreaOf(window), window) ? state : { ...state, x: undefined, y: undefined }
}

const isWithinReach = (area: Area, { x, y, width }: Area): boolean =>
  x + width > area.x + across &&
  x < area.x + area.width - across &&
  y >= area.y &&
  y < area.y + area.height - down
