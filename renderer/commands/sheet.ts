import { readerKeys } from '../reader/keys.ts'
import { commandWords } from '../words/commands.ts'
import type { CommandGroup } from './registry.ts'

/** A line of the sheet for keys that a view takes only while it is open. */
export interface ShownKeys {
  readonly id: string
  readonly title: string
  readonly group: CommandGroup
  readonly keys: readonly string[]
}

const { writing } = commandWords

/** Keys of the editor (renderer/editor/keys.ts) and of the reader. A registered command with the same id goes first. */
export const shownKeys: readonly ShownKeys[] = [
  { id: 'write.bold', title: writing.bold, group: 'Writing', keys: ['Mod+B', 'Mod+I', 'Mod+U'] },
  { id: 'write.strike', title: writing.strike, group: 'Writing', keys: ['Mod+Shift+X', 'Mod+Shift+H'] },
  { id: 'write.script', title: writing.script, group: 'Writing', keys: ['Mod+.', 'Mod+,'] },
  { id: 'write.heading', title: writing.heading, group: 'Writing', keys: ['Mod+Shift+1', 'Mod+Shift+0'] },
  { id: 'write.link', title: writing.link, group: 'Writing', keys: ['Mod+Shift+K'] },
  { id: 'write.list', title: writing.list, group: 'Writing', keys: ['Tab', 'Shift+Tab'] },
  { id: 'write.undo', title: writing.undo, group: 'Writing', keys: ['Mod+Z', 'Mod+Y'] },
  { id: 'cite.at', title: writing.at, group: 'Citing', keys: ['@'] },
  { id: 'cite', title: writing.cite, group: 'Citing', keys: ['Mod+Shift+C'] },
  { id: 'cite.another', title: writing.another, group: 'Citing', keys: ['Enter', 'Shift+Enter'] },
  { id: 'cite.chips', title: writing.chip, group: 'Citing', keys: ['Mod+[', 'Mod+]'] },
  { id: 'cite.open', title: writing.openChip, group: 'Citing', keys: ['Enter'] },
  { id: 'finding.next', title: writing.nextFinding, group: 'Checking', keys: ['F8', 'Shift+F8'] },
  ...Object.entries(readerKeys).map(
    ([id, { title, keys }]): ShownKeys => ({ id, title, group: 'Reading', keys }),
  ),
  { id: 'save.name', title: writing.nameVersion, group: 'Briefing', keys: ['Mod+S'] },
  { id: 'export', title: writing.export, group: 'Briefing', keys: ['Mod+E'] },
]
