import type { FootnoteDefinition, Root } from 'mdast'
import { directiveToMarkdown } from 'mdast-util-directive'
import { gfmFootnoteToMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item'
import { type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown'
import type { Target } from '../../model/identity.ts'
import type { Block } from '../block.ts'
import { type CitedEntity, targetKey } from '../evidence.ts'
import type { Header } from '../header.ts'
import { referablesOf } from '../referables.ts'
import { project } from '../suggestions.ts'
import { writeFrontMatter } from './frontMatter.ts'
import { outsideCode } from './syntax.ts'
import { type AttestLiteral, type AttestQuoted, blockNodes } from './tree.ts'

declare module 'mdast-util-to-markdown' {
  interface ConstructNameMap {
    /** Words whose own double quotation marks do not pair. */
    attestQuotedUnpaired: 'attestQuotedUnpaired'
  }
}

const writeLiteral: Handle & { peek?: Handle } = (node: AttestLiteral) => node.value
writeLiteral.peek = (node: AttestLiteral) => node.value[0] ?? ''

/** Whether curly marks pair and there are no straight ones, so that the outer pair is found by counting. */
function isPaired(words: string): boolean {
  // Such a mark is escaped wherever it stands.
  if (/”[[{]/u.test(words)) return false
  let depth = 0
  for (const unit of words) {
    if (unit === '"') return false
    if (unit === '“') depth++
    else if (unit === '”' && --depth < 0) return false
  }
  return depth === 0
}

/** The text in a tree of marks, code left out: code is never syntax. */
function wordsOf(node: {
  type: string
  name?: string
  value?: string
  children?: readonly unknown[]
}): string {
  if (node.type === 'textDirective' && node.name === 'code') return ''
  if (node.type === 'text') return node.value ?? ''
  return (node.children ?? []).map((child) => wordsOf(child as AttestQuoted)).join('')
}

const writeQuoted: Handle & { peek?: Handle } = (node: AttestQuoted, _parent, state, info) => {
  const exit = isPaired(wordsOf(node)) ? null : state.enter('attestQuotedUnpaired')
  const tracker = state.createTracker(info)
  let value = tracker.move('“')
  value += tracker.move(
    state.containerPhrasing(
      { ...node, type: 'paragraph' },
      { ...tracker.current(), before: '“', after: '”' },
    ),
  )
  exit?.()
  return `${value}”`
}
writeQuoted.peek = () => '“'

const directives = directiveToMarkdown({ collapseEmptyAttributes: false })

const options: Options = {
  bullet: '-',
  emphasis: '*',
  fences: true,
  incrementListMarker: true,
  listItemIndent: 'one',
  rule: '-',
  extensions: [
    // Its own rule escapes every colon before a letter ("10\:30"); reading takes only our names for directives.
    { ...directives, unsafe: (directives.unsafe ?? []).filter((rule) => rule.before !== '[^:]') },
    gfmFootnoteToMarkdown(),
    gfmTaskListItemToMarkdown(),
    gfmStrikethroughToMarkdown(),
    gfmTableToMarkdown({ tablePipeAlign: false }),
  ],
  handlers: {
    attestLiteral: writeLiteral,
    attestQuoted: writeQuoted,
    break: () => '\\\n',
  },
  unsafe: [
    // A quotation mark before a citation would bind the words before it.
    { character: '”', after: '[\\[{]', inConstruct: 'phrasing' },
    { character: '"', after: '[\\[{]', inConstruct: 'phrasing' },
    { character: '“', inConstruct: 'attestQuotedUnpaired' },
    { character: '”', inConstruct: 'attestQuotedUnpaired' },
    { character: '"', inConstruct: 'attestQuotedUnpaired' },
    // A name before a bracket would be a directive, and the bracket its label.
    { character: ':', after: '[^ \\n\\r[:]+\\[', inConstruct: 'phrasing' },
    { character: '{', before: '[\\p{L}\\p{N}\\]_-]', inConstruct: 'phrasing', unicode: true },
    // Line ends within words are references where they are no hard break.
    { character: '\n', inConstruct: 'phrasing' },
    { character: '\r', inConstruct: 'phrasing' },
  ],
}

/** The last step of writing: `:::name{…}` as people write it, `::: name {…}`. */
const spaceCallouts = (markdown: string): string =>
  outsideCode(markdown, (line) =>
    line.replace(
      /^(:{3,})([a-z][\w-]*)(\{.*\})?$/u,
      (_line, fence: string, name: string, attributes: string | undefined) =>
        `${fence} ${name}${attributes ? ` ${attributes}` : ''}`,
    ),
  )

/**
 * A briefing as Markdown that `readMarkdown` reads: what `export --to md` writes.
 *
 * Markdown holds everything but block ids, empty paragraphs and captions, the revisions at which things were cited
 * (reading cites them as they stand then), suggestions (they read as if accepted), NUL and lone surrogates.
 *
 * @param briefing its header and blocks
 * @param entities the cited claims, quotes and sources by `targetKey`; one that is missing is written as its id
 */
export function writeMarkdown(
  briefing: { readonly header: Header; readonly blocks: readonly Block[] },
  entities: ReadonlyMap<string, Pick<CitedEntity, 'key'>>,
): string {
  const keyOf = (target: Target | null, typedKey?: string): string =>
    target ? (entities.get(targetKey(target))?.key ?? target.id) : (typedKey ?? 'unknown')
  const notes: FootnoteDefinition[] = []
  const blocks = project(briefing.blocks, 'final')
  const places = new Map(
    referablesOf(blocks, briefing.header.language).map(({ id, kind, place }) => [id, `${kind} ${place}`]),
  )
  const children = blocks.flatMap((block) => blockNodes(block, { keyOf, notes, places }))
  const root: Root = { type: 'root', children: [...children, ...notes] }
  const body = spaceCallouts(toMarkdown(root, options))
  return `${writeFrontMatter(briefing.header)}\n${body}`
}
