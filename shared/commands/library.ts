import type { CommandEntry } from './entry.ts'

/** What is done with libraries and briefings as a whole. */
export const libraryCommands = {
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
  'link.copy': {
    title: 'Copy a link to what is shown',
    menu: 'Copy Link',
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
  'template.save': {
    title: 'Save as my template',
    menu: 'Save as My Template…',
    group: 'Briefing',
    place: 'briefing',
  },
  statistics: { title: 'Statistics', menu: 'Statistics…', group: 'Briefing', place: 'briefing' },
  versions: { title: 'Versions', menu: 'Versions…', group: 'Briefing', place: 'briefing' },
  'references.export': {
    title: 'Export references',
    menu: 'Export References…',
    group: 'Library',
    place: 'library',
  },
  export: { title: 'Export', menu: 'Export…', group: 'Briefing', place: 'briefing', keys: ['Mod+E'] },
} as const satisfies Readonly<Record<string, CommandEntry>>
