/** Groups of the sheet of shortcuts, in its order. */
export const commandGroups = [
  'Writing',
  'Citing',
  'Checking',
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

const ofTheSelection = 'it moves the selection, which the palette would take away'
const byKeyAlone = 'it moves by single steps: only its key is of use'

const entries = {
  'briefing.new': {
    title: 'New briefing',
    menu: 'New Briefing…',
    group: 'Briefing',
    place: 'library',
    keys: ['Mod+N'],
  },
  'library.new': {
    title: 'Create a library',
    menu: 'New Library…',
    group: 'Library',
    place: 'anywhere',
    keys: ['Mod+N'],
  },
  'library.open': {
    title: 'Open another library',
    menu: 'Open Library…',
    group: 'Library',
    place: 'anywhere',
    keys: ['Mod+O'],
  },
  'library.sample': {
    title: 'Open the sample library',
    menu: 'Open Sample Library',
    group: 'Library',
    place: 'anywhere',
    keys: ['Mod+Shift+O'],
  },
  'library.examine': {
    title: 'Examine this library',
    menu: 'Examine Library…',
    group: 'Library',
    place: 'library',
  },
  'library.backup': {
    title: 'Back up this library now',
    menu: 'Back Up Now',
    group: 'Library',
    place: 'library',
  },
  purge: {
    title: 'Purge what is shown for good',
    menu: 'Purge for Good…',
    group: 'Library',
    place: 'library',
  },
  'library.close': {
    title: 'Close this library',
    menu: 'Close Library',
    group: 'Library',
    place: 'library',
  },
  import: { title: 'Import files', menu: 'Import…', group: 'Library', place: 'library', keys: ['I'] },
  paste: {
    title: 'Paste text as a source',
    menu: 'Paste as Source…',
    group: 'Library',
    place: 'library',
  },
  'save.elsewhere': {
    title: 'Save the text elsewhere',
    menu: 'Save the Text Elsewhere…',
    group: 'Briefing',
    place: 'briefing',
    keys: ['Mod+Shift+S'],
  },
  'save.name': {
    title: 'Name this version',
    menu: 'Name This Version…',
    group: 'Briefing',
    place: 'briefing',
    keys: ['Mod+S'],
  },
  statistics: { title: 'Statistics', menu: 'Statistics…', group: 'Briefing', place: 'briefing' },
  versions: { title: 'Versions', menu: 'Versions…', group: 'Briefing', place: 'briefing' },
  export: { title: 'Export', menu: 'Export…', group: 'Briefing', place: 'briefing', keys: ['Mod+E'] },

  'edit.undo': { title: 'Undo', group: 'Writing', place: 'briefing', keys: ['Mod+Z'] },
  'edit.redo': { title: 'Redo', group: 'Writing', place: 'briefing', keys: ['Mod+Y', 'Mod+Shift+Z'] },
  'edit.paste-plain': {
    title: 'Paste without formatting',
    menu: 'Paste without Formatting',
    group: 'Writing',
    place: 'briefing',
    keys: ['Mod+Shift+V'],
    notInPalette: 'a page may not read the clipboard by itself: only the key and the menu can',
  },
  'write.paragraph': {
    title: 'Paragraph',
    group: 'Writing',
    place: 'briefing',
    keys: ['Mod+Shift+0'],
  },
  'write.heading-1': { title: 'Heading 1', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+1'] },
  'write.heading-2': { title: 'Heading 2', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+2'] },
  'write.heading-3': { title: 'Heading 3', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+3'] },
  'write.heading-4': { title: 'Heading 4', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+4'] },
  'write.bottom-line': { title: 'Bottom line', menu: 'Bottom Line', group: 'Writing', place: 'briefing' },
  'write.key-judgment': { title: 'Key judgment', menu: 'Key Judgment', group: 'Writing', place: 'briefing' },
  'write.note': { title: 'Note', group: 'Writing', place: 'briefing' },
  'write.bold': { title: 'Bold', group: 'Writing', place: 'briefing', keys: ['Mod+B'] },
  'write.italic': { title: 'Italic', group: 'Writing', place: 'briefing', keys: ['Mod+I'] },
  'write.underline': { title: 'Underline', group: 'Writing', place: 'briefing', keys: ['Mod+U'] },
  'write.highlight': { title: 'Highlight', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+H'] },
  'write.strike': {
    title: 'Strike through',
    menu: 'Strike Through',
    group: 'Writing',
    place: 'briefing',
    keys: ['Mod+Shift+X'],
  },
  'write.superscript': { title: 'Superscript', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+.'] },
  'write.subscript': { title: 'Subscript', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+,'] },
  'write.code': { title: 'Code', group: 'Writing', place: 'briefing' },
  'write.bullets': { title: 'Bulleted list', menu: 'Bulleted List', group: 'Writing', place: 'briefing' },
  'write.numbers': { title: 'Numbered list', menu: 'Numbered List', group: 'Writing', place: 'briefing' },
  'write.link': { title: 'Link', menu: 'Link…', group: 'Writing', place: 'briefing', keys: ['Mod+Shift+K'] },
  'write.divider': { title: 'Divider', group: 'Writing', place: 'briefing' },
  'write.page-break': { title: 'Page break', menu: 'Page Break', group: 'Writing', place: 'briefing' },

  cite: { title: 'Cite', menu: 'Cite…', group: 'Citing', place: 'briefing', keys: ['Mod+Shift+C'] },
  'cite.next': {
    title: 'Next citation',
    menu: 'Next Citation',
    group: 'Citing',
    place: 'briefing',
    keys: ['Mod+]'],
  },
  'cite.previous': {
    title: 'Previous citation',
    menu: 'Previous Citation',
    group: 'Citing',
    place: 'briefing',
    keys: ['Mod+['],
  },
  'finding.next': {
    title: 'Next finding',
    menu: 'Next Finding',
    group: 'Checking',
    place: 'briefing',
    keys: ['F8'],
  },
  'finding.previous': {
    title: 'Previous finding',
    menu: 'Previous Finding',
    group: 'Checking',
    place: 'briefing',
    keys: ['Shift+F8'],
  },

  'reader.quote': {
    title: 'Mark the selection as a quote',
    menu: 'Mark as Quote',
    group: 'Reading',
    place: 'reader',
    keys: ['Q'],
  },
  'reader.claim': {
    title: 'Mark the selection as a claim',
    menu: 'Mark as Claim',
    group: 'Reading',
    place: 'reader',
    keys: ['C'],
  },
  use: {
    title: 'Use in the briefing',
    menu: 'Use in the Briefing',
    group: 'Reading',
    place: 'list',
    keys: ['U'],
  },
  'reader.next-mark': {
    title: 'Next mark',
    menu: 'Next Mark',
    group: 'Reading',
    place: 'reader',
    keys: ['J'],
    notInPalette: byKeyAlone,
  },
  'reader.previous-mark': {
    title: 'Previous mark',
    menu: 'Previous Mark',
    group: 'Reading',
    place: 'reader',
    keys: ['K'],
    notInPalette: byKeyAlone,
  },
  'reader.sentence': {
    title: 'Select the next sentence',
    group: 'Reading',
    place: 'reader',
    keys: ['.'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.sentence-back': {
    title: 'Select the previous sentence',
    group: 'Reading',
    place: 'reader',
    keys: [','],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.grow': {
    title: 'Add the next sentence',
    group: 'Reading',
    place: 'reader',
    keys: ['>'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.shrink': {
    title: 'Leave out the last sentence',
    group: 'Reading',
    place: 'reader',
    keys: ['<'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.end': {
    title: 'Move the end by a word',
    group: 'Reading',
    place: 'reader',
    keys: ['Shift+ArrowRight'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.end-back': {
    title: 'Move the end back by a word',
    group: 'Reading',
    place: 'reader',
    keys: ['Shift+ArrowLeft'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.start': {
    title: 'Move the beginning by a word',
    group: 'Reading',
    place: 'reader',
    keys: ['Alt+Shift+ArrowRight'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },
  'reader.start-back': {
    title: 'Move the beginning back by a word',
    group: 'Reading',
    place: 'reader',
    keys: ['Alt+Shift+ArrowLeft'],
    notInMenu: byKeyAlone,
    notInPalette: ofTheSelection,
  },

  palette: {
    title: 'Find or do',
    menu: 'Find or Do…',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+K'],
    notInPalette: 'it is the palette',
  },
  find: {
    title: 'Find in this page',
    menu: 'Find in This Page…',
    group: 'Moving about',
    place: 'list',
    keys: ['Mod+F', '/'],
  },
  replace: {
    title: 'Find and replace',
    menu: 'Find and Replace…',
    group: 'Writing',
    place: 'briefing',
    keys: ['Mod+H'],
  },
  'view.sidebar': {
    title: 'Show or hide the sidebar',
    menu: 'Sidebar',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+Shift+L'],
  },
  'view.inspector': {
    title: 'Show or hide the inspector',
    menu: 'Inspector',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+Shift+I'],
  },
  'view.close-inspector': {
    title: 'Close an inspector that lies over the page',
    group: 'Moving about',
    place: 'library',
    keys: ['Escape'],
    notInMenu: 'Esc closes one layer; the menu has the inspector itself',
    notInPalette: 'Esc closes one layer; the palette has the inspector itself',
  },
  'region.next': {
    title: 'Next region',
    menu: 'Next Region',
    group: 'Moving about',
    place: 'anywhere',
    keys: ['F6'],
    notInPalette: 'it goes on from where the focus is, and the palette has it',
  },
  'region.previous': {
    title: 'Previous region',
    menu: 'Previous Region',
    group: 'Moving about',
    place: 'anywhere',
    keys: ['Shift+F6'],
    notInPalette: 'it goes on from where the focus is, and the palette has it',
  },
  'go.sources': { title: 'Sources', group: 'Moving about', place: 'library', keys: ['G S'] },
  'go.claims': { title: 'Claims', group: 'Moving about', place: 'library', keys: ['G C'] },
  'go.quotes': { title: 'Quotes', group: 'Moving about', place: 'library', keys: ['G Q'] },
  'go.speakers': { title: 'Speakers', group: 'Moving about', place: 'library', keys: ['G P'] },
  'go.back': { title: 'Back', group: 'Moving about', place: 'library', keys: ['Alt+ArrowLeft'] },
  'go.forward': { title: 'Forward', group: 'Moving about', place: 'library', keys: ['Alt+ArrowRight'] },
  'tab.1': {
    title: 'First tab of the inspector',
    menu: 'First Tab of the Inspector',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+1'],
    notInPalette: byKeyAlone,
  },
  'tab.2': {
    title: 'Second tab of the inspector',
    menu: 'Second Tab of the Inspector',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+2'],
    notInPalette: byKeyAlone,
  },
  'tab.3': {
    title: 'Third tab of the inspector',
    menu: 'Third Tab of the Inspector',
    group: 'Moving about',
    place: 'library',
    keys: ['Mod+3'],
    notInPalette: byKeyAlone,
  },

  settings: { title: 'Settings', menu: 'Settings…', group: 'Attest', place: 'anywhere', keys: ['Mod+,'] },
  'theme.system': {
    title: 'Theme as the system',
    menu: 'As the System',
    group: 'Attest',
    place: 'anywhere',
  },
  'theme.light': { title: 'Light theme', menu: 'Light', group: 'Attest', place: 'anywhere' },
  'theme.dark': { title: 'Dark theme', menu: 'Dark', group: 'Attest', place: 'anywhere' },
  help: { title: 'Help', menu: 'Attest Help', group: 'Attest', place: 'anywhere', keys: ['F1'] },
  tour: { title: 'Tour in five steps', menu: 'Tour in Five Steps', group: 'Attest', place: 'anywhere' },
  shortcuts: {
    title: 'All shortcuts',
    menu: 'Keyboard Shortcuts',
    group: 'Attest',
    place: 'anywhere',
    keys: ['?'],
  },
  about: { title: 'About Attest', menu: 'About Attest', group: 'Attest', place: 'anywhere' },
  flush: {
    title: 'Save everything',
    group: 'Briefing',
    place: 'anywhere',
    notInMenu: 'the main side asks it before the window closes; saving needs no command',
    notInPalette: 'the main side asks it before the window closes; saving needs no command',
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

export type CommandId = keyof typeof entries

/**
 * Every command of the window, once: the window registers what each of them does, and the native menu, the palette and
 * the sheet of shortcuts take their words and keys from here.
 */
export const catalogue: Readonly<Record<CommandId, CommandEntry>> = entries

export const commandIds = Object.keys(entries) as CommandId[]
