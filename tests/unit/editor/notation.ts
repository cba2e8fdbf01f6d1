import { type Descendant, type Editor, type Element, type Node, type Path, type Point, Text } from 'slate'
import type { AttestElement } from '../../../renderer/editor/core/types.ts'

/*
 * A briefing as lines of text, for fixtures. One block a line, children indented by two spaces:
 *
 *     heading2 h: Words with a |caret
 *     numbers l
 *       item i
 *         paragraph p: See {cite c}, {quote q: the words}, {link https://example.org: a link}, {bold: loud}
 *
 * A table has `row`, `cell` and `caption`; `cell-2x3` is two columns wide and three rows high, `cell-2x0` has no height
 * said.
 *
 * After the type stands a label for the id; `-` is none, and `new` in a result is one that the test did not give.
 * `|` is the caret; two of them are the anchor and the focus of a selection. `text:` is a run of text without a block.
 */

const target = { type: 'quote', id: '01900000-0000-7000-8000-ffffffffffff' } as const
const cited = { revision: 1, sha256: 'a'.repeat(64) } as const

/** A UUIDv7 that spells its label. */
export const idOf = (label: string): string =>
  `01900000-0000-7000-8000-${[...label]
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padStart(12, '0')
    .slice(-12)}`

const labelOf = (id: unknown, labels: ReadonlyMap<string, string>): string =>
  typeof id === 'string' ? (labels.get(id) ?? 'new') : '-'

const marks = ['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript', 'code', 'highlight']

const properties: Record<string, Record<string, unknown>> = {
  list: { type: 'list', ordered: false },
  numbers: { type: 'list', ordered: true },
  item: { type: 'list-item' },
  open: { type: 'list-item', checked: false },
  done: { type: 'list-item', checked: true },
  row: { type: 'table-row' },
  cell: { type: 'table-cell' },
  caption: { type: 'table-caption' },
  'bottom-line': { type: 'callout', variant: 'bottom-line' },
  'key-judgment': { type: 'callout', variant: 'key-judgment' },
  note: { type: 'callout', variant: 'note' },
  heading1: { type: 'heading', level: 1 },
  heading2: { type: 'heading', level: 2 },
  heading3: { type: 'heading', level: 3 },
  heading4: { type: 'heading', level: 4 },
}

export interface Written {
  readonly blocks: Descendant[]
  /** Where `|` stood, in order. */
  readonly carets: Point[]
  readonly labels: Map<string, string>
}

/** Words as runs outside of braces and groups in braces; groups may stand in each other. */
function partsOf(words: string): string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const letter of words) {
    if (letter === '{' && depth === 0) parts.push('')
    if (letter === '{') depth += 1
    parts[parts.length - 1] += letter
    if (letter === '}') depth -= 1
    if (letter === '}' && depth === 0) parts.push('')
  }
  return parts
}

/** Reads the notation. */
export function readBlocks(source: string): Written {
  const lines = source.split('\n').filter((line) => line.trim() !== '')
  const labels = new Map<string, string>()
  const carets: Point[] = []
  const mint = (label: string): { id?: string } => {
    if (label === '-') return {}
    labels.set(idOf(label), label)
    return { id: idOf(label) }
  }

  const readInlines = (words: string, at: Path, quoted = false): Descendant[] => {
    const found: Descendant[] = []
    const addText = (text: string, extra: Record<string, true> = {}): void => {
      const path = [...at, found.length]
      let plain = ''
      for (const part of text.split(/(\|)/u)) {
        if (part === '|') carets.push({ path, offset: plain.length })
        else plain += part
      }
      found.push({ text: plain, ...extra } as Text)
    }
    const parts = partsOf(words)
    for (const [index, part] of parts.entries()) {
      const inline = /^\{(\S+?)(?: ([^:}\s]\S*?))?(?:: (.*))?\}$/u.exec(part)
      if (!inline) {
        if (part !== '' || (index === 0 && parts.length === 1)) addText(part)
        continue
      }
      const [, kind = '', name = '', inner = ''] = inline
      if (marks.includes(kind)) addText(inner, { [kind]: true })
      else {
        const path = [...at, found.length]
        if (kind === 'cite') {
          const items = [{ target, cited }]
          found.push({ type: 'citation', ...mint(name), items, children: [{ text: '' }] } as never)
        } else if (kind === 'quote') {
          const children = readInlines(inner, path, true)
          found.push({ type: 'quotation', ...mint(name), target, cited, children } as never)
        } else if (kind === 'link') {
          found.push({ type: 'link', url: name, children: readInlines(inner, path, true) } as never)
        } else if (kind === 'fn') {
          found.push({ type: 'footnote', ...mint(name), children: readInlines(inner, path, true) } as never)
        } else throw new Error(`the notation knows no ${kind}`)
      }
    }
    if (quoted) return found
    // As Slate keeps it: an inline has text on both sides.
    return found
  }

  let next = 0
  const readLevel = (depth: number, at: Path): Descendant[] => {
    const found: Descendant[] = []
    while (next < lines.length) {
      const line = lines[next] ?? ''
      const indent = /^ */u.exec(line)?.[0].length ?? 0
      if (indent < depth) break
      if (indent > depth) throw new Error(`indented too far: ${line}`)
      next += 1
      const own = [...at, found.length]
      const match = /^\s*([a-z0-9-]+)(?: ([^\s:(]+))?(?: (\([^)]*\)))?(?:: ?(.*))?$/u.exec(line)
      if (!match) throw new Error(`not a line of the notation: ${line}`)
      const [, named = '', label = '', mark, words] = match
      const spans = /^cell-(\d+)x(\d+)$/u.exec(named)
      const type = spans ? 'cell' : named
      if (type === 'text') {
        found.push(...readInlines(words ?? '', at))
        continue
      }
      const children = words === undefined ? readLevel(depth + 2, own) : readInlines(words, own)
      if (words !== undefined) {
        // Children below a line with words come after them.
        for (const child of readLevel(depth + 2, own)) children.push(child)
      }
      const isVoid = type === 'divider' || type === 'page-break' || type === 'contents'
      const id = mint(label)
      found.push({
        type,
        ...(properties[type] ?? {}),
        ...(spans && Number(spans[1]) > 0 ? { colSpan: Number(spans[1]) } : {}),
        ...(spans && Number(spans[2]) > 0 ? { rowSpan: Number(spans[2]) } : {}),
        ...id,
        ...(mark ? { mark } : {}),
        ...(type === 'quotation-block'
          ? { target, cited, citation: { ...mint(`${label}c`), items: [{ target, cited }] } }
          : {}),
        children: isVoid ? [{ text: '' }] : children,
      } as never)
    }
    return found
  }
  return { blocks: readLevel(0, []), carets, labels }
}

function withCarets(text: string, path: Path, carets: readonly Point[]): string {
  const here = carets
    .filter((caret) => caret.path.length === path.length && caret.path.every((step, at) => step === path[at]))
    .map((caret) => caret.offset)
    .sort((a, b) => b - a)
  return here.reduce((words, offset) => `${words.slice(0, offset)}|${words.slice(offset)}`, text)
}

function writeInline(node: Node, path: Path, carets: readonly Point[], labels: Written['labels']): string {
  if (Text.isText(node)) {
    const words = withCarets(node.text, path, carets)
    return Object.keys(node)
      .filter((key) => marks.includes(key))
      .reduce((inner, mark) => `{${mark}: ${inner}}`, words)
  }
  const element = node as AttestElement
  const inner = element.children
    .map((child, at) => writeInline(child as Node, [...path, at], carets, labels))
    .join('')
  if (element.type === 'citation') return `{cite ${labelOf(element.id, labels)}}${inner}`
  if (element.type === 'quotation') return `{quote ${labelOf(element.id, labels)}: ${inner}}`
  if (element.type === 'footnote') return `{fn ${labelOf(element.id, labels)}: ${inner}}`
  if (element.type === 'link') return `{link ${element.url}: ${inner}}`
  throw new Error(`${element.type} stands among words`)
}

function nameOf(element: AttestElement): string {
  if (element.type === 'list') return element.ordered ? 'numbers' : 'list'
  if (element.type === 'list-item')
    return element.checked === undefined ? 'item' : element.checked ? 'done' : 'open'
  if (element.type === 'table-cell' && (element.colSpan || element.rowSpan))
    return `cell-${element.colSpan ?? 1}x${element.rowSpan ?? 1}`
  if (element.type.startsWith('table-')) return element.type.slice('table-'.length)
  if (element.type === 'callout') return element.variant
  return element.type === 'heading' ? `heading${element.level}` : element.type
}

/** Writes a document in the notation, with the caret or the two ends of the selection. */
export function writeBlocks(editor: Editor, labels: Written['labels']): string {
  const { selection } = editor
  const carets = !selection
    ? []
    : JSON.stringify(selection.anchor) === JSON.stringify(selection.focus)
      ? [selection.focus]
      : [selection.anchor, selection.focus]
  const write = (node: Node, path: Path): string[] => {
    const indent = ' '.repeat((path.length - 1) * 2)
    if (Text.isText(node)) return [`${indent}text: ${withCarets(node.text, path, carets)}`]
    const element = node as AttestElement
    const label = 'id' in element ? labelOf(element.id, labels) : '-'
    const mark = 'mark' in element && element.mark ? ` ${element.mark}` : ''
    const head = `${indent}${nameOf(element)} ${label}${mark}`
    const lines = element.children.every((child) => Text.isText(child) || editor.isInline(child as Element))
    if (!lines) return [head, ...element.children.flatMap((child, at) => write(child as Node, [...path, at]))]
    const words = element.children
      .map((child, at) => writeInline(child as Node, [...path, at], carets, labels))
      .join('')
    if (element.type === 'divider' || element.type === 'page-break' || element.type === 'contents')
      return [head]
    return [words === '' ? `${head}:` : `${head}: ${words}`]
  }
  return editor.children.flatMap((node, at) => write(node, [at])).join('\n')
}
