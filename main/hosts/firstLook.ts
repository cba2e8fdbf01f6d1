import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MachineSettings } from '../settings.ts'

/** What a window needs of the machine's settings before it is shown. */
export type FirstLook = Pick<MachineSettings, 'theme' | 'window'>

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isTheme = (value: unknown): value is FirstLook['theme'] =>
  value === 'system' || value === 'light' || value === 'dark'
const isPlace = (value: unknown): value is number => Number.isSafeInteger(value)

/**
 * Reads them without what reads the whole file (`settings.ts`, whose schemas take longer than the window). Whatever is
 * missing or strange is as on a new machine; the file is neither judged nor touched.
 *
 * @param dataDir the machine's data folder
 */
export function firstLook(dataDir: string): FirstLook {
  const settings = read(join(dataDir, 'settings.json'))
  return {
    theme: isTheme(settings.theme) ? settings.theme : 'system',
    window: stateOf(settings.window),
  }
}

function read(file: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isRecord(settings) ? settings : {}
  } catch {
    return {}
  }
}

function stateOf(state: unknown): FirstLook['window'] {
  if (!isRecord(state)) return null
  const { x, y, width, height, maximized } = state
  if (!isPlace(width) || !isPlace(height)) return null
  return {
    ...(isPlace(x) && isPlace(y) ? { x, y } : {}),
    width,
    height,
    maximized: maximized === true,
  }
}
