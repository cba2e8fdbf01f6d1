/** Words of moving blocks and sections, and of the outline. */
export const movingWords = {
  moved: (words: string, at: number, of: number): string => `${words || 'Block'} moved, now ${at} of ${of}`,
  dropped: 'Section moved.',
  edge: 'It cannot be moved further.',
  outlineHint: 'Drag, or press Alt Shift and an arrow, to move a section.',
} as const
