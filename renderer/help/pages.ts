/** The pages of the help, in their order; each is a Markdown file of docs/guide or docs/reference. */
export const helpPages = [
  { name: 'first-steps', group: 'Guide' },
  { name: 'capturing', group: 'Guide' },
  { name: 'library', group: 'Guide' },
  { name: 'reading', group: 'Guide' },
  { name: 'writing', group: 'Guide' },
  { name: 'verifying', group: 'Guide' },
  { name: 'exporting', group: 'Guide' },
  { name: 'settings', group: 'Guide' },
  { name: 'checks', group: 'Reference' },
  { name: 'markdown', group: 'Reference' },
  { name: 'command-line', group: 'Reference' },
] as const
