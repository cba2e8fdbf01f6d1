import type { PhrasingContent } from 'mdast'
import { linkUrlSchema } from '../link.ts'
import { type MarkName, markNames } from '../text.ts'
import { escapeMark } from './parse.ts'
import { guarded, type MarkdownProblem, textDirectives, unguard } from './syntax.ts'

/** Bit of a mark in `Flat.marks`. */
const markBit = (mark: MarkName): number => 1 << markNames.indexOf(mark)

/**
 * The inlines of a paragraph as one string with what is known of each UTF-16 unit, so that citations and quotations
 * can be found across text nodes.
 */
export interface Flat {
  text: string
  /** `text` with `guarded` for every unit that is no syntax: escaped, code or a hard break. */
  mask: string
  readonly marks: number[]
  /** The tree node each unit stands in: marks of a quotation stand together in one. */
  readonly parents: number[]
  /** Index in `urls`, or -1. */
  readonly links: number[]
  readonly lines: number[]
  readonly urls: string[]
  /** Where a note is referred to, as one unit that is no text: index → its identifier. */
  readonly notes: Map<number, string>
  /** Where a cross-reference stands, as one such unit: index → `table 2`. */
  readonly references: Map<number, string>
}

/** Stands where a note or a block is referred to: NUL is never a character of a text. */
const noteMark = '\0'

interface Where {
  readonly marks: number
  readonly parent: number
  readonly link: number
}

/**
 * Flattens inlines. Soft line ends become spaces, hard ones LF.
 *
 * @param nodes the children of a paragraph or heading
 * @param line line of the paragraph
 * @param source the prepared text the tree came from
 * @param problems where unreadable parts are reported
 */
export function flatten(
  nodes: readonly PhrasingContent[],
  line: number,
  source: string,
  problems: MarkdownProblem[],
): Flat {
  const units: string[] = []
  const mask: string[] = []
  const flat: Flat = {
    text: '',
    mask: '',
    marks: [],
    parents: [],
    links: [],
    lines: [],
    urls: [],
    notes: new Map(),
    references: new Map(),
  }
  let parents = 0

  const push = (unit: string, isGuarded: boolean, where: Where, at: number): void => {
    units.push(unit)
    mask.push(isGuarded ? guarded : unit)
    flat.marks.push(where.marks)
    flat.parents.push(where.parent)
    flat.links.push(where.link)
    flat.lines.push(at)
  }
  const pushNote = (identifier: string, where: Where, at: number): void => {
    flat.notes.set(units.length, identifier)
    push(noteMark, true, where, at)
  }
  const pushText = (value: string, where: Where, start: number): void => {
    const isCode = (where.marks & markBit('code')) !== 0
    let at = start
    for (let i = 0; i < value.length; i++) {
      const unit = value[i] as string
      if (unit === escapeMark && i + 1 < value.length) push(value[++i] as string, true, where, at)
      else if (unit === '\n') push(' ', isCode, where, at++)
      else push(unit, isCode, where, at)
    }
  }

  const visit = (node: PhrasingContent, where: Where): void => {
    const at = node.position?.start.line ?? line
    const inner = (marks: number, link = where.link): Where => ({
      marks: where.marks | marks,
      parent: ++parents,
      link,
    })
    const visitAll = (children: readonly PhrasingContent[], within: Where): void => {
      for (const child of children) visit(child, within)
    }
    switch (node.type) {
      case 'text':
        pushText(node.value, where, at)
        break
      case 'break':
        push('\n', true, where, at)
        break
      case 'inlineCode':
        for (const unit of node.value.replaceAll('\n', ' ').split('')) {
          push(unit, true, { ...where, marks: where.marks | markBit('code') }, at)
        }
        break
      case 'emphasis':
        visitAll(node.children, inner(markBit('italic')))
        break
      case 'strong':
        visitAll(node.children, inner(markBit('bold')))
        break
      case 'delete':
        visitAll(node.children, inner(markBit('strike')))
        break
      case 'textDirective': {
        const note = node.name === 'fn' && node.children.length === 0 ? node.attributes?.n : null
        if (note) {
          pushNote(unguard(note), where, at)
          break
        }
        const [only] = node.children
        if (node.name === 'ref' && node.children.length === 1 && only?.type === 'text') {
          flat.references.set(units.length, unguard(only.value))
          push(noteMark, true, where, at)
          break
        }
        const mark = textDirectives[node.name]
        if (mark && node.children.length > 0) visitAll(node.children, inner(markBit(mark)))
        else {
          // No directive of ours: the words as they were written.
          const end = node.position?.end.offset ?? 0
          const first = node.children[0]?.position?.start.offset
          const after = node.children[node.children.length - 1]?.position?.end.offset
          const begin = node.position?.start.offset ?? 0
          pushText(source.slice(begin, first ?? end), where, at)
          visitAll(node.children, where)
          if (after !== undefined) pushText(source.slice(after, end), where, at)
        }
        break
      }
      case 'link': {
        const url = unguard(node.url)
        if (linkUrlSchema.safeParse(url).success) {
          flat.urls.push(url)
          visitAll(node.children, inner(0, flat.urls.length - 1))
        } else {
          problems.push({
            line: at,
            code: 'unsupported',
            message: `The link to “${url}” cannot be kept.`,
            hint: 'A link begins with http://, https:// or mailto:.',
          })
          visitAll(node.children, where)
        }
        break
      }
      case 'footnoteReference':
        pushNote(node.identifier, where, at)
        break
      case 'image':
        problems.push({
          line: at,
          code: 'unsupported',
          message: `The image “${unguard(node.alt ?? '')}” stands within a text.`,
          hint: 'Begin a paragraph of its own with it, outside lists and callouts; the words after it are its caption.',
        })
        break
      default:
        if ('children' in node) visitAll(node.children as PhrasingContent[], where)
    }
  }

  for (const node of nodes) visit(node, { marks: 0, parent: 0, link: -1 })
  flat.text = units.join('')
  flat.mask = mask.join('')
  return flat
}

/** Whether all units from `start` to `end` stand in the same node and outside links and code. */
export function isPlainRun(flat: Flat, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    if (flat.parents[i] !== flat.parents[start] || flat.links[i] !== -1) return false
    if ((flat.marks[i] as number) & markBit('code')) return false
  }
  return true
}
