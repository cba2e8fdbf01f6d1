import { type Check, finding } from './check.ts'

export const headIncomplete: Check = {
  id: 'head-incomplete',
  title: 'Subject or date is missing',
  run: ({ header }) => {
    const missing = [
      header.subject.trim() === '' ? 'subject' : '',
      header.date === null ? 'date' : '',
    ].filter(Boolean)
    return missing.map((what) =>
      finding(
        'head-incomplete',
        what === 'subject' ? 'settle' : 'note',
        `The briefing has no ${what}`,
        what === 'subject'
          ? 'It is the title of the document and of the file.'
          : 'The day of the export will be printed nowhere.',
      ),
    )
  },
}
