import type { SourceDetails } from '../../../shared/model/source.ts'
import { edtfOf } from '../dates.ts'
import { fittingDetails } from '../details.ts'
import { languageTag } from '../languageTag.ts'
import { namesFromByline } from '../names.ts'
import { Flow } from './flow.ts'
import { Counters, type Level } from './numbering.ts'
import type { OfficeDocument, OfficeFile } from './office.ts'

const odf = 'urn:oasis:names:tc:opendocument:xmlns:'
const prefixes = new Map([
  [`${odf}office:1.0`, 'office'],
  [`${odf}text:1.0`, 'text'],
  [`${odf}table:1.0`, 'table'],
  [`${odf}drawing:1.0`, 'draw'],
  [`${odf}meta:1.0`, 'meta'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
])

/** What was deleted, what others remarked, and what stands on every page. */
const skipped = new Set([
  'text:tracked-changes',
  'office:annotation',
  'text:ruby-text',
  'text:note-citation',
  'office:forms',
  'text:sequence-decls',
])

const formats: Record<string, string> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '': 'none',
}

interface Paragraph {
  text: string
  readonly boxes: Flow
}

/**
 * The text of an OpenDocument text (ODF 1.3) with all tracked changes accepted, written as that of a Word document.
 * Throws `damaged` and `too-large`.
 */
export function readOdt(file: OfficeFile): OfficeDocument {
  const levels = new Map<string, Level>()
  for (const path of ['styles.xml', 'content.xml']) readLevels(file, path, levels)
  const remarks: string[] = []
  const body = new Flow()
  const told: Flow[] = []
  const counters = new Counters()
  const flows: Flow[] = [body]
  const tables: Flow[][][] = []
  const paragraphs: Paragraph[] = []
  /** Lists that one is in, from the outermost; a cell or a note begins anew. */
  let lists: { style: string; id: string; sign: boolean }[] = []
  const outer: (typeof lists)[] = []
  const numbers: number[] = []
  let listCount = 0
  let skipping = 0
  let title = ''
  let inBody = false
  let style = ''
  const flow = (): Flow => flows[flows.length - 1] ?? body
  const say = (remark: string) => {
    if (!remarks.includes(remark)) remarks.push(remark)
  }
  const write = (text: string) => {
    const paragraph = paragraphs[paragraphs.length - 1]
    if (paragraph !== undefined) paragraph.text += text
  }
  const enter = () => {
    flows.push(new Flow())
    outer.push(lists)
    lists = []
  }
  const leave = (): Flow => {
    lists = outer.pop() ?? []
    return flows.pop() ?? new Flow()
  }
  const endParagraph = (isHeading: boolean) => {
    const paragraph = paragraphs.pop()
    if (paragraph === undefined) return
    if (title === '' && style === 'Title') title = paragraph.text
    const list = lists[lists.length - 1]
    if (list === undefined || isHeading || paragraph.text.trim() === '') flow().add(paragraph.text)
    else {
      const depth = Math.min(9, lists.length - 1)
      const sign = list.sign ? counters.next(list.id, depth, (at) => levels.get(`${list.style} ${at}`)) : ''
      list.sign = false
      flow().add(paragraph.text, sign, depth)
    }
    flow().append(paragraph.boxes)
  }
  file.xml('content.xml', prefixes, {
    open: (name, attribute) => {
      if (name === 'office:text') inBody = true
      if (name === 'text:changed-region')
        say('It has tracked changes: this is its text with all of them accepted.')
      if (name === 'office:annotation') say('Its comments were left out.')
      if (skipping > 0 || skipped.has(name)) {
        skipping += 1
        return
      }
      if (!inBody) return
      switch (name) {
        case 'text:p':
        case 'text:h':
          style = attribute('style-name') ?? ''
          paragraphs.push({ text: '', boxes: new Flow() })
          break
        case 'text:s':
          write(' '.repeat(Math.min(1000, Math.max(1, Number(attribute('c') ?? 1) || 1))))
          break
        case 'text:tab':
          write('\t')
          break
        case 'text:line-break':
          write('\n')
          break
        case 'text:list': {
          const above = lists[lists.length - 1]
          listCount += above === undefined ? 1 : 0
          lists.push({
            style: attribute('style-name') ?? above?.style ?? '',
            id: above?.id ?? `${listCount}`,
            sign: false,
          })
          break
        }
        case 'text:list-item': {
          const list = lists[lists.length - 1]
          if (list !== undefined) list.sign = true
          break
        }
        case 'text:note':
          numbers.push(told.length + 1)
          write(`[${told.length + 1}]`)
          told.push(new Flow())
          break
        case 'text:note-body':
        case 'draw:text-box':
        case 'table:table-cell':
          enter()
          break
        case 'table:table':
          tables.push([])
          break
        case 'table:table-row':
          tables[tables.length - 1]?.push([])
          break
      }
    },
    text: (text) => {
      // White space in a file is laid out for people; what counts is written as text:s and text:tab (6.1.2).
      if (skipping === 0 && inBody) write(text.replace(/[\t\n\r ]+/gu, ' '))
    },
    close: (name) => {
      if (skipping > 0) {
        skipping -= 1
        return
      }
      if (!inBody) return
      switch (name) {
        case 'text:p':
        case 'text:h':
          endParagraph(name === 'text:h')
          break
        case 'text:list':
          lists.pop()
          break
        case 'text:note-body':
          told[(numbers.pop() ?? 0) - 1]?.append(leave())
          break
        case 'draw:text-box':
          paragraphs[paragraphs.length - 1]?.boxes.append(leave())
          break
        case 'table:table-cell': {
          const rows = tables[tables.length - 1]
          rows?.[rows.length - 1]?.push(leave())
          break
        }
        case 'table:table':
          flow().table(tables.pop() ?? [])
          break
      }
    },
  })
  for (const [index, note] of told.entries()) body.add(note.text(), `[${index + 1}]`)
  const found = metaDetails(file)
  return {
    text: body.text(),
    found: { ...(title === '' ? {} : fittingDetails({ title })), ...found },
    notes: remarks,
  }
}

/** How the levels of lists are numbered: `style depth`, depth from 0. */
function readLevels(file: OfficeFile, path: string, levels: Map<string, Level>): void {
  let list = ''
  file.xml(path, prefixes, {
    open: (name, attribute) => {
      if (name === 'text:list-style') list = attribute('name') ?? ''
      if (list === '') return
      const depth = (Number(attribute('level')) || 1) - 1
      if (name === 'text:list-level-style-bullet') {
        levels.set(`${list} ${depth}`, { start: 1, format: 'bullet', pattern: '' })
      } else if (name === 'text:list-level-style-number') {
        const shown = Math.min(9, Math.max(1, Number(attribute('display-levels')) || 1))
        const places = Array.from(
          { length: Math.min(shown, depth + 1) },
          (_, at) => `%${depth + 2 - Math.min(shown, depth + 1) + at}`,
        )
        levels.set(`${list} ${depth}`, {
          start: Math.min(1e6, Number(attribute('start-value') ?? 1) || 1),
          format: formats[attribute('num-format') ?? '1'] ?? 'decimal',
          pattern:
            `${attribute('num-prefix') ?? ''}${places.join('.')}${attribute('num-suffix') ?? ''}`.slice(
              0,
              60,
            ),
        })
      }
    },
    close: (name) => {
      if (name === 'text:list-style') list = ''
    },
  })
}

function metaDetails(file: OfficeFile): Partial<SourceDetails> {
  const values = new Map<string, string>()
  let current = ''
  file.xml('meta.xml', prefixes, {
    open: (name) => {
      current = name
    },
    text: (text) => {
      if (current !== '') values.set(current, `${values.get(current) ?? ''}${text}`)
    },
    close: () => {
      current = ''
    },
  })
  const value = (name: string): string => values.get(name)?.trim() ?? ''
  return fittingDetails({
    title: value('dc:title'),
    authors: namesFromByline(value('meta:initial-creator') || value('dc:creator')),
    issued: edtfOf(value('dc:date') || value('meta:creation-date')),
    language: languageTag(value('dc:language')),
  })
}
