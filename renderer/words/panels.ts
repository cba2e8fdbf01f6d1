import { figureWords } from './figures.ts'
import { plural } from './shell.ts'

/** Words of the editor's panels and dialogs. */
export const panelWords = {
  paste: {
    leftOut: (left: {
      characters: number
      blocks: number
      rows: number
      columns: number
      pictures: number
      flattened: boolean
    }): string => {
      const parts = [
        ...(left.characters > 0 ? [plural(left.characters, 'character')] : []),
        ...(left.blocks > 0 ? [plural(left.blocks, 'paragraph')] : []),
        ...(left.rows > 0 ? [`${plural(left.rows, 'row')} of a table`] : []),
        ...(left.columns > 0 ? [`${plural(left.columns, 'column')} of a table`] : []),
      ]
      const out =
        parts.length === 0
          ? ''
          : `Left out of the paste: ${parts.join(' and ')}.${left.rows + left.columns > 0 ? ' A table holds up to 2,000 cells and 100 columns.' : ''}`
      const flat = left.flattened ? 'Lists deeper than 8 levels were flattened.' : ''
      const pictures = left.pictures > 0 ? figureWords.notFetched(left.pictures) : ''
      return [out, flat, pictures].filter(Boolean).join(' ')
    },
    notHere: (keys: readonly string[]): string =>
      `Not in this library: ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ` and ${keys.length - 3} more` : ''}. ` +
      'The words came along; import the source here and cite it again.',
  },
  checks: {
    title: 'Checks',
    counts: { verified: 'Verified', altered: 'Altered', absent: 'Absent', stale: 'Stale' },
    groups: { stops: 'Stops the release', settle: 'To settle', note: 'Notes' },
    fixes: {
      restore: 'Restore source words',
      'mark-alteration': 'Mark alteration',
      paraphrase: 'Make it a paraphrase',
      'open-source': 'Open the source',
      remove: 'Remove',
      'add-place': 'Add a place',
    },
    emptyTitle: 'Nothing to settle',
    emptyText: 'Every check passes on what is saved. They run again after each save.',
  },
  versions: {
    title: 'Versions',
    description: 'Kept states of this briefing. A restore keeps the present state first.',
    list: 'Versions, newest first',
    automatic: 'Kept on its own',
    counts: (words: number, citations: number): string =>
      `${plural(words, 'word')}, ${plural(citations, 'citation')}`,
    nameLabel: 'Name the present state',
    nameHint: 'For example the round of comments it answers.',
    name: 'Name this version',
    nameEmpty: 'Give it a name.',
    named: (name: string): string => `Version kept: ${name}`,
    restore: 'Restore this version',
    restored: 'Restored. The state before it is kept as a version.',
    unsaved: 'The present state could not be saved, so nothing was restored.',
    unnamed: 'The present state could not be saved, so it was not named.',
    readOnly: 'Another window is writing this briefing: it can be read here, not restored.',
    emptyTitle: 'No versions yet',
    emptyText: 'One is kept on its own from time to time, before each restore, and whenever you name one.',
    loading: 'Reading the version',
    shown: (words: string): string => `The briefing as of ${words}`,
    untitled: 'No subject',
    notes: 'Notes',
    newer: 'A block made by a newer Attest',
    cancel: 'Cancel',
  },
  export: {
    title: 'Export briefing',
    described: (subject: string, revision: number): string => `${subject}, revision ${revision}`,
    untitled: 'Untitled briefing',
    format: 'Format',
    formats: { pdf: 'PDF', md: 'Markdown' },
    paper: 'Paper',
    papers: { a4: 'A4', 'us-letter': 'US Letter' },
    suggestions: (count: number): string =>
      count === 1
        ? 'One suggestion is open: write it as if'
        : `${count} suggestions are open: write them as if`,
    readings: { final: 'Accepted', original: 'Rejected' },
    conformance: 'Conformance',
    conforms: 'PDF/UA-1 and PDF/A-2a in one file',
    conformsWhy: 'Read aloud correctly, and kept for the long term.',
    markdownWhy: 'Text with its citation keys: it can be read back in, or kept under version control.',
    before: 'Before it goes out',
    matching: (count: number): string =>
      count === 1 ? '1 quotation matches its source' : `${plural(count, 'quotation')} match their sources`,
    noQuotations: 'No bound quotations',
    stopping: (count: number): string =>
      count === 1 ? '1 finding stops a release' : `${count} findings stop a release`,
    stoppingWhy:
      'It can be exported all the same, unless a citation points at nothing. Settle these before it leaves the house.',
    more: (count: number): string => `and ${plural(count, 'more finding')} under Checks`,
    references: 'References…',
    start: 'Export',
    stop: 'Stop',
    stopped: 'Stopped. No file was written.',
    close: 'Close',
    stoppingNow: 'Stopping',
    stopFirst: 'The export is still going on. Stop it first.',
    readOnly: 'Another window is writing this briefing: its paper is chosen there.',
    starting: 'Saving the briefing',
    beside: 'Written beside the old file and renamed at the end.',
    done: 'Exported',
    again: 'Export again',
    pages: (count: number): string => plural(count, 'page'),
    hash: 'SHA-256',
    show: 'Show in folder',
    download: (name: string): string => `Download ${name}`,
    plain: 'Export a plain PDF',
    plainWhy: 'A plain PDF claims neither PDF/UA nor PDF/A; letters without a glyph show as boxes.',
    unsaved: 'The last changes could not be saved, so nothing was exported.',
    nothingWritten: 'The export ended without a file.',
    nothingWrittenHint: 'Try again; if it happens again, look at the disk the file goes to.',
  },
  source: {
    title: 'Source',
    emptyTitle: 'No citation chosen',
    emptyText: 'Put the caret in a quotation or open a citation to see what it rests on.',
    gone: 'Not in the library',
    goneText: 'What this was bound to does not exist any more.',
    unknownKey: (key: string): string => `Key not known: ${key}`,
    unknownKeyText: 'No claim, quote or source has this key.',
    says: {
      exact: 'Every letter matches, at the cited place',
      relocated: 'Every letter matches, at another place than the one cited',
      ambiguous: 'The words stand in several places: choose the one that is meant',
      normalized: 'The words match; quotation marks, dashes or spaces differ',
      marked: 'The words match, with every alteration marked',
      altered: (count: number): string =>
        count === 1 ? 'One place differs from the source' : `${count} places differ from the source`,
      absent: 'Nothing like these words was found in the source',
      unchecked: 'The words are compared after a moment of stillness',
      stale: 'The source was captured again after this was cited',
      withdrawn: 'The source was withdrawn by its publisher',
    },
    stale: 'Stale',
    withdrawn: 'Source withdrawn',
    lost: (words: string): string => `“${words}” is missing from the quotation`,
    openInReader: 'Open in reader',
    page: (page: number): string => `Page ${page}`,
    speaker: 'Speaker',
    unnamed: 'Unnamed, as printed',
    source: 'Source',
    reliability: 'Reliability',
    captured: 'Captured',
    sha: 'SHA-256',
    inCitation: 'In this citation',
    item: (at: number, label: string): string => `Citation item ${at}: ${label}`,
    locator: 'Locator',
    locatorLabel: 'Kind of locator',
    locatorLabels: {
      page: 'Page',
      paragraph: 'Paragraph',
      section: 'Section',
      chapter: 'Chapter',
      column: 'Column',
      line: 'Line',
      note: 'Note',
      time: 'Time',
      verse: 'Verse',
    },
    prefix: 'Prefix',
    prefixHint: 'see, e.g.',
    suffix: 'Suffix',
    omitAuthor: 'Leave the author out of the note',
    remove: (label: string): string => `Remove ${label} from this citation`,
    removeWords: 'Remove',
    replace: 'Replace…',
    earlier: (label: string): string => `Move ${label} forward in this citation`,
    later: (label: string): string => `Move ${label} back in this citation`,
    split: 'Split here',
    splitLabel: (label: string): string => `Begin a citation of its own with ${label}`,
    merge: 'Merge with the citation behind it',
    mergeBefore: 'Merge with the citation before it',
    merged: 'Citations merged',
    moved: (place: number, of: number): string => `Moved to place ${place} of ${of}`,
    splitDone: 'Citation split',
    removed: (label: string): string => `${label} removed from the citation`,
    card: (name: string): string => `${name}: how it is cited`,
    cardClose: 'Close',
    beside: 'Show in its source',
    besideText: 'Text of the source',
    besideClose: 'Back',
    noTitle: 'No title yet',
  },
} as const
