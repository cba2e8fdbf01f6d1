import { plural } from './shell.ts'

/** Words of the comparison of two versions. */
export const compareWords = {
  mode: 'Show',
  read: 'Read',
  compare: 'Compare',
  with: 'Compare with',
  present: 'The present text',
  label: 'Both states, the earlier one on the left',
  citations: 'Citations that differ',
  kinds: { same: '', changed: 'Changed', added: 'Added', removed: 'Removed' },
  citationKinds: { added: 'Citation added:', removed: 'Citation removed:', changed: 'Citation changed:' },
  movedHere: 'Moved here',
  movedAway: 'Moved away',
  otherwise: 'Same words; formatting, marking or citations differ',
  gone: 'not in the library',
  previous: 'Previous',
  next: 'Next',
  count: (blocks: number, citations: number): string =>
    blocks === 0 && citations === 0
      ? 'Nothing differs'
      : `${plural(blocks, 'change')} in the text, ${plural(citations, 'citation')} affected`,
  at: (at: number, of: number, kind: string): string => `Change ${at} of ${of}: ${kind}`,
} as const
