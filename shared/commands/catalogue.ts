import type { CommandEntry } from './entry.ts'
import { libraryCommands } from './library.ts'
import { readingCommands } from './reading.ts'
import { reviewingCommands } from './reviewing.ts'
import { tableCommands } from './tables.ts'
import { windowCommands } from './window.ts'
import { writingCommands } from './writing.ts'

const entries = {
  ...libraryCommands,
  ...writingCommands,
  ...reviewingCommands,
  ...tableCommands,
  ...readingCommands,
  ...windowCommands,
}

export type CommandId = keyof typeof entries

/**
 * Every command of the window, once: the window registers what each of them does, and the native menu, the palette and
 * the sheet of shortcuts take their words and keys from here.
 */
export const catalogue: Readonly<Record<CommandId, CommandEntry>> = entries

export const commandIds = Object.keys(entries) as CommandId[]
