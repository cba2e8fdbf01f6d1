import type { CommandPlace } from '../../shared/commands/entry.ts'

/** Why a command of the menu does nothing here. */
const places: Readonly<Record<CommandPlace, string>> = {
  anywhere: 'not now.',
  library: 'open a library first.',
  list: 'open a list or a source first.',
  reader: 'open a source first.',
  briefing: 'open a briefing first.',
}

/** Words of commands, the palette and the sheet of shortcuts. */
export const commandWords = {
  palette: 'Find or do',
  placeholder: 'Type a command, or words of a claim, quote or source',
  scopes: { all: 'All', do: 'Do', go: 'Go to', library: 'Library' },
  groups: { do: 'Do, here', go: 'Go to', library: 'In the library' },
  nothing: (query: string): string => `Nothing found for “${query}”`,
  choose: 'Choose',
  doIt: 'Do it',
  nextGroup: 'Next group',
  allShortcuts: 'All shortcuts',
  results: (count: number): string => `${count} ${count === 1 ? 'entry' : 'entries'}`,
  types: { claim: 'Claim', quote: 'Quote', source: 'Source', speaker: 'Speaker' },
  sheet: 'Keyboard',
  sheetDetail:
    'Single letters work outside of text fields. Filter to find commands without keys. Each line has Change.',
  filter: 'Filter',
  noKeys: 'No shortcut has these words.',
  /** Keys that are no commands of their own. */
  keys: {
    list: 'List item deeper, less deep',
    at: 'Cite, in the text',
    another: 'Cite, cite and add another',
    openChip: 'Open a citation',
  },
  change: 'Change',
  changeOf: (title: string): string => `Change the keys of ${title}`,
  press: 'Press keys; Backspace for none, Esc to leave',
  none: 'none',
  take: 'Take it from there',
  keep: 'Leave it there',
  taken: (keys: string, titles: readonly string[]): string => `${keys} is ${titles.join(', ')}.`,
  refused: {
    types: 'A key alone would be typed. Add Ctrl or Alt.',
    moves: 'This key moves or changes the text. Add Ctrl or Alt.',
    system: 'The system or the browser keeps these keys.',
  },
  changed: (title: string, keys: string): string => `${title}: ${keys}`,
  reset: 'Reset',
  resetOf: (title: string): string => `Reset the keys of ${title}`,
  resetAll: 'Reset all keys',
  resetDone: 'All keys are as they came.',
  menu: 'Menu',
  menuBack: 'Back',
  notHere: (title: string, place: CommandPlace): string => `${title}: ${places[place]}`,
} as const
