import type { SourceDetails } from '../../../shared/model/source.ts'
import { edtfOf } from '../dates.ts'
import { fittingDetails } from '../details.ts'
import { languageTag } from '../languageTag.ts'
import { namesFromByline } from '../names.ts'
import { Flow } from './flow.ts'
import { Counters, type Level } from './numbering.ts'
import type { OfficeDocument, OfficeFile } from './office.ts'

/** Both editions of the standard (ECMA-376, transitional and strict). */
const prefixes = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/package/2006/metadata/core-properties', 'cp'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
])

/** What was deleted or moved away, how it looked before, codes of fields, and what only old programs show. */
const skipped = new Set(
  'w:del w:moveFrom w:delText w:instrText w:delInstrText w:pPrChange w:rPrChange w:sectPrChange w:tblPrChange w:tblPrExChange w:trPrChange w:tcPrChange w:tblGridChange w:numberingChange w:rt mc:Fallback'.split(
    ' ',
  ),
)

interface Paragraph {
  text: string
  style: string
  list: string
  depth: number
  /** Its end was deleted: the next one goes on in it. */
  joins: boolean
  /** Text boxes that are tied to it. */
  readonly boxes: Flow
}

/** Styles and lists of a document. */
interface Forms {
  readonly styles: Map<string, { name: string; list: string; depth: number; basedOn: string }>
  level(list: string, depth: number): Level | undefined
}

/**
 * The text of a Word document (ECMA-376) as if all tracked changes were accepted: paragraphs, lists with their signs,
 * tables, text boxes, footnotes and endnotes at the end, referred to by `[1]`. Hidden text, comments, heads and feet of
 * pages are left out. Throws `damaged` and `too-large`.
 */
export function readDocx(file: OfficeFile): OfficeDocument {
  const main = mainPart(file)
  const folder = main.replace(/[^/]*$/u, '')
  const forms = formsOf(file, folder)
  const notes: string[] = []
  const marks: string[] = []
  const read = (path: string) => readStory(file, path, forms, marks, notes)
  const { flow, title } = read(main).body
  const told = new Map<string, Flow>([
    ...read(`${folder}footnotes.xml`).notes,
    ...read(`${folder}endnotes.xml`).notes,
  ])
  for (const [index, mark] of marks.entries()) {
    const note = told.get(mark)
    if (note !== undefined) flow.add(note.text(), `[${index + 1}]`)
  }
  if (file.has(`${folder}comments.xml`)) notes.push('Its comments were left out.')
  const found = coreDetails(file)
  return { text: flow.text(), found: { ...(title === '' ? {} : fittingDetails({ title })), ...found }, notes }
}

function mainPart(file: OfficeFile): string {
  let target = ''
  file.xml('_rels/.rels', prefixes, {
    open: (_name, attribute) => {
      if (attribute('Type')?.endsWith('/officeDocument')) target ||= attribute('Target') ?? ''
    },
  })
  return target.replace(/^\//u, '') || 'word/document.xml'
}

/** Walks one part; `marks` collects the notes in the order in which they are referred to. */
function readStory(file: OfficeFile, path: string, forms: Forms, marks: string[], remarks: string[]) {
  const body = new Flow()
  const told = new Map<string, Flow>()
  const counters = new Counters()
  const flows: Flow[] = [body]
  const tables: Flow[][][] = []
  const paragraphs: Paragraph[] = []
  let title = ''
  let carried = ''
  let skipping = 0
  let inText = 0
  let isHidden = false
  let inParagraphMark = false
  let note = ''
  const say = (remark: string) => {
    if (!remarks.includes(remark)) remarks.push(remark)
  }
  const flow = (): Flow => flows[flows.length - 1] ?? body
  const write = (text: string) => {
    const paragraph = paragraphs[paragraphs.length - 1]
    if (paragraph !== undefined && !isHidden) paragraph.text += text
  }
  const endParagraph = () => {
    const paragraph = paragraphs.pop()
    if (paragraph === undefined) return
    const text = carried + paragraph.text
    carried = paragraph.joins ? text : ''
    if (paragraph.joins) return
    const style = styleOf(forms, paragraph.style)
    const list = paragraph.list || style.list
    const depth = paragraph.depth >= 0 ? paragraph.depth : style.depth
    const isHeading = /^(?:heading|title|subtitle)\b/iu.test(style.name)
    if (title === '' && /^(?:title|titel|titre|título|titolo)$/iu.test(style.name)) title = text
    if (list === '' || list === '0' || text.trim() === '') flow().add(text)
    else
      flow().add(
        text,
        counters.next(list, depth, (at) => forms.level(list, at)),
        isHeading ? null : depth,
      )
    flow().append(paragraph.boxes)
  }
  file.xml(path, prefixes, {
    open: (name, attribute) => {
      if (name === 'w:ins' || name === 'w:del' || name === 'w:moveFrom')
        say('It has tracked changes: this is its text with all of them accepted.')
      if ((name === 'w:del' || name === 'w:moveFrom') && inParagraphMark) {
        const paragraph = paragraphs[paragraphs.length - 1]
        if (paragraph !== undefined && skipping === 0) paragraph.joins = true
      }
      if (skipping > 0 || skipped.has(name)) {
        skipping += 1
        return
      }
      const paragraph = paragraphs[paragraphs.length - 1]
      switch (name) {
        case 'w:p':
          paragraphs.push({ text: '', style: '', list: '', depth: -1, joins: false, boxes: new Flow() })
          break
        case 'w:pPr':
          inParagraphMark = true
          break
        case 'w:pStyle':
          if (paragraph !== undefined) paragraph.style = attribute('val') ?? ''
          break
        case 'w:numId':
          if (paragraph !== undefined) paragraph.list = attribute('val') ?? ''
          break
        case 'w:ilvl':
          if (paragraph !== undefined) paragraph.depth = depthOf(attribute('val'))
          break
        case 'w:r':
          isHidden = false
          break
        case 'w:vanish':
          if (!inParagraphMark && !/^(?:0|false|off)$/u.test(attribute('val') ?? '')) isHidden = true
          break
        case 'w:t':
        case 'm:t':
          inText += 1
          break
        case 'w:tab':
          if (!inParagraphMark) write('\t')
          break
        case 'w:br':
          if (!/^(?:page|column)$/u.test(attribute('type') ?? '')) write('\n')
          break
        case 'w:cr':
          write('\n')
          break
        case 'w:noBreakHyphen':
          write('\u2011')
          break
        case 'w:softHyphen':
          write('\u00ad')
          break
        case 'w:sym': {
          const code = Number.parseInt(attribute('char') ?? '', 16)
          const isOwn = !(code >= 0x20 && code < 0xd800)
          if (isOwn) say('Signs of symbol fonts were replaced with “�”.')
          write(isOwn ? '\ufffd' : String.fromCodePoint(code))
          break
        }
        case 'w:footnoteReference':
        case 'w:endnoteReference': {
          const mark = `${name === 'w:footnoteReference' ? 'footnote' : 'endnote'} ${attribute('id') ?? ''}`
          if (!isHidden && note === '') {
            marks.push(mark)
            write(`[${marks.length}]`)
          }
          break
        }
        case 'w:footnote':
        case 'w:endnote':
          note = `${name.slice(2)} ${attribute('id') ?? ''}`
          flows.push(new Flow())
          break
        case 'w:txbxContent':
          flows.push(new Flow())
          break
        case 'w:tbl':
          tables.push([])
          break
        case 'w:tr':
          tables[tables.length - 1]?.push([])
          break
        case 'w:tc':
          flows.push(new Flow())
          break
      }
    },
    text: (text) => {
      if (skipping === 0 && inText > 0) write(text)
    },
    close: (name) => {
      if (skipping > 0) {
        skipping -= 1
        return
      }
      switch (name) {
        case 'w:p':
          endParagraph()
          break
        case 'w:pPr':
          inParagraphMark = false
          break
        case 'w:r':
          isHidden = false
          break
        case 'w:t':
        case 'm:t':
          inText -= 1
          break
        case 'w:footnote':
        case 'w:endnote':
          told.set(note, flows.pop() ?? new Flow())
          note = ''
          break
        case 'w:txbxContent': {
          const box = flows.pop()
          if (box !== undefined) paragraphs[paragraphs.length - 1]?.boxes.append(box)
          break
        }
        case 'w:tc': {
          const cell = flows.pop()
          const rows = tables[tables.length - 1]
          if (cell !== undefined) rows?.[rows.length - 1]?.push(cell)
          break
        }
        case 'w:tbl':
          flow().table(tables.pop() ?? [])
          break
      }
    },
  })
  // The last paragraph's end may have been deleted too.
  body.add(carried)
  return { body: { flow: body, title }, notes: told }
}

const depthOf = (value: string | undefined): number => Math.min(8, Math.max(0, Number(value) || 0))

/** A style with what it inherits of lists. */
function styleOf({ styles }: Forms, id: string): { name: string; list: string; depth: number } {
  const own = styles.get(id)
  let style = own
  for (let step = 0; step < 20 && style !== undefined && style.list === ''; step++)
    style = styles.get(style.basedOn)
  return { name: own?.name ?? id, list: style?.list ?? '', depth: style?.depth ?? 0 }
}

function formsOf(file: OfficeFile, folder: string): Forms {
  const styles: Forms['styles'] = new Map()
  let style = { name: '', list: '', depth: 0, basedOn: '' }
  file.xml(`${folder}styles.xml`, prefixes, {
    open: (name, attribute) => {
      const value = attribute('val') ?? ''
      if (name === 'w:style') {
        style = { name: '', list: '', depth: 0, basedOn: '' }
        styles.set(attribute('styleId') ?? '', style)
      } else if (name === 'w:name') style.name = value
      else if (name === 'w:basedOn') style.basedOn = value
      else if (name === 'w:numId') style.list = value
      else if (name === 'w:ilvl') style.depth = depthOf(value)
    },
  })
  const abstracts = new Map<string, Map<number, { start: number; format: string; pattern: string }>>()
  const lists = new Map<string, string>()
  let levels = new Map<number, { start: number; format: string; pattern: string }>()
  let level = { start: 1, format: 'decimal', pattern: '' }
  let list = ''
  file.xml(`${folder}numbering.xml`, prefixes, {
    open: (name, attribute) => {
      const value = attribute('val') ?? ''
      if (name === 'w:abstractNum') {
        levels = new Map()
        abstracts.set(attribute('abstractNumId') ?? '', levels)
        list = ''
      } else if (name === 'w:num') list = attribute('numId') ?? ''
      else if (name === 'w:abstractNumId' && list !== '') lists.set(list, value)
      else if (name === 'w:lvl' && list === '') {
        level = { start: 1, format: 'decimal', pattern: '' }
        levels.set(depthOf(attribute('ilvl')), level)
      } else if (list !== '') return
      else if (name === 'w:start') level.start = Math.min(1e6, Math.max(0, Number(value) || 0))
      else if (name === 'w:numFmt') level.format = value
      else if (name === 'w:lvlText') level.pattern = value.slice(0, 60)
    },
  })
  return { styles, level: (id, depth) => abstracts.get(lists.get(id) ?? '')?.get(depth) }
}

/** Title, author, date and language of docProps/core.xml (ECMA-376 part 2, 11). */
function coreDetails(file: OfficeFile): Partial<SourceDetails> {
  const values = new Map<string, string>()
  let current = ''
  file.xml('docProps/core.xml', prefixes, {
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
  const date = value('dcterms:modified') || value('dcterms:created')
  return fittingDetails({
    title: value('dc:title'),
    authors: namesFromByline(value('dc:creator')),
    issued: edtfOf(date),
    language: languageTag(value('dc:language')),
  })
}
