const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/** Words of the window's frame. */
export const shellWords = {
  app: 'Attest',
  titleBar: 'Title bar',
  sidebar: 'Library and briefings',
  main: 'Page',
  inspector: 'Inspector',
  status: 'Status',
  hideSidebar: 'Hide sidebar',
  showSidebar: 'Show sidebar',
  hideInspector: 'Hide inspector',
  showInspector: 'Show inspector',
  back: 'Back',
  forward: 'Forward',
  findOrDo: 'Find or do',
  library: 'Library',
  libraryMenu: 'Library menu',
  briefings: 'Briefings',
  briefing: 'Briefing',
  newBriefing: 'New briefing',
  noBriefings: 'No briefings yet',
  untitled: 'Untitled briefing',
  lists: { sources: 'Sources', claims: 'Claims', quotes: 'Quotes', speakers: 'Speakers' },
  closeLibrary: 'Close this library',
  paste: 'Paste text',
  import: 'Import files',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  settings: 'Settings',
  help: 'Help',
  shortcuts: 'Keyboard shortcuts',
  dismiss: 'Dismiss',
  tryAgain: 'Try again',
  allSaved: 'All changes saved',
  counts: (claims: number, quotes: number, sources: number): string =>
    `${plural(claims, 'claim')}, ${plural(quotes, 'quote')}, ${plural(sources, 'source')}`,
  viewFailed: 'This page could not be shown.',
  viewFailedHint: (words: string): string =>
    `What was saved is safe, and everything else can still be used. Try again; if it happens again, report these words: ${words}`,
  windowFailed: 'This window met a fault.',
  windowFailedHint: (library: string | undefined, words: string): string =>
    `${library === undefined ? 'No library was open.' : `Your work is in the library ${library}, complete to the last words that were saved.`} Load the window again to go on; if it fails again, report these words: ${words}`,
  reload: 'Load the window again',
  newBriefingDialog: {
    title: 'New briefing',
    subject: 'Subject',
    subjectHint: 'It can be changed at any time.',
    template: 'Template',
    templates: {
      'decision-memo': 'Bottom line, key judgments, background, options and a recommendation',
      assessment: 'Key judgments, scope note, source summary, discussion and what is not known',
      'background-paper': 'Summary, background and outlook',
      'talking-points': 'The message, points to make, what to say if asked; set large, to be read aloud',
      'questions-answers': 'The line, then questions with their answers and a background note each',
      'read-out': 'Who met, what was said, what was agreed, what is to be done',
      'situation-report': 'Summary, what has happened, what is being said, what comes next',
      blank: 'An empty page',
    },
    create: 'Create',
    cancel: 'Cancel',
  },
} as const

export { plural }
