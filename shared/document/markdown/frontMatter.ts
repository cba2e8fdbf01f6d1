import { LineCounter, parseDocument, stringify } from 'yaml'
import { type Key, keySchema } from '../../model/identity.ts'
import { documentKinds, emptyHeader, type Header, headerSchema } from '../header.ts'
import type { MarkdownProblem } from './syntax.ts'

/** Fields of the header that stand in the front matter under their own names. */
const plainFields = [
  'kind',
  'label',
  'organization',
  'number',
  'subject',
  'subtitle',
  'date',
  'marking',
  'handling',
  'distribution',
  'paper',
  'language',
  'density',
] as const
type PlainField = (typeof plainFields)[number]

/** Short ways to write a row: `to: The Minister`. */
const rowFields: Readonly<Record<string, string>> = {
  to: 'To',
  from: 'From',
  through: 'Through',
  via: 'Via',
  cc: 'Cc',
}

const known = ['key', ...plainFields, ...Object.keys(rowFields), 'rows']
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Rows from `rows: [{To: …}, …]` or `rows: {To: …}`; null when they are something else. */
function readRows(value: unknown): Header['rows'] | null {
  const rows: Header['rows'] = []
  for (const part of Array.isArray(value) ? value : [value]) {
    if (!isRecord(part)) return null
    for (const [label, words] of Object.entries(part)) {
      if (typeof words !== 'string') return null
      rows.push({ label, value: words })
    }
  }
  return rows
}

/**
 * The header in a YAML front matter.
 *
 * @param yaml what stands between the `---` lines
 * @param line line of the file on which it begins
 * @param problems where unreadable fields are reported; their defaults stand in the header then
 */
export function readFrontMatter(
  yaml: string,
  line: number,
  problems: MarkdownProblem[],
): { header: Header; key: Key | null } {
  const lineCounter = new LineCounter()
  const document = parseDocument(yaml, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: true,
    // Every scalar is its own words: `number: 007` stays 007.
    schema: 'failsafe',
  })
  const problem = (at: number, message: string, hint: string): void => {
    problems.push({ line: at, code: 'bad-request', message, hint })
  }
  // One mistake makes others after it.
  for (const error of document.errors.slice(0, 1)) {
    problem(
      line + lineCounter.linePos(error.pos[0]).line - 1,
      `The front matter is not YAML: ${error.message}`,
      'Put words with a colon or a quote mark in quotes.',
    )
  }
  if (document.errors.length > 0) return { header: emptyHeader, key: null }

  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 50 })
  } catch (error) {
    problem(line, `The front matter cannot be read: ${(error as Error).message}`, 'Write it without aliases.')
    return { header: emptyHeader, key: null }
  }
  if (content === null || content === undefined || content === '') return { header: emptyHeader, key: null }
  if (!isRecord(content)) {
    problem(line, 'The front matter is not a list of fields.', 'Write fields such as “subject: …”.')
    return { header: emptyHeader, key: null }
  }

  const lineOf = (field: string): number => {
    const at = yaml.split('\n').findIndex((text) => text.startsWith(`${field}:`))
    return line + Math.max(at, 0)
  }
  const header: Header = { ...emptyHeader, rows: [] }
  let key: Key | null = null
  for (const [field, value] of Object.entries(content)) {
    if (field === 'key') {
      const parsed = keySchema.safeParse(value)
      if (parsed.success) key = parsed.data
      else
        problem(
          lineOf(field),
          `“${String(value)}” is not a key.`,
          'A key is lower-case letters, digits and single hyphens.',
        )
    } else if (field === 'rows') {
      const rows = readRows(value)
      if (rows) header.rows.push(...rows)
      else
        problem(lineOf(field), 'The rows are not labels with words.', 'Write “rows:” and “- To: …” below it.')
    } else if (Object.hasOwn(rowFields, field)) {
      header.rows.push({ label: rowFields[field] as string, value: String(value) })
    } else if (plainFields.includes(field as PlainField)) {
      const parsed = headerSchema.shape[field as PlainField].safeParse(
        field === 'date' && value === '' ? null : value,
      )
      if (parsed.success) Object.assign(header, { [field]: parsed.data })
      else
        problem(lineOf(field), `“${field}: ${String(value)}” cannot be used.`, fieldHint(field as PlainField))
    } else {
      problem(
        lineOf(field),
        `The front matter has no field “${field}”.`,
        `The fields are ${known.join(', ')}; another row of the head goes under “rows”.`,
      )
    }
  }
  if (!('label' in content)) header.label = documentKinds[header.kind]
  if (!headerSchema.safeParse(header).success) {
    problem(
      line,
      'The rows of the head are too many or too long.',
      'At most 20 rows, labels of 100 and values of 1,000 characters.',
    )
    header.rows = []
  }
  return { header, key }
}

function fieldHint(field: PlainField): string {
  switch (field) {
    case 'kind':
      return `The kinds are ${Object.keys(documentKinds).join(', ')}.`
    case 'date':
      return 'Write a date as 2026-02-13.'
    case 'paper':
      return 'The papers are a4 and us-letter.'
    case 'density':
      return 'The densities are tight, normal and large.'
    case 'language':
      return 'Write a language as en or en-GB.'
    default:
      return 'Write plain words on one line.'
  }
}

/** The header as front matter, `---` lines included; every field that is not empty. */
export function writeFrontMatter(header: Header): string {
  const fields: Record<string, unknown> = {}
  for (const field of plainFields) {
    if (header[field] !== '' && header[field] !== null && header[field] !== undefined)
      fields[field] = header[field]
  }
  if (header.label === '') fields.label = ''
  if (header.rows.length > 0) fields.rows = header.rows.map(({ label, value }) => ({ [label]: value }))
  return `---\n${stringify(fields, { lineWidth: 0, blockQuote: false })}---\n`
}
