import { catalogue, commandIds } from '../../shared/commands/catalogue.ts'
import type { CommandEntry, CommandGroup } from '../../shared/commands/entry.ts'
import { type KeyChoice, keysOf } from '../../shared/commands/ownKeys.ts'
import { commandWords } from '../words/commands.ts'

/** A line of the sheet of shortcuts. */
export interface ShownKeys {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  readonly keys: readonly string[]
}

const { keys } = commandWords

/** Commands that have no keys, and none taken from them: a person who looks for one may give it some. */
export const keylessOf = (choice: KeyChoice): readonly ShownKeys[] =>
  commandIds.flatMap((id): ShownKeys[] => {
    const { title, group, notInPalette, keys }: CommandEntry = catalogue[id]
    const isThere = notInPalette === undefined && (keys ?? []).length === 0
    return isThere && keysOf(choice, id).length === 0 ? [{ id, title, group, keys: [] }] : []
  })

/** Every command with keys, of the views that are not open too, and the keys of the text that are no commands. */
export const shownKeysOf = (choice: KeyChoice): readonly ShownKeys[] => [
  ...commandIds.flatMap((id): ShownKeys[] => {
    const entry: CommandEntry = catalogue[id]
    const all = keysOf(choice, id)
    const hadKeys = (entry.keys ?? []).length > 0
    return all.length === 0 && !hadKeys ? [] : [{ id, title: entry.title, group: entry.group, keys: all }]
  }),
  { id: 'keys.list', title: keys.list, group: 'Writing', keys: ['Tab', 'Shift+Tab'] },
  { id: 'keys.at', title: keys.at, group: 'Citing', keys: ['@'] },
  { id: 'keys.another', title: keys.another, group: 'Citing', keys: ['Enter', 'Shift+Enter'] },
  { id: 'keys.open', title: keys.openChip, group: 'Citing', keys: ['Enter'] },
]

/** The same in Attest's own key map. */
export const shownKeys = shownKeysOf({ keyMap: 'attest', ownKeys: {} })
