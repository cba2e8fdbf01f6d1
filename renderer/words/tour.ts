/** Words of the tour. */
export const tourWords = {
  label: 'Tour',
  place: (step: number, steps: number): string => `Step ${step} of ${steps}`,
  announced: (step: number, steps: number, title: string): string =>
    `Tour, step ${step} of ${steps}: ${title}. F6 goes to it.`,
  next: 'Next',
  finish: 'Finish',
  previous: 'Back',
  end: 'End the tour',
  done: 'Done',
  ended: 'The tour is put away. Help goes on with it.',
  finished: 'That was the tour.',
  offer: 'New here?',
  offerDetail: 'Five steps with the sample show the whole of it, in about three minutes.',
  begin: 'Take the tour',
  goOn: (step: number): string => `Go on with step ${step}`,
  decline: 'Not now',
  steps: {
    sample: {
      title: 'Open the sample',
      text: 'Its library holds a few captured texts, what is marked in them, and two briefings. It is your own copy: change what you like.',
      act: 'Open the sample',
    },
    read: {
      title: 'Read a source and its marks',
      text: 'A source is shown as text only. Marked words are underlined, and the notes beside them say whose they are. Select words and press Q for a quote, C for a claim.',
      act: 'Open a source',
    },
    cite: {
      title: 'Cite with @',
      text: 'In a briefing, put the caret at the end of a sentence. Type a space, @ and two letters of what you want to cite, then Enter. A quote comes with its words and its speaker.',
      act: 'Open the briefing',
    },
    drift: {
      title: 'See a quotation drift, and restore it',
      text: 'Change one letter inside an underlined quotation. Its line doubles within a second, and the difference is shown. Alt R puts the words of the source back.',
      act: 'Go to a quotation',
    },
    export: {
      title: 'Export a PDF',
      text: 'The dialog says what is still to settle. The PDF has numbered notes that quote each source and lead back and forth.',
      act: 'Open the export',
    },
  },
} as const
