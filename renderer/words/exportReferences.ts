import { plural } from './shell.ts'

/** Words of the dialog that writes references. */
export const referenceWords = {
  title: 'Export references',
  described: 'Sources as reference managers and LaTeX read them.',
  which: 'Which sources',
  scopes: { chosen: 'Chosen', found: 'Found', cited: 'Cited', all: 'All' },
  chosen: (title: string): string => `“${title}”`,
  found: (count: number, query: string): string => `${plural(count, 'source')} found for “${query}”`,
  cited: (subject: string): string => `What “${subject}” cites, in the order of its first citations`,
  all: (count: number): string => `${plural(count, 'source')} of this library`,
  format: 'Format',
  formats: {
    ris: 'For EndNote, Zotero, Mendeley and most others.',
    bibtex: 'For LaTeX; biblatex reads it as well.',
    'csl-json': 'For Zotero, pandoc and citation processors; holds the most.',
  },
  stays: 'Grades, descriptors and markings stay in the library.',
  starting: 'Reading the sources',
} as const
