/** Groups of the sheet of shortcuts, in its order. */
export const commandGroups = [
  'Writing',
  'Tables',
  'Citing',
  'Checking',
  'Reviewing',
  'Reading',
  'Briefing',
  'Library',
  'Moving about',
  'Attest',
] as const
export type CommandGroup = (typeof commandGroups)[number]

/** Where a command can be used: everywhere, with a library open, in a list, in the reader, in a briefing. */
export type CommandPlace = 'anywhere' | 'library' | 'list' | 'reader' | 'briefing'

export interface CommandEntry {
  /** As the palette and the sheet of shortcuts say it. */
  readonly title: string
  /** As the native menu says it; an ellipsis where something more is asked. */
  readonly menu?: string
  readonly group: CommandGroup
  readonly place: CommandPlace
  /** Chords such as `Mod+Shift+L`, sequences such as `G S`; the first is the one shown in menus. */
  readonly keys?: readonly string[]
  /** Why it is not in the native menu. */
  readonly notInMenu?: string
  /** Why it is not in the palette. */
  readonly notInPalette?: string
}

/** Why a step of the caret or of the focus is in no palette. */
export const byKeyAlone = 'it moves by single steps: only its key is of use'
