import { plural } from './shell.ts'

/** Words of finding and replacing in a briefing. */
export const findWords = {
  title: 'Find in the briefing',
  find: 'Find',
  replaceWith: 'Replace with',
  matchCase: 'Match case',
  wholeWord: 'Whole words',
  regex: 'Regular expression',
  inSelection: 'In the selection only',
  inQuotations: 'Also in bound quotations',
  previous: 'Previous',
  next: 'Next',
  close: 'Close',
  showReplace: 'Replace…',
  replace: 'Replace',
  replaceAll: 'Replace all',
  count: (at: number, of: number): string =>
    of === 0
      ? 'Nothing found'
      : at === 0
        ? of.toLocaleString('en')
        : `${at.toLocaleString('en')} of ${of.toLocaleString('en')}`,
  problem: (why: string): string => `This is no regular expression: ${why}.`,
  replaced: (count: number, left: number): string =>
    `${plural(count, 'place')} replaced.${left === 0 ? '' : ` ${plural(left, 'place')} in bound quotations left as the source has it.`}`,
  onlyQuoted:
    'This place is in a bound quotation: a change would take it away from its source. Allow it first.',
}
