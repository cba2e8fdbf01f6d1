/** Groups whose content is no text of the document (RTF 1.9.1, appendix “Index to RTF Control Words”, destinations). */
const passedOver = new Set([
  ...[
    'colortbl',
    'stylesheet',
    'listtable',
    'listoverridetable',
    'revtbl',
    'rsidtbl',
    'filetbl',
    'pict',
    'object',
  ],
  ...[
    'header',
    'headerl',
    'headerr',
    'headerf',
    'footer',
    'footerl',
    'footerr',
    'footerf',
    'fldinst',
    'datafield',
  ],
  ...['ftnsep', 'ftnsepc', 'ftncn', 'aftnsep', 'aftnsepc', 'aftncn', 'nonshppict', 'xe', 'tc', 'bkmkstart'],
  ...['bkmkend', 'template', 'private', 'sp', 'formfield', 'atnid', 'atnauthor', 'pgdsctbl', 'objdata'],
])

/** Groups marked as such (`\*`) that hold text all the same. */
const readable = new Set(['shpinst', 'shptxt', 'pnseclvl'])

/** What the information group says, by its control words. */
export const infoFields = new Set(['title', 'author', 'company', 'creatim', 'revtim'])

/** Whether a group that begins with this word is left out; `optional` when `\*` stands before it. */
export const isPassedOver = (word: string, optional: boolean): boolean =>
  passedOver.has(word) || (optional && !readable.has(word) && word !== 'footnote' && word !== 'annotation')

/** Control words and symbols that stand for a sign. */
export const signs: Readonly<Record<string, string>> = {
  '~': '\u00a0',
  _: '\u2011',
  '\\': '\\',
  '{': '{',
  '}': '}',
  emdash: '—',
  endash: '–',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  zwj: '\u200d',
  zwnj: '\u200c',
  ltrmark: '\u200e',
  rtlmark: '\u200f',
  tab: '\t',
  line: '\n',
  lbr: '\n',
}
