import { mintId } from '../model/identity.ts'
import type { Block } from './block.ts'
import type { Callout } from './callout.ts'
import { emptyHeader, type Header } from './header.ts'
import type { Heading } from './heading.ts'
import type { Paragraph } from './paragraph.ts'

export const templateNames = {
  'decision-memo': 'Decision memo',
  assessment: 'Intelligence assessment',
  'background-paper': 'Background paper',
  blank: 'Blank',
} as const
export type TemplateName = keyof typeof templateNames

const paragraph = (text = ''): Paragraph => ({ type: 'paragraph', id: mintId(), children: [{ text }] })
const heading = (text: string): Heading => ({ type: 'heading', id: mintId(), level: 1, children: [{ text }] })
const callout = (variant: Callout['variant']): Callout => ({
  type: 'callout',
  id: mintId(),
  variant,
  children: [paragraph()],
})

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
  const header: Header = { ...emptyHeader, rows: emptyHeader.rows.map((row) => ({ ...row })), subject, date }
  switch (template) {
    case 'decision-memo':
      return {
        header: { ...header, label: 'Decision memorandum' },
        blocks: [
          callout('bottom-line'),
          callout('key-judgment'),
          callout('key-judgment'),
          heading('Background'),
          paragraph(),
          heading('Options'),
          paragraph(),
          heading('Recommendation'),
          paragraph(),
        ],
      }
    case 'assessment':
      return {
        header: {
          ...header,
          kind: 'assessment',
          label: 'Assessment',
          rows: [{ label: 'Prepared for', value: '' }],
        },
        blocks: [
          callout('key-judgment'),
          callout('key-judgment'),
          callout('key-judgment'),
          { ...callout('note'), title: 'Scope note' },
          heading('Discussion'),
          paragraph(),
          heading('What we do not know'),
          paragraph(),
        ],
      }
    case 'background-paper':
      return {
        header: { ...header, kind: 'paper', label: 'Background paper' },
        blocks: [
          heading('Summary'),
          paragraph(),
          heading('Background'),
          paragraph(),
          heading('Outlook'),
          paragraph(),
        ],
      }
    case 'blank':
      return { header, blocks: [paragraph()] }
  }
}
