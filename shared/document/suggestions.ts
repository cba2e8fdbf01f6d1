import type { Block } from './block.ts'
import type { Inline } from './inline.ts'
import { isText } from './node.ts'
import type { BlockSuggestion, Stamp, SuggestedBlock, SuggestedWords } from './suggestion.ts'
import type { Text } from './text.ts'

/*
 * Suggestions stand in the document itself: words to be put in and words to be taken out are both there, marked. A
 * reader takes one of the two texts that such a document holds: `final`, as if everything suggested were accepted, or
 * `original`, as if nothing had been suggested.
 */

export type Reading = 'final' | 'original'
/** What becomes of one suggestion: it may also stay one. */
export type Settling = 'accept' | 'reject' | 'keep'
/** @param node id of the block, for what is suggested for a block */
export type Decide = (stamp: Stamp, node: string | null) => Settling

type Line = Extract<Block, { type: 'paragraph' | 'heading' }>
type AnyNode = SuggestedWords &
  SuggestedBlock & {
    readonly type?: string
    readonly id?: string
    readonly text?: string
    readonly children?: readonly AnyNode[]
  }

const known = new WeakMap<object, boolean>()

/** Whether anything in a node is suggested. By reference: a block that did not change is not read again. */
export function hasSuggestions(node: object): boolean {
  const { inserted, deleted, suggested, text, children } = node as AnyNode
  // An emptied run keeps what its words carried for the next key: nothing of them is left.
  if (text !== undefined) return text !== '' && (inserted !== undefined || deleted !== undefined)
  if (inserted || deleted || suggested) return true
  if (!children) return false
  let has = known.get(node)
  if (has === undefined) {
    has = children.some(hasSuggestions)
    known.set(node, has)
  }
  return has
}

/** Whether words, a citation or a block are there only until a suggestion to take them out is accepted. */
export const isStruck = (node: object): boolean =>
  (node as AnyNode).deleted !== undefined || (node as AnyNode).suggested?.act === 'delete'

/** What a block or its words read as without suggestions to take something out: fast where there are none. */
export function project(blocks: readonly Block[], reading: Reading): readonly Block[] {
  if (!blocks.some(hasSuggestions)) return blocks
  return settle(blocks, () => (reading === 'final' ? 'accept' : 'reject'))
}

const marksOf = ({ text: _, ...marks }: Text): string => JSON.stringify(marks)

/** Runs with the same marks are one run, as in a text where nothing was ever suggested. */
function joined(inlines: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const inline of inlines) {
    const last = out[out.length - 1]
    if (isText(inline) && last && isText(last) && marksOf(inline) === marksOf(last))
      out[out.length - 1] = { ...last, text: last.text + inline.text }
    else if (isText(inline) && last && isText(last) && last.text === '') out[out.length - 1] = inline
    else if (!(isText(inline) && inline.text === '' && last && isText(last))) out.push(inline)
  }
  return out.length > 0 ? out : [{ text: '' }]
}

const isEmptyText = (inline: Inline | undefined): boolean =>
  inline !== undefined && isText(inline) && inline.text === ''

/** The words of two lines as one: a link that a break had divided is one link again. */
function seamed(before: readonly Inline[], after: readonly Inline[]): Inline[] {
  const head = isEmptyText(before[before.length - 1]) ? before.slice(0, -1) : before
  const tail = isEmptyText(after[0]) ? after.slice(1) : after
  const [left, right] = [head[head.length - 1], tail[0]]
  if (left && right && !isText(left) && !isText(right) && left.type === 'link' && right.type === 'link') {
    const { children: earlier, ...one } = left
    const { children: later, ...other } = right
    if (JSON.stringify(one) === JSON.stringify(other)) {
      const link = { ...one, children: joined([...earlier, ...later]) } as Inline
      return joined([...head.slice(0, -1), link, ...tail.slice(1)])
    }
  }
  return joined([...before, ...after])
}

function without<Node extends object>(node: Node, key: 'inserted' | 'deleted' | 'suggested'): Node {
  const { [key]: _, ...rest } = node as Record<string, unknown>
  return rest as Node
}

/** An inline as it is decided; null for one that goes. */
function settleInline(inline: Inline, decide: Decide): Inline | null {
  let node = inline
  const put = node.inserted && decide(node.inserted, null)
  if (put === 'reject') return null
  if (put === 'accept') node = without(node, 'inserted')
  const taken = node.deleted && decide(node.deleted, null)
  if (taken === 'accept') return null
  if (taken === 'reject') node = without(node, 'deleted')
  if (isText(node) || node.type === 'citation' || node.type === 'reference') return node
  const children = settleInlines(node.children as readonly Inline[], decide)
  if (children === node.children) return node
  // A quotation or link of which no word is left is none.
  const bare = children.every((child) => isText(child) && child.text === '')
  return bare ? null : ({ ...node, children } as Inline)
}

function settleInlines(inlines: readonly Inline[], decide: Decide): readonly Inline[] {
  if (!inlines.some(hasSuggestions)) return inlines
  const settled = inlines.map((inline) => settleInline(inline, decide))
  if (settled.every((inline, at) => inline === inlines[at])) return inlines
  return joined(settled.filter((inline) => inline !== null))
}

/** Settles a tree; lines that are to go on in the line before them are collected in `joins`. */
function settleNode(node: AnyNode, decide: Decide, joins: Set<object>): AnyNode | null {
  if (!hasSuggestions(node)) return node
  const { suggested } = node
  const settling = suggested ? decide(suggested, node.id ?? null) : 'keep'
  if (suggested && goes(suggested, settling)) return null
  let own = suggested && settling !== 'keep' ? without(node, 'suggested') : node
  if (isLineOfWords(own)) {
    const children = settleInlines(own.children as readonly Inline[], decide)
    if (children !== own.children) own = { ...own, children: children as AnyNode[] }
  } else if (own.children) {
    const children = own.children.flatMap((child) => settleNode(child, decide, joins) ?? [])
    if (children.length === 0 && (own.type === 'list' || own.type === 'list-item' || own.type === 'callout'))
      return null
    if (children.length !== own.children.length || children.some((child, at) => child !== own.children?.[at]))
      own = { ...own, children }
  }
  if (suggested && joinsLines(suggested, settling)) joins.add(own)
  return own
}

const goes = ({ act }: BlockSuggestion, settling: Settling): boolean =>
  (act === 'insert' && settling === 'reject') || (act === 'delete' && settling === 'accept')
const joinsLines = ({ act }: BlockSuggestion, settling: Settling): boolean =>
  (act === 'break' && settling === 'reject') || (act === 'join' && settling === 'accept')

const linesOfWords = new Set([
  'paragraph',
  'heading',
  'quotation-block',
  'figure',
  'table-cell',
  'table-caption',
])
const isLineOfWords = (node: AnyNode): boolean => node.type !== undefined && linesOfWords.has(node.type)
/** Lines that another can go on in. */
const isLine = (node: AnyNode): node is AnyNode & Line => node.type === 'paragraph' || node.type === 'heading'
const isBare = (node: AnyNode): boolean =>
  (node.children ?? []).every(({ text }) => text !== undefined && text === '')

/** Lets each of `joins` go on in the line before it. What hangs on a line that is gone hangs on that line. */
function joinLines(blocks: readonly AnyNode[], joins: ReadonlySet<object>): AnyNode[] {
  let last: (AnyNode & { children: AnyNode[] }) | null = null
  let lastItem: (AnyNode & { children: AnyNode[] }) | null = null
  const walk = (nodes: readonly AnyNode[], inItem: boolean): AnyNode[] => {
    const out: AnyNode[] = []
    for (const node of nodes) {
      if (isLine(node)) {
        if (joins.has(node)) {
          if (last) {
            last.children = seamed(last.children as Inline[], node.children as Inline[]) as AnyNode[]
            continue
          }
          if (isBare(node)) continue
        }
        last = { ...node, children: [...node.children] as AnyNode[] }
        if (!inItem) lastItem = null
        out.push(last)
      } else if (node.type === 'list' || node.type === 'callout') {
        const children = walk(node.children ?? [], inItem)
        if (children.length > 0) out.push({ ...node, children })
      } else if (node.type === 'list-item') {
        const host = lastItem
        const [first, ...more] = node.children ?? []
        const item = { ...node, children: [] as AnyNode[] }
        const head = first ? walk([first], true) : []
        if (head.length === 0 && host) {
          // Its line went on in an earlier item: what was below it is below that.
          host.children.push(...walk(more, true))
          continue
        }
        lastItem = item
        item.children.push(...head)
        item.children.push(...walk(more, true))
        if (item.children.length > 0) out.push(item)
        else lastItem = host
      } else {
        last = null
        lastItem = null
        out.push(node)
      }
    }
    return out
  }
  return walk(blocks, false)
}

/**
 * Settles suggestions: each as `decide` says. Blocks in which nothing changed are the same objects.
 *
 * @returns the blocks that are left, in order, with their ids; a line that went on in another is gone
 */
export function settle(blocks: readonly Block[], decide: Decide): Block[] {
  const joins = new Set<object>()
  const settled = blocks.flatMap((block) => settleNode(block as AnyNode, decide, joins) ?? [])
  if (joins.size === 0) return settled as Block[]
  const lined = joinLines(settled, joins)
  // The walk copies lines and lists: what it left as it was stays the same object.
  const before = new Map(settled.map((block) => [block.id, block]))
  return lined.map((block) => {
    const old = before.get(block.id)
    return old && JSON.stringify(old) === JSON.stringify(block) ? old : block
  }) as Block[]
}

/** One suggestion, wherever in the text its parts stand. */
export interface Suggestion extends Stamp {
  /** Words to be put in; a citation, a note and the like stand as their names in brackets. */
  readonly inserted: string
  readonly deleted: string
  /** Top-level block in which it begins. */
  readonly blockId: string
}

const named: Readonly<Record<string, string>> = {
  citation: '[citation]',
  reference: '[cross-reference]',
  footnote: '[note]',
  divider: '[divider]',
  'page-break': '[page break]',
  contents: '[table of contents]',
  table: '[table]',
  figure: '[figure]',
  'code-block': '[code]',
}

function wordsOf(node: AnyNode): string {
  if (node.text !== undefined) return node.text
  const name = node.type === undefined ? undefined : named[node.type]
  return name ?? (node.children ?? []).map(wordsOf).join(node.type === 'list' ? '\n' : '')
}

/** Every suggestion of a briefing, each once, in reading order. */
export function suggestionsIn(blocks: readonly Block[]): Suggestion[] {
  const found = new Map<string, { -readonly [Key in keyof Suggestion]: Suggestion[Key] }>()
  const note = ({ id, by, at }: Stamp, act: 'inserted' | 'deleted', words: string, blockId: string): void => {
    const one = found.get(id) ?? { id, by, at, inserted: '', deleted: '', blockId }
    one[act] += words
    found.set(id, one)
  }
  const read = (node: AnyNode, blockId: string): void => {
    if (!hasSuggestions(node)) return
    const { suggested, inserted, deleted } = node
    if (suggested?.act === 'insert' || suggested?.act === 'delete') {
      note(suggested, suggested.act === 'insert' ? 'inserted' : 'deleted', wordsOf(node) || '¶', blockId)
      if (suggested.act === 'insert') return
    }
    if (suggested?.act === 'break') note(suggested, 'inserted', '¶', blockId)
    if (suggested?.act === 'join') note(suggested, 'deleted', '¶', blockId)
    if (inserted) note(inserted, 'inserted', wordsOf(node), blockId)
    if (deleted) note(deleted, 'deleted', wordsOf(node), blockId)
    if (!inserted && !deleted) for (const child of node.children ?? []) read(child, blockId)
  }
  for (const block of blocks) if (hasSuggestions(block)) read(block as AnyNode, block.id)
  return [...found.values()]
}
