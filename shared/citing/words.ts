import type { GroundRule } from '../model/quote.ts'

/** How a ground rule is told after the speaker; empty where it is not known. */
export const groundRuleWords: Record<GroundRule, string> = {
  'on-record': 'on the record',
  background: 'on background',
  'deep-background': 'on deep background',
  'off-record': 'off the record',
  'chatham-house': 'under the Chatham House Rule',
  unknown: '',
}

/** The words that a document gets besides its author's own. */
export const documentWords = {
  untitled: 'Untitled',
  date: 'Date',
  subject: 'Subject',
  distribution: 'Distribution',
  page: 'Page',
  of: 'of',
  bottomLine: 'Bottom line',
  keyJudgment: 'Key judgment',
  keyJudgments: 'Key judgments',
  likelihood: 'Likelihood',
  confidence: 'Confidence',
  captured: 'Captured',
  contents: 'Contents',
  figure: 'Figure',
  table: 'Table',
  continued: 'continued',
  notes: 'Notes',
  sources: 'Sources',
  gradeKey:
    'Grades: the letter is the reliability of the source, A complete to E none, F not to be judged; the figure, judged ' +
    'apart, is the credibility of the information, 1 confirmed to 5 improbable, 6 not to be judged.',
} as const
export type DocumentWords = typeof documentWords
