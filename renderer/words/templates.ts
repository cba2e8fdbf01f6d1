/** Words of a person's own templates. */
export const templateWords = {
  own: 'My templates',
  save: 'Save as my template',
  saveDetail:
    'Its head, headings, callouts, lists and the heads of its tables become a template of this library; what it says and cites does not.',
  saveIt: 'Save template',
  name: 'Name of the template',
  saved: (name: string): string => `“${name}” is offered for new briefings.`,
  cancel: 'Cancel',
  rename: (name: string): string => `Rename ${name}`,
  renameIt: 'Rename',
  remove: (name: string): string => `Remove ${name}`,
  removed: (name: string): string => `The template “${name}” is removed. Briefings made from it stay.`,
  headings: (headings: readonly string[]): string =>
    headings.length === 0
      ? 'Without headings'
      : headings.slice(0, 5).join(' · ') + (headings.length > 5 ? ' …' : ''),
} as const
