import { plural } from './shell.ts'

/** Words of the help. */
export const helpWords = {
  title: 'Help',
  search: 'Search the help',
  pages: 'Pages of the help',
  results: 'What was found',
  found: (count: number): string => (count === 0 ? 'Nothing found' : plural(count, 'passage')),
  groups: { Guide: 'Guide', Reference: 'Reference' },
  tour: 'Tour in five steps',
  shortcuts: 'All shortcuts',
} as const
