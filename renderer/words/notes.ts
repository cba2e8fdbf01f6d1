/** Words of notes of one's own. */
export const noteWords = {
  title: 'Footnote',
  number: (number: string): string => (number ? `Note ${number}` : 'Note'),
  label: (number: string): string => (number ? `Words of note ${number}` : 'Words of the note'),
  opened: (number: string): string => `Note ${number}. Esc goes back to the text.`,
  notHere: 'A note cannot stand here: not in a quotation block, and not in another note.',
}
