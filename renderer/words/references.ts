/** Words of cross-references and special characters. */
export const referenceWords = {
  title: 'Cross-reference',
  search: 'Find a heading, key judgment, table or figure',
  nothing:
    'Nothing here can be referred to yet: a heading or key judgment with words, a table or figure with a caption.',
  none: 'Nothing is called so.',
  lost: 'Reference lost',
  to: (label: string): string => `Cross-reference to ${label}`,
  found: (title: string, at: number, of: number): string => `${title}, ${at} of ${of}`,
}
export const characterWords = {
  title: 'Special character',
  search: 'Find a character by its name',
  none: 'No character here is called so.',
}
