/** Words of two briefings that stand beside each other. */
export const besideWords = {
  title: 'Open another briefing beside this one',
  search: 'Search briefings',
  none: 'No other briefing has these words in its subject.',
  noOther: 'This library has no other briefing. Ctrl N makes one.',
  openHere: 'Open here',
  same: (subject: string) => ({
    message: `“${subject}” is open here already.`,
    hint: 'A briefing is written in one place at a time. Choose another, or read an older state of this one in Versions.',
  }),
  place: (second: boolean): string => `${second ? 'Second' : 'First'} briefing: `,
  go: 'Ctrl F6 goes to the other briefing',
  text: (second: boolean): string => `Text of the ${second ? 'second' : 'first'} briefing`,
  head: (second: boolean): string => `Head of the ${second ? 'second' : 'first'} briefing`,
  entered: (second: boolean, subject: string): string =>
    `${second ? 'Second' : 'First'} briefing, ${subject}`,
  closed: (subject: string): string => `Closed. ${subject} has the page.`,
  close: (second: boolean): string => `Close the ${second ? 'second' : 'first'} briefing`,
  divider: 'Room of the first briefing',
  untitled: 'Untitled',
} as const
