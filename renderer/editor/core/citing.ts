import { Editor, Element, Node, Path, type Point, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Citation, CitationItem } from '../../../shared/document/citation.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import type { Inline } from '../../../shared/document/inline.ts'
import type { Quotation } from '../../../shared/document/quotation.ts'
import { mintId } from '../../../shared/model/identity.ts'
import type { Verification } from '../../../shared/model/passage.ts'
import { unbindBlock } from './breaking.ts'
import { textBlockAt, topBlockAt } from './place.ts'
import { onOneLine, spokenWords, stretchesOf, withoutMarks } from './spokenWords.ts'
import { directly } from './suggesting/mode.ts'

/** What `@` and the letters after it span, if the caret stands behind them. */
export interface Trigger {
  readonly range: Range
  readonly query: string
}

const longestQuery = 60

/** The citing trigger before the caret: `@` at the start of a line, after a space, or after an opening bracket or mark. */
export function triggerAt(editor: Editor): Trigger | null {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return null
  const { path, offset } = selection.focus
  const node = Node.get(editor, path)
  if (!('text' in node)) return null
  const parent = Node.parent(editor, path)
  if (
    Element.isElement(parent) &&
    ['quotation', 'quotation-block', 'code-block', 'link'].includes(parent.type)
  )
    return null
  const before = node.text.slice(Math.max(0, offset - longestQuery - 2), offset)
  const match = /(?:^|[\s([{“‘"'«—–-])@([^@\n]*)$/u.exec(before)
  if (!match) return null
  const query = match[1] ?? ''
  if (/^\s/u.test(query)) return null
  const atStart = offset - query.length - 1
  if (atStart === 0 && before.length === offset && !Editor.isStart(editor, { path, offset: 0 }, path))
    return null
  return { range: { anchor: { path, offset: atStart }, focus: { path, offset } }, query }
}

/** A citation item for an entity as it stands now. */
export const itemFor = (entity: CitedEntity, more: Partial<CitationItem> = {}): CitationItem => ({
  target: entity.target,
  cited: { revision: entity.revision, sha256: entity.snapshot.sha256 },
  ...more,
})

export const citationNode = (items: CitationItem[]): Citation => ({
  type: 'citation',
  id: mintId(),
  items,
  children: [{ text: '' }],
})

const quotationNode = (entity: CitedEntity, words: string): Quotation => ({
  type: 'quotation',
  id: mintId(),
  target: entity.target,
  cited: { revision: entity.revision, sha256: entity.snapshot.sha256 },
  children: [{ text: words }],
})

/**
 * What citing an entity writes. A direct or partial quote brings its speaker, its words, bound, and its citation; a
 * mixed one the source's sentence with what it prints in quote marks bound; an indirect one its words as a paraphrase,
 * since they are the reporter's; a claim or source the citation.
 *
 * @param quote whether a claim's passage is to be quoted, too
 */
export function inlinesFor(entity: CitedEntity, quote = false): Inline[] {
  const citation = citationNode([itemFor(entity)])
  const passage = entity.passage?.exact
  if (entity.quote && passage !== undefined) {
    if (entity.quote.form === 'indirect')
      return [{ text: `${claimWords(passage).replace(/[.,;]$/u, '')} ` }, citation]
    const stretches = stretchesOf(passage)
    if (entity.quote.form === 'mixed' && stretches.some(({ spoken }) => !spoken)) {
      const parts = stretches.map(({ spoken, text }) => (spoken ? quotationNode(entity, text) : { text }))
      return [...parts, { text: ' ' }, citation]
    }
    const who = entity.speaker ? `${entity.speaker.name} said ` : ''
    return [
      ...(who ? [{ text: who }] : []),
      quotationNode(entity, spokenWords(passage)),
      { text: ' ' },
      citation,
    ]
  }
  if (quote && passage !== undefined)
    return [quotationNode(entity, claimWords(passage)), { text: ' ' }, citation]
  return [citation]
}

/** A claim's passage as a quotation of the publication itself: quote marks within it are its own. */
const claimWords = (passage: string): string => onOneLine(withoutMarks(passage))

/** Writes inlines at a range, replacing what it spans, and leaves the caret behind them. One act, one undo. */
export function insertInlines(editor: Editor, at: Range | Point, inlines: Inline[]): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // Not selected first: an undo would leave the typed words selected, and the next key would delete them.
      const point = 'anchor' in at ? Range.start(at) : at
      if ('anchor' in at && Range.isExpanded(at)) Transforms.delete(editor, { at })
      Transforms.select(editor, point)
      Transforms.insertNodes(editor, [...inlines, { text: '' }], { select: true })
    })
    Transforms.collapse(editor, { edge: 'end' })
    // Out of the void or the quotation, so that typing goes on in plain text.
    const { selection } = editor
    const inside =
      selection &&
      Editor.above(editor, {
        match: (node) => Element.isElement(node) && editor.isInline(node) && node.type !== 'footnote',
      })
    if (inside) {
      const after = Path.next(inside[1])
      if (Node.has(editor, after)) Transforms.select(editor, Editor.start(editor, after))
    }
  })
}

/** The node with this id: a citation, a quotation, or a quotation block (by its own or its citation's id). */
export function findNode(editor: Editor, id: string): [Element, Path] | undefined {
  for (const [node, path] of Node.nodes(editor)) {
    if (!Element.isElement(node)) continue
    if ('id' in node && node.id === id) return [node, path]
    if (node.type === 'quotation-block' && node.citation.id === id) return [node, path]
  }
  return undefined
}

/** Replaces the items of a citation; none left removes it. */
export function setItems(editor: Editor, id: string, items: CitationItem[]): void {
  const found = findNode(editor, id)
  if (!found) return
  const [node, path] = found
  HistoryEditor.withNewBatch(editor, () => {
    if (node.type === 'quotation-block') {
      if (items.length > 0)
        Transforms.setNodes(editor, { citation: { ...node.citation, items } }, { at: path })
    } else if (items.length === 0) Transforms.removeNodes(editor, { at: path })
    else Transforms.setNodes(editor, { items }, { at: path })
  })
}

/** Removes a citation, a quotation or a quotation block; the block that held the last words stays as an empty line. */
export function removeNode(editor: Editor, id: string): void {
  const found = findNode(editor, id)
  if (!found) return
  HistoryEditor.withNewBatch(editor, () => Transforms.removeNodes(editor, { at: found[1] }))
}

/** Replaces the words of a bound quotation or quotation block. */
export function setWords(editor: Editor, id: string, words: string): void {
  const found = findNode(editor, id)
  if (!found) return
  const [node, path] = found
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      Transforms.insertNodes(editor, { text: words }, { at: [...path, 0] })
      for (let index = node.children.length; index > 0; index -= 1)
        Transforms.removeNodes(editor, { at: [...path, index] })
    })
  })
}

/**
 * The words of the source where the quotation was found, or the whole passage where nothing like it was. Words beyond
 * the passage, which the comparison may touch at its ends, are not what was quoted and are left out.
 */
export function sourceWords(verification: Verification | undefined, entity: CitedEntity): string {
  const { passage } = entity
  const { diff, start } = verification ?? {}
  if (verification?.verdict === 'altered' && diff && start !== undefined) {
    const found = [...diff.flatMap((part) => (part.kind === 'memo' ? [] : [part.text])).join('')]
    const overlaps = passage && start < passage.end && start + found.length > passage.start
    const from = overlaps ? Math.max(0, passage.start - start) : 0
    const to = overlaps ? Math.min(found.length, passage.end - start) : found.length
    return withoutMarks(onOneLine(found.slice(from, to).join('')))
  }
  const words = passage?.exact ?? entity.text
  return entity.quote ? spokenWords(words) : claimWords(words)
}

/** The memo's words with every difference marked: `[…]` for what is left out, brackets around what is put in. */
export function markedWords(diff: NonNullable<Verification['diff']>): string {
  let words = ''
  for (let at = 0; at < diff.length; at += 1) {
    const part = diff[at]
    if (!part) continue
    if (part.kind === 'same') {
      words += part.text
      continue
    }
    // A run of differences: what the memo has stands in brackets, else an ellipsis does.
    let put = ''
    let left = ''
    while (diff[at] && diff[at]?.kind !== 'same') {
      const each = diff[at]
      if (each?.kind === 'memo') put += each.text
      else left += each?.text ?? ''
      at += 1
    }
    at -= 1
    const around = put !== '' ? put : left
    const lead = /^\s*/u.exec(around)?.[0] ?? ''
    const tail = put.trim() === '' && left === '' ? '' : (/\s*$/u.exec(around)?.[0] ?? '')
    words += `${lead}${put.trim() === '' ? '[…]' : `[${put.trim()}]`}${tail}`
  }
  return words.replace(/\s{2,}/gu, ' ').trim()
}

/** Takes the binding away and leaves the words as the analyst's own; a citation beside them stays. */
export function makeParaphrase(editor: Editor, id: string): void {
  directly(editor, () => {
    const found = findNode(editor, id)
    if (!found) return
    const [node, path] = found
    HistoryEditor.withNewBatch(editor, () => {
      if (node.type === 'quotation') Transforms.unwrapNodes(editor, { at: path })
      else unbindBlock(editor, path)
    })
  })
}

/** Makes the caret's empty paragraph a quotation block bound to a quote, or puts one after the caret's block. */
export function insertQuotationBlock(editor: Editor, entity: CitedEntity): void {
  const top = topBlockAt(editor)
  if (!top || !entity.passage) return
  const words = entity.quote ? spokenWords(entity.passage.exact) : claimWords(entity.passage.exact)
  const line = textBlockAt(editor)
  const empty = line?.[1].length === 1 && line[0].type === 'paragraph' && Node.string(line[0]).trim() === ''
  const at = empty ? top[1] : Path.next(top[1])
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (empty) Transforms.removeNodes(editor, { at })
      Transforms.insertNodes(
        editor,
        {
          type: 'quotation-block',
          id: mintId(),
          target: entity.target,
          cited: { revision: entity.revision, sha256: entity.snapshot.sha256 },
          citation: { id: mintId(), items: [itemFor(entity)] },
          children: [{ text: words }],
        },
        { at },
      )
      Transforms.select(editor, Editor.end(editor, at))
    })
  })
}
