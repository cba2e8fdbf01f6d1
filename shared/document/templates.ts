import { z } from 'zod'
import { mintId } from '../model/identity.ts'
import type { Block } from './block.ts'
import type { Callout } from './callout.ts'
import { emptyHeader, type Header } from './header.ts'
import type { Heading } from './heading.ts'
import type { List } from './list.ts'
import type { Paragraph } from './paragraph.ts'

/** The documents an analyst is asked for, in the order in which they are offered. */
export const templateNames = {
  'decision-memo': 'Decision memo',
  assessment: 'Intelligence assessment',
  'background-paper': 'Background paper',
  'talking-points': 'Talking points',
  'questions-answers': 'Questions and answers',
  'read-out': 'Read-out',
  'situation-report': 'Situation report',
  blank: 'Blank',
} as const
export type TemplateName = keyof typeof templateNames
export const templateNameSchema = z.enum(Object.keys(templateNames) as [TemplateName, ...TemplateName[]])

const paragraph = (text = ''): Paragraph => ({ type: 'paragraph', id: mintId(), children: [{ text }] })
const heading = (text: string): Heading => ({ type: 'heading', id: mintId(), level: 1, children: [{ text }] })
const callout = (variant: Callout['variant'], title?: string): Callout => ({
  type: 'callout',
  id: mintId(),
  variant,
  ...(title === undefined ? {} : { title }),
  children: [paragraph()],
})
const points = (count: number): List => ({
  type: 'list',
  id: mintId(),
  ordered: false,
  children: Array.from({ length: count }, () => ({
    type: 'list-item' as const,
    id: mintId(),
    children: [paragraph()],
  })),
})
/** Headings with an empty paragraph under each. */
const sections = (...titles: string[]): Block[] => titles.flatMap((title) => [heading(title), paragraph()])

interface Template {
  readonly header: Partial<Header>
  readonly blocks: () => Block[]
}

const rows = (...labels: string[]): Header['rows'] => labels.map((label) => ({ label, value: '' }))

const templates: Record<TemplateName, Template> = {
  'decision-memo': {
    header: { label: 'Decision memorandum' },
    blocks: () => [
      callout('bottom-line'),
      callout('key-judgment'),
      callout('key-judgment'),
      ...sections('Background', 'Options', 'Recommendation'),
    ],
  },
  assessment: {
    header: { kind: 'assessment', label: 'Assessment', rows: rows('Prepared for') },
    blocks: () => [
      callout('key-judgment'),
      callout('key-judgment'),
      callout('key-judgment'),
      callout('note', 'Scope note'),
      callout('note', 'Source summary statement'),
      ...sections('Discussion', 'What we do not know'),
    ],
  },
  'background-paper': {
    header: { kind: 'paper', label: 'Background paper' },
    blocks: () => sections('Summary', 'Background', 'Outlook'),
  },
  'talking-points': {
    // Read aloud, often on one's feet: larger type.
    header: { kind: 'paper', label: 'Talking points', rows: rows('For', 'Event'), density: 'large' },
    blocks: () => [
      callout('bottom-line', 'The message'),
      heading('Points to make'),
      points(3),
      heading('If asked'),
      points(2),
      heading('Not to be raised'),
      points(1),
    ],
  },
  'questions-answers': {
    header: { kind: 'paper', label: 'Questions and answers', rows: rows('For') },
    blocks: () => [
      callout('bottom-line', 'The line'),
      ...[1, 2, 3].flatMap((place) => [
        heading(`Question ${place}`),
        paragraph(),
        callout('note', 'Background, not for use'),
      ]),
    ],
  },
  'read-out': {
    header: { label: 'Read-out', rows: rows('To', 'From', 'Meeting', 'Present') },
    blocks: () => [
      callout('bottom-line'),
      ...sections('What was said'),
      heading('Agreed'),
      points(2),
      heading('To do'),
      points(2),
      ...sections('Comment'),
    ],
  },
  'situation-report': {
    header: { label: 'Situation report', rows: rows('To', 'From', 'As of') },
    blocks: () => [
      callout('bottom-line', 'Summary'),
      ...sections('What has happened', 'What is being said'),
      callout('key-judgment'),
      ...sections('What comes next', 'What we do not know'),
    ],
  },
  blank: { header: {}, blocks: () => [paragraph()] },
}

/**
 * The header and blocks of a new briefing; every call mints new ids.
 *
 * @param template which template
 * @param subject the subject line, may be empty
 * @param date ISO 8601 calendar date of the header, or null
 */
export function newBriefing(
  template: TemplateName,
  subject: string,
  date: string | null,
): { header: Header; blocks: Block[] } {
  const { header, blocks } = templates[template]
  const own = header.rows ?? emptyHeader.rows
  return {
    header: { ...emptyHeader, ...header, rows: own.map((row) => ({ ...row })), subject, date },
    blocks: blocks(),
  }
}
