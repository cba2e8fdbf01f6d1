import type { Key } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import type { CitationItem, CitedAt } from '../citation.ts'
import type { CitedEntity } from '../evidence.ts'
import type { NoteInline } from '../footnote.ts'
import type { Inline } from '../inline.ts'
import type { List } from '../list.ts'
import type { Paragraph } from '../paragraph.ts'
import type { Draft } from './read.ts'
import type { MarkdownProblem } from './syntax.ts'

/** The claim, quote or source behind a typed key. */
export type Resolve = (key: string) => CitedEntity | undefined

const citedAt = (entity: CitedEntity): CitedAt => ({
  revision: entity.revision,
  sha256: entity.snapshot.sha256,
})

/** Edits between two short words (Levenshtein), at most `limit + 1`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[b.length] as number
}

/** The keys of `known` most like `key`: few edits away, or with the same words in them; at most three. */
export function nearestKeys(key: string, known: Iterable<Key>): Key[] {
  const limit = Math.max(2, Math.floor(key.length / 3))
  const parts = new Set(
    key
      .toLowerCase()
      .split('-')
      .filter((part) => part.length > 2),
  )
  const scored: { key: Key; score: number }[] = []
  for (const candidate of known) {
    const edits = distance(key.toLowerCase(), candidate, limit)
    const shared = candidate.split('-').filter((part) => parts.has(part)).length
    if (edits <= limit || shared > 0)
      scored.push({ key: candidate, score: Math.min(edits, limit + 1) - 2 * shared })
  }
  scored.sort((a, b) => a.score - b.score || (a.key < b.key ? -1 : 1))
  return scored.slice(0, 3).map((entry) => entry.key)
}

function keyProblems(draft: Draft, resolve: Resolve, known: Iterable<Key>): MarkdownProblem[] {
  const problems: MarkdownProblem[] = []
  const unknown = new Map<string, number[]>()
  for (const { key, line, use } of draft.keys) {
    const entity = resolve(key)
    if (!entity) {
      const lines = unknown.get(key) ?? []
      if (!lines.includes(line)) lines.push(line)
      unknown.set(key, lines)
    } else if (use === 'quotation' && entity.quote?.form === 'indirect') {
      problems.push({
        line,
        code: 'not-allowed',
        message: `“@${key}” is an indirect quote and stands in quote marks.`,
        hint: 'Nobody said these words: drop the quote marks and give it as a paraphrase, with its citation.',
      })
    }
  }
  const candidates = unknown.size > 0 ? [...known] : []
  for (const [key, lines] of unknown) {
    const near = nearestKeys(key, candidates)
    problems.push({
      line: lines[0] as number,
      code: 'not-found',
      message: `No claim, quote or source has the key “${key}” (${lines.length > 1 ? 'lines' : 'line'} ${lines.join(', ')}).`,
      hint:
        near.length > 0
          ? `Did you mean ${near.map((one) => `“${one}”`).join(' or ')}?`
          : 'Look the key up with “search” or “list”.',
    })
  }
  return problems.sort((a, b) => a.line - b.line)
}

/**
 * Binds the keys of a draft to what they name.
 *
 * @param draft what `readMarkdown` gave
 * @param resolve finds the entity behind a key
 * @param known keys of the library, for near misses
 * @returns the blocks to store, and every key that is unknown or may not be used so; the blocks are sound only when
 *   there is no problem
 */
export function bindKeys(
  draft: Draft,
  resolve: Resolve,
  known: Iterable<Key> = [],
): { blocks: Block[]; problems: MarkdownProblem[] } {
  const problems = keyProblems(draft, resolve, known)
  if (problems.length > 0) return { blocks: [], problems }

  const bindItem = (item: CitationItem): CitationItem => {
    const entity = resolve(item.typedKey ?? '')
    if (!entity) return item
    const { typedKey: _typed, ...rest } = item
    return { ...rest, target: entity.target, cited: citedAt(entity) }
  }
  const binding = (id: string): { target: CitedEntity['target']; cited: CitedAt } | null => {
    const quotation = draft.quotations.get(id)
    const entity = quotation && resolve(quotation.key)
    return entity ? { target: entity.target, cited: citedAt(entity) } : null
  }
  const bindInline = (inline: Inline): Inline => {
    if (!('type' in inline)) return inline
    if (inline.type === 'citation') return { ...inline, items: inline.items.map(bindItem) }
    if (inline.type === 'quotation') return { ...inline, ...binding(inline.id) }
    // Binding changes no kind of node.
    if (inline.type === 'footnote')
      return { ...inline, children: inline.children.map((child) => bindInline(child) as NoteInline) }
    return inline
  }
  const bindParagraph = (paragraph: Paragraph): Paragraph => ({
    ...paragraph,
    children: paragraph.children.map(bindInline),
  })
  const bindList = (list: List): List => ({
    ...list,
    children: list.children.map((item) => ({
      ...item,
      children: item.children.map((child) =>
        child.type === 'list' ? bindList(child) : bindParagraph(child),
      ),
    })),
  })
  const bindBlock = (block: Block): Block => {
    switch (block.type) {
      case 'paragraph':
        return bindParagraph(block)
      case 'heading':
      case 'figure':
        return { ...block, children: block.children.map(bindInline) }
      case 'list':
        return bindList(block)
      case 'callout':
        return { ...block, children: block.children.map(bindParagraph) }
      case 'table':
        return {
          ...block,
          children: block.children.map((child) =>
            child.type === 'table-row'
              ? {
                  ...child,
                  children: child.children.map((cell) => ({
                    ...cell,
                    children: cell.children.map(bindInline),
                  })),
                }
              : { ...child, children: child.children.map(bindInline) },
          ),
        }
      case 'quotation-block':
        return {
          ...block,
          ...binding(block.id),
          citation: { ...block.citation, items: block.citation.items.map(bindItem) },
        }
      default:
        return block
    }
  }
  return { blocks: draft.blocks.map(bindBlock), problems }
}
