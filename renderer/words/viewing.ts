/** Words of the ways to look at a text. */
export const viewingWords = {
  leave: 'Leave focus',
  focusOn: 'Only the text is shown. Shift F11 brings the rest back.',
  focusOff: 'Everything is shown again.',
  dim: (on: boolean): string => (on ? 'Other paragraphs are dimmed.' : 'Paragraphs are no longer dimmed.'),
  typewriter: (on: boolean): string =>
    on ? 'The line you write in stays in the middle.' : 'The page scrolls as usual.',
} as const
