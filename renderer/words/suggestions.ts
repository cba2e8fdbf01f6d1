import { plural } from './shell.ts'

const by = (author: string): string => (author === '' ? 'Author' : author)
/** Blanks alone would be read as nothing. */
export const seen = (words: string): string => (/^\s+$/u.test(words) ? '␣' : words)
const short = (words: string): string =>
  words.length > 80 ? `${words.slice(0, 80).trimEnd()}…` : seen(words)

/** Words of suggestions. */
export const suggestionWords = {
  tab: 'Suggestions',
  list: 'Suggestions',
  button: 'Suggest',
  buttonTitle: 'Suggest changes instead of making them',
  author: 'Author',
  by,
  count: (count: number): string => plural(count, 'suggestion'),
  on: (author: string): string =>
    `Suggesting as ${by(author)}: what you write and delete is marked until it is accepted.`,
  off: 'Suggesting is off: changes are made at once.',
  status: (author: string): string => `Suggesting as ${by(author)}`,
  readOnly: 'Another window is writing this briefing: nothing can be suggested here.',
  insert: (words: string): string => `Put in “${short(words)}”`,
  remove: (words: string): string => `Take out “${short(words)}”`,
  replace: (before: string, after: string): string => `“${short(after)}” for “${short(before)}”`,
  labelled: (author: string, what: string): string => `${by(author)}: ${what}`,
  accept: 'Accept',
  reject: 'Reject',
  acceptAll: 'Accept all',
  rejectAll: 'Reject all',
  accepted: 'Accepted',
  rejected: 'Rejected',
  allAccepted: (count: number): string =>
    `${plural(count, 'suggestion')} accepted. One undo brings all back.`,
  allRejected: (count: number): string =>
    `${plural(count, 'suggestion')} rejected. One undo brings all back.`,
  none: 'There is no suggestion in this briefing.',
  notHere: 'The caret is in no suggestion.',
  emptyTitle: 'No suggestions',
  emptyText:
    'Ctrl Shift E turns suggesting on: what you write and delete is then marked, and stays as it was until somebody accepts it.',
  whole: 'Formatting, the order of blocks and what a citation says are changed at once.',
  refused: {
    code: 'Code is not changed by suggestions: turn suggesting off (Ctrl Shift E) to change it.',
    table:
      'Rows and columns are not changed by suggestions: turn suggesting off (Ctrl Shift E) to change them.',
    struck: 'These words are suggested to be taken out: nothing can be written in them.',
  },
  head: 'The head is not part of the suggestions: turn suggesting off (Ctrl Shift E) to change it.',
  inserted: 'to be put in',
  deleted: 'to be taken out',
} as const
