import { attributionRuns, documentWords } from '../citing/index.ts'
import { likelihoods } from '../model/claim.ts'
import type { Block } from './block.ts'
import type { Callout } from './callout.ts'
import { captionNumbers } from './captions.ts'
import { cleanLines, cleanText } from './clean.ts'
import { usualLevels } from './contents.ts'
import { type CitedEntity, targetKey } from './evidence.ts'
import { type Figure, pictureTypes } from './figure.ts'
import type { List } from './list.ts'
import type { Paragraph } from './paragraph.ts'
import type { QuotationBlock } from './quotationBlock.ts'
import type {
  ResolvedBlock,
  ResolvedCallout,
  ResolvedHeading,
  ResolvedList,
  ResolvedParagraph,
} from './resolved.ts'
import type { InlineResolver } from './resolveInlines.ts'
import { blockMarks as markedBy } from './resolveMarks.ts'
import { resolveTable } from './resolveTable.ts'

/** Lists nested deeper are set at this depth: a page has only so much width. */
const deepestList = 8

const confidenceSteps = { low: 1, moderate: 2, high: 3 } as const

/** The first paragraph carries the mark and kind of what it opens, unless it has its own. */
const openedBy = (
  node: { mark?: string | undefined; kind?: Paragraph['kind'] },
  first: ResolvedParagraph,
): ResolvedParagraph => {
  const { mark, kind } = markedBy(node)
  return { ...first, mark: first.mark || mark, kind: first.kind || kind }
}

/**
 * The blocks of a briefing as they are printed. What is empty is left out; every citation must be known.
 *
 * @param entities by `targetKey`, their strings clean
 * @param places what is referred to, by id
 * @param inlines of this document; it keeps the words of the notes it meets
 */
export function resolveBlocks(
  blocks: readonly Block[],
  entities: ReadonlyMap<string, CitedEntity>,
  language: string,
  inlines: InlineResolver,
  places: ReadonlyMap<string, { readonly anchor: number }> = new Map(),
): ResolvedBlock[] {
  const captions = captionNumbers(blocks)
  const judgmentCount = blocks.filter(isJudgment).length
  let judgments = 0
  let headingLevel: 0 | 1 | 2 | 3 | 4 = 0
  const resolved: ResolvedBlock[] = []

  const paragraph = (node: Paragraph): ResolvedParagraph | null => {
    const children = inlines.inlines(node.children)
    return children.length === 0 ? null : { type: 'paragraph', ...markedBy(node), children }
  }
  const paragraphs = (nodes: readonly Paragraph[]): ResolvedParagraph[] =>
    nodes.map(paragraph).filter((each) => each !== null)

  /** A level may not be skipped (PDF/UA-1: ISO 14289-1 §7.4.2): a deeper heading is raised to the next one. */
  function heading(node: Extract<Block, { type: 'heading' }>): void {
    const children = inlines.inlines(node.children)
    if (children.length === 0) return
    const level = Math.min(node.level, headingLevel + 1) as ResolvedHeading['level']
    headingLevel = level
    resolved.push({ type: 'heading', ...markedBy(node), level, children })
  }

  function list(node: List, depth: number): ResolvedList | null {
    const items: (ResolvedParagraph | ResolvedList)[][] = []
    const boxes: (boolean | null)[] = []
    const add = (own: (ResolvedParagraph | ResolvedList)[], box: boolean | null): void => {
      items.push(own)
      boxes.push(box)
    }
    for (const item of node.children) {
      let own: (ResolvedParagraph | ResolvedList)[] = []
      for (const child of item.children) {
        if (child.type === 'paragraph') {
          const set = paragraph(child)
          if (set) own.push(set)
          continue
        }
        const inner = list(child, Math.min(depth + 1, deepestList))
        if (!inner) continue
        if (depth < deepestList) own.push(inner)
        else {
          // Too deep: its items go on as items of this list.
          if (own.length > 0) add(own, item.checked ?? null)
          for (const [at, each] of inner.items.entries()) add([...each], inner.boxes?.[at] ?? null)
          own = []
        }
      }
      if (own.length > 0) add(own, item.checked ?? null)
    }
    const [first] = items
    if (!first) return null
    if (first[0]?.type === 'paragraph') first[0] = openedBy(node, first[0])
    const boxed = boxes.some((box) => box !== null)
    return { type: 'list', ordered: node.ordered, items, ...(boxed ? { boxes } : {}) }
  }

  function callout(node: Callout): void {
    const children = paragraphs(node.children)
    const [first, ...rest] = children
    if (!first) return
    const judgment = isJudgment(node)
    if (judgment) {
      judgments += 1
      // Before any heading of the author's they get one, so that they can be found in the outline.
      if (judgments === 1 && headingLevel === 0) {
        const text = judgmentCount > 1 ? documentWords.keyJudgments : documentWords.keyJudgment
        resolved.push({ type: 'heading', mark: '', kind: '', level: 1, children: [{ type: 'text', text }] })
        headingLevel = 1
      }
    }
    resolved.push({
      type: 'callout',
      variant: node.variant,
      title:
        cleanText(node.title ?? '').trim() ||
        (node.variant === 'bottom-line' ? documentWords.bottomLine : ''),
      number: judgment ? judgments : 0,
      ...gradesOf(node),
      blocks: [openedBy(node, first), ...rest],
    })
  }

  function quotationBlock(node: QuotationBlock): void {
    const quotation = inlines.quotation(node.children)
    const entity = entities.get(targetKey(node.target))
    resolved.push({
      type: 'quotation-block',
      ...markedBy(node),
      quotation,
      attribution: entity ? attributionRuns(entity, language) : [],
      cite: inlines.cite(node.citation.id),
    })
  }

  function figure(node: Figure): void {
    const { sha256, mediaType, width, height } = node.picture
    const number = captions.get(node.id)?.number
    resolved.push({
      type: 'figure',
      ...markedBy(node),
      label: number === undefined ? '' : `${documentWords.figure} ${number}`,
      file: `${sha256}.${pictureTypes[mediaType]}`,
      alt: node.decorative ? '' : cleanText(node.alt).trim(),
      width: node.width,
      ratio: height / width,
      caption: inlines.inlines(node.children),
    })
  }

  for (const block of blocks) {
    const before = resolved.length
    if (block.type === 'paragraph') {
      const set = paragraph(block)
      if (set) resolved.push(set)
    } else if (block.type === 'heading') heading(block)
    else if (block.type === 'list') {
      const set = list(block, 1)
      if (set) resolved.push(set)
    } else if (block.type === 'table') {
      const set = resolveTable(block, captions.get(block.id)?.number ?? 0, inlines)
      if (set) resolved.push(set)
    } else if (block.type === 'callout') callout(block)
    else if (block.type === 'quotation-block') quotationBlock(block)
    else if (block.type === 'code-block') {
      const text = block.children[0].text.replaceAll('\t', '    ')
      if (text.trim() !== '')
        resolved.push({ type: 'code-block', ...markedBy(block), lines: cleanLines(text) })
    } else if (block.type === 'contents')
      resolved.push({ type: 'contents', levels: block.levels ?? usualLevels })
    else if (block.type === 'figure') figure(block)
    else if (block.type === 'divider' || block.type === 'page-break') resolved.push({ type: block.type })
    const place = places.get(block.id)
    const last = resolved.at(-1)
    if (place && last && resolved.length > before)
      resolved[resolved.length - 1] = { ...last, anchor: place.anchor }
  }
  // A list of nothing is not printed.
  const headed = resolved.some((block) => block.type === 'heading')
  return headed ? resolved : resolved.filter((block) => block.type !== 'contents')
}

const isJudgment = (block: Block): block is Callout =>
  block.type === 'callout' && block.variant === 'key-judgment'

function gradesOf(node: Callout): Pick<ResolvedCallout, 'likelihood' | 'confidence'> {
  const [low = 0, high = 0] = node.likelihood ? likelihoods[node.likelihood] : []
  return {
    likelihood: node.likelihood ? { term: node.likelihood, low, high } : null,
    confidence: node.confidence
      ? {
          level: node.confidence,
          steps: confidenceSteps[node.confidence],
          basis: cleanText(node.confidenceBasis ?? '').trim(),
        }
      : null,
  }
}
