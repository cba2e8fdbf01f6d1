import { catalogue, commandIds } from '../../shared/commands/catalogue.ts'
import type { CommandEntry, CommandGroup } from '../../shared/commands/entry.ts'
import { addedKeys, type KeyMapName } from '../../shared/commands/keyMaps.ts'
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
export const shownKeysOf = (map: KeyMapName): readonly ShownKeys[] => [
  ...commandIds.flatMap((id): ShownKeys[] => {
    const entry: CommandEntry = catalogue[id]
    const all = [...addedKeys(map, id), ...(entry.keys ?? [])]
    return all.length === 0 ? [] : [{ id, title: entry.title, group: entry.group, keys: all }]
  }),
  { id: 'keys.list', title: keys.list, group: 'Writing', keys: ['Tab', 'Shift+Tab'] },
  { id: 'keys.at', title: keys.at, group: 'Citing', keys: ['@'] },
  { id: 'keys.another', title: keys.another, group: 'Citing', keys: ['Enter', 'Shift+Enter'] },
  { id: 'keys.open', title: keys.openChip, group: 'Citing', keys: ['Enter'] },
]

/** The same in Attest's own key map. */
export const shownKeys = shownKeysOf('attest')
