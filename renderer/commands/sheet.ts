import { catalogue, commandIds } from '../../shared/commands/catalogue.ts'
import type { CommandGroup } from '../../shared/commands/entry.ts'
import { commandWords } from '../words/commands.ts'

/** A line of the sheet of shortcuts. */
export interface ShownKeys {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  readonly keys: readonly string[]
}

const { keys } = commandWords

/** Every command with keys, of the views that are not open too, and the keys of the text that are no commands. */
export const shownKeys: readonly ShownKeys[] = [
  ...commandIds.flatMap((id): ShownKeys[] => {
    const entry = catalogue[id]
    return entry.keys === undefined ? [] : [{ id, title: entry.title, group: entry.group, keys: entry.keys }]
  }),
  { id: 'keys.list', title: keys.list, group: 'Writing', keys: ['Tab', 'Shift+Tab'] },
  { id: 'keys.at', title: keys.at, group: 'Citing', keys: ['@'] },
  { id: 'keys.another', title: keys.another, group: 'Citing', keys: ['Enter', 'Shift+Enter'] },
  { id: 'keys.open', title: keys.openChip, group: 'Citing', keys: ['Enter'] },
]
