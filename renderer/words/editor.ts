import type { CitedEntity } from '../../shared/document/evidence.ts'
import type { ErrorCode } from '../../shared/model/error.ts'
import type { Verification } from '../../shared/model/passage.ts'
import { plural } from './shell.ts'

/** How many runs of words differ. */
const differences = (diff: Verification['diff']): number => {
  let runs = 0
  let open = false
  for (const part of diff ?? []) {
    const differs = part.kind !== 'same'
    if (differs && !open) runs += 1
    open = differs
  }
  return runs
}

/** Why saving failed, in two or three words. */
const shortReasons: Partial<Record<ErrorCode, string>> = {
  'disk-full': 'the disk is full',
  'read-only': 'the library is read-only',
  io: 'the disk failed',
  'not-found': 'the library is gone',
  'no-library': 'the library is closed',
  'library-corrupt': 'the library is damaged',
  'library-locked': 'another program holds the library',
  conflict: 'it was changed elsewhere',
  busy: 'it is open in another window',
  forbidden: 'this is another browser',
}

/** Words of the editor. */
export const editorWords = {
  text: 'Briefing text',
  placeholder: 'Write. Type @ to cite.',
  header: 'Head of the briefing',
  marking: 'Marking',
  date: 'Date',
  noDate: 'No date',
  subject: 'Subject',
  rowLabel: (place: number): string => `Label of row ${place}`,
  addRow: 'Add a row',
  removeRow: (label: string): string => `Remove the row ${label || 'without a label'}`,
  toolbar: 'Format',
  lines: {
    paragraph: 'Paragraph',
    'heading-1': 'Heading 1',
    'heading-2': 'Heading 2',
    'heading-3': 'Heading 3',
    'heading-4': 'Heading 4',
    'bottom-line': 'Bottom line',
    'key-judgment': 'Key judgment',
    note: 'Note',
    list: 'List',
    'quotation-block': 'Quotation block',
    'code-block': 'Code block',
    figure: 'Figure caption',
    table: 'Table',
  } as Record<string, string>,
  lineMenu: 'Kind of block',
  bold: 'Bold',
  italic: 'Italic',
  underline: 'Underline',
  strike: 'Strike through',
  superscript: 'Superscript',
  subscript: 'Subscript',
  code: 'Code',
  highlight: 'Highlight',
  more: 'More formatting',
  bullets: 'Bulleted list',
  numbers: 'Numbered list',
  checkList: 'Check list',
  box: 'Done',
  ticked: (ticked: boolean): string => (ticked ? 'Ticked' : 'Not ticked'),
  quotationBlock: 'Quotation block',
  link: 'Link',
  linkAddress: 'Address',
  linkHint: 'Begins with https://, http:// or mailto:',
  linkBad: 'A link must begin with https://, http:// or mailto:.',
  linkSet: 'Set link',
  linkRemove: 'Remove link',
  codeBlock: 'Code block',
  contents: {
    title: 'Contents',
    block: 'Table of contents',
    levels: 'Levels that are listed',
    upTo: (level: number): string => (level === 1 ? 'Level 1' : `Levels 1 to ${level}`),
  },
  divider: 'Divider',
  pageBreak: 'Page break',
  cite: 'Cite',
  notDropped: 'No citation can stand here.',
  portion: (mark: string): string => (mark ? `Portion ${mark}` : 'Portion'),
  portionNone: 'No portion marking',
  portionOther: 'Other…',
  portionPrompt: 'Portion marking',
  portionSet: 'Mark',
  likelihood: 'Likelihood',
  confidence: 'Confidence',
  none: 'None',
  outline: 'Outline',
  noOutline: 'Headings appear here.',
  source: 'Source',
  checks: 'Checks',
  inspector: 'Inspector',
  versions: 'Versions',
  nameVersion: 'Name this version',
  export: 'Export',
  readOnly:
    'This briefing is open for writing in another window. You can read it here; close it there to write here.',
  saved: (when: string): string => `Saved ${when}`,
  savedNow: 'Saved',
  saving: 'Saving…',
  unsaved: 'Not saved yet',
  /** Few words for the status bar; the bar above the text says it in full. */
  notSaved: (code: ErrorCode): string => `Not saved: ${shortReasons[code] ?? 'see above the text'}`,
  elsewhere: {
    title: 'Save the text elsewhere…',
    fileName: (subject: string): string =>
      `${
        subject
          .replace(/[^\p{L}\p{M}\p{N}'’–-]+/gu, ' ')
          .trim()
          .slice(0, 80) || 'Briefing'
      }.txt`,
    written: (name: string): string => `The text is in “${name}”. It is not in the library yet.`,
    downloaded: (name: string): string =>
      `The text is in your downloads as “${name}”. It is not in the library yet.`,
  },
  left: {
    label: 'Words that are not saved',
    message: (subject: string): string => `The last words of “${subject || 'Untitled'}” are not saved.`,
    hint: 'They are safe in this window as long as it stays open, and saving is tried again and again.',
    back: 'Go back to it',
    drop: 'Let the words in this window go',
  },
  tryAgain: 'Try again',
  keepMine: 'Keep what is in this window',
  beforeMine: 'Before this window’s text was kept',
  reload: 'Load what is saved',
  copyText: 'Copy the text',
  copied: 'The text of this briefing is on the clipboard.',
  wordCount: (count: number): string => plural(count, 'word'),
  citationCount: (count: number): string => plural(count, 'citation'),
  findings: (count: number): string => plural(count, 'finding'),
  slash: {
    label: 'Kinds of block',
    none: 'No kind of block is called so',
    chosen: (title: string, at: number, of: number): string => `${title}, ${at} of ${of}`,
  },
  palette: {
    label: 'Cite',
    inBriefing: 'In this briefing',
    claim: 'Claims',
    quote: 'Quotes',
    rest: 'Sources and speakers',
    nothing: (query: string): string => `Nothing in this library fits “${query}”.`,
    start: 'Type two letters of a claim, quote, source or speaker.',
    choose: 'Choose',
    citeKey: 'Cite',
    another: 'Cite and add another',
    open: 'Open passage',
    keep: 'Keep as text',
    quoteWords: 'Quote its words',
    stale: 'Captured again since',
    adds: 'Enter will add',
    results: (count: number): string => plural(count, 'result'),
  },
  drift: {
    altered: (verification: Verification): string => {
      const runs = differences(verification.diff)
      return runs > 1 ? `Altered in ${runs} places` : 'Altered in one place'
    },
    absent: 'Not in the source',
    absentText: 'Nothing like these words stands in the captured source.',
    ambiguous: 'Found in several places',
    ambiguousText: 'These words stand several times in the source, and not at the passage they are bound to.',
    lost: (words: string): string => `“${words}” is missing`,
    source: 'Source',
    memo: 'Memo',
    restore: 'Restore source words',
    mark: 'Mark alteration',
    paraphrase: 'Make it a paraphrase',
    next: 'Next finding',
    label: 'The quotation and its source',
    marks: (words: string): string => `Mark alteration writes “${words}”`,
  },
  /** What a quotation says of itself to a screen reader. */
  verdict: (verification: Verification | undefined, stale: boolean): string => {
    if (!verification) return 'not yet checked'
    switch (verification.verdict) {
      case 'exact':
        return stale ? 'stale, its source was captured again' : 'verified'
      case 'relocated':
        return 'verified, moved'
      case 'normalized':
        return 'verified, typography differs'
      case 'marked':
        return `verified, ${plural(verification.alterations?.length ?? 1, 'alteration')}`
      case 'ambiguous':
        return 'found in several places, choose the place'
      case 'altered': {
        const lost = verification.lost?.[0]
        if (lost) return `altered, “${lost.words}” is missing`
        const runs = differences(verification.diff)
        return `altered, ${runs === 1 ? '1 place differs' : `${runs} places differ`}`
      }
      case 'absent':
        return 'absent from its source'
    }
  },
  chipKind: (entity: CitedEntity | undefined): string =>
    entity?.speaker?.kind === 'anonymous' && entity.quote ? 'quote, unnamed' : (entity?.target.type ?? ''),
  chipFallen: { altered: ', quotation altered', absent: ', words not found in source' },
  keyNotFound: (key: string): string => `Citation, key not found: ${key}`,
  gone: 'Citation, what it cited is not in the library any more',
  quotationOf: 'Quotation',
  editing: 'Editing quotation',
  citeHint: 'Enter to open',
  bindChoose: 'Choose the quote to set off: type @ in an empty paragraph, choose it and press Ctrl B.',
}
