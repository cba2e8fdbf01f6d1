import { type Editor, Element, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../shared/document/block.ts'
import type { CitationItem, CitedAt } from '../../shared/document/citation.ts'
import { withComments } from '../../shared/document/comments.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { project } from '../../shared/document/suggestions.ts'
import { citationsOf, isFootnotePlace, notedOf, quotationsOf, targetsOf } from '../../shared/document/walk.ts'
import type { Target } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { toast } from '../ui/Toast.tsx'
import { panelWords } from '../words/panels.ts'
import { fragmentType, readFragment, writeFragment } from './clipboardFragment.ts'
import { blocksOfHtml } from './clipboardHtml.ts'
import { insertBlocks, insertPlain, takesTextOnly } from './clipboardInsert.ts'
import { tableOfMarkdown, tableOfTsv } from './clipboardTable.ts'
import { Allowance, blocksOfText, cleanLines, oneLine, paragraphOf } from './clipboardText.ts'
import { htmlOfBlocks, textOfBlocks } from './clipboardWrite.ts'
import { findNode } from './core/citing.ts'
import { codeAt } from './core/code.ts'
import { copiedBlocks } from './core/figures.ts'
import { footnoteAt } from './core/notes.ts'
import { withNewIds } from './core/schema.ts'
import { fillCells } from './core/tables/filling.ts'
import { cellAt } from './core/tables/place.ts'
import { putWithPictures, takePictures, tellMissing } from './figureActs.ts'
import type { BriefingSession } from './session.ts'

/** Longer HTML is not parsed: its plain text is taken. */
const maxHtml = 20_000_000

/** The selected blocks, what is suggested in them as if it were accepted; words selected within a note or a caption are words, not the note or the figure. */
function copied(editor: Editor): Block[] {
  const blocks = [...project(copiedBlocks(editor), 'final')]
  const note = footnoteAt(editor) && blocks.flatMap(notedOf).find(isFootnotePlace)
  return note ? [paragraphOf(note.node.children)] : blocks
}

/**
 * Writes the selection to a copy, a cut or a drag: as Attest's own blocks with their bindings, as HTML and as plain
 * text, citations there by the numbers they show now.
 */
export function setFragment(editor: Editor, session: BriefingSession, data: DataTransfer): void {
  if (!editor.selection) return
  const blocks = copied(editor)
  if (blocks.length === 0) return
  const keys: Record<string, string> = {}
  for (const target of targetsOf(blocks)) {
    const entity = session.entity(target)
    if (entity) keys[targetKey(target)] = entity.key
  }
  const numberOf = (id: string): string | undefined => session.numbers.get(id) ?? session.labels.get(id)
  data.setData(fragmentType, writeFragment(blocks, keys))
  data.setData('text/html', htmlOfBlocks(blocks, numberOf))
  data.setData('text/plain', textOfBlocks(blocks, numberOf))
}

function told(allowance: Allowance): void {
  if (allowance.leftOut) toast(panelWords.paste.leftOut(allowance))
}

/** Puts the text of a transfer in without any marks or structure but its lines. */
export function pasteAsPlainText(editor: Editor, data: DataTransfer): boolean {
  const text = data.getData('text/plain')
  if (text === '') return false
  const allowance = new Allowance()
  if (codeAt(editor)) insertPlain(editor, cleanLines(allowance.take(text)))
  else if (takesTextOnly(editor) || !/[\r\n]/u.test(text.trim()))
    insertPlain(editor, oneLine(text, allowance))
  else insertBlocks(editor, blocksOfText(text, allowance))
  told(allowance)
  return true
}

/** How long the browser may take from the keys to the paste, in ms. */
const plainForMs = 1_000
/** Editors whose next paste is plain text, and since when. */
const plainSince = new WeakMap<Editor, number>()

/** The paste that the browser is about to make is to bring its words only: no blocks, no citations from their keys. */
export function takeNextPasteAsPlain(editor: Editor): void {
  plainSince.set(editor, performance.now())
}

function isPlain(editor: Editor): boolean {
  const since = plainSince.get(editor)
  plainSince.delete(editor)
  return since !== undefined && performance.now() - since < plainForMs
}

/**
 * Pastes or drops: Attest's own blocks if they are there, else HTML, else plain text. One undo.
 *
 * @returns true, also when there was nothing to take: Slate's own paste must not go on from here, since it puts in
 *   what it finds in an attribute of the HTML, unchecked
 */
export function insertData(editor: Editor, session: BriefingSession, data: DataTransfer): boolean {
  if (!editor.selection || session.readOnly) return true
  if (isPlain(editor) || takesTextOnly(editor) || codeAt(editor)) {
    pasteAsPlainText(editor, data)
    return true
  }
  if (data.getData(fragmentType) === '' && takePictures(editor, data)) return true
  const allowance = new Allowance()
  const put = (blocks: readonly Block[], keys: Readonly<Record<string, string>> = {}): true => {
    const [only] = blocks
    if (only?.type === 'table' && blocks.length === 1 && cellAt(editor)) {
      const table = withNewIds(only)
      allowance.rows += fillCells(editor, table) ?? 0
      told(allowance)
      void settle(editor, session, [table], keys)
      return true
    }
    // Cut words bring their comments along; a copy leaves them where they are, and other briefings have others.
    const lost = (id: string): boolean => session.discussion.isLost(id, session.blocks)
    const own = insertBlocks(
      editor,
      blocks.map((block) => withComments(block, lost)),
    )
    told(allowance)
    void settle(editor, session, own, keys)
    return true
  }
  const json = data.getData(fragmentType)
  const fragment = json === '' ? null : readFragment(json, allowance)
  if (fragment && fragment.blocks.length > 0) return put(fragment.blocks, fragment.keys)

  const html = data.getData('text/html')
  if (html !== '' && html.length <= maxHtml) {
    // A document of the parser's own: its scripts never run and its images are never asked for.
    const blocks = blocksOfHtml(new DOMParser().parseFromString(html, 'text/html').body, allowance)
    if (allowance.coming.size > 0) {
      void putWithPictures(editor, blocks, allowance, (whole) => put(whole))
      return true
    }
    if (blocks.length > 0) return put(blocks)
    if (allowance.pictures > 0) {
      told(allowance)
      return true
    }
  }
  const text = data.getData('text/plain')
  const table = tableOfTsv(text, allowance) ?? tableOfMarkdown(text, allowance)
  if (table) return put([table])
  const blocks = blocksOfText(text, allowance)
  const plain = blocks.length === 0 || (blocks.length === 1 && blocks.flatMap(citationsOf).length === 0)
  if (!plain) return put(blocks)
  pasteAsPlainText(editor, data)
  return true
}

const citedAt = (entity: CitedEntity): CitedAt => ({
  revision: entity.revision,
  sha256: entity.snapshot.sha256,
})

/** At which states blocks cite or quote a target. */
const citedOf = (blocks: readonly Block[], target: Target): CitedAt[] => {
  const key = targetKey(target)
  return [
    ...blocks
      .flatMap(citationsOf)
      .flatMap(({ items }) => items)
      .flatMap((item) => (item.target && item.cited && targetKey(item.target) === key ? [item.cited] : [])),
    ...blocks
      .flatMap(quotationsOf)
      .flatMap((place) => (targetKey(place.target) === key ? [place.cited] : [])),
  ]
}

/**
 * Finds what pasted citations and quotations mean in this library: keys that were typed, and targets of another
 * library by the key they had there. The latter only where the very same file was cited; otherwise the key stays
 * visible as not known.
 */
async function settle(
  editor: Editor,
  session: BriefingSession,
  blocks: readonly Block[],
  keys: Readonly<Record<string, string>>,
): Promise<void> {
  await tellMissing(blocks)
  const batch = editor.history.undos.at(-1)
  const targets = targetsOf(blocks)
  await session.describe(targets)
  const lost = targets.filter((target) => !session.entity(target))
  const typed = blocks
    .flatMap(citationsOf)
    .flatMap(({ items }) => items.flatMap((item) => (item.target || !item.typedKey ? [] : [item.typedKey])))
  const asked = [...new Set([...typed, ...lost.flatMap((target) => keys[targetKey(target)] ?? [])])]
  if (asked.length === 0) return
  const byKey = new Map<string, Target>()
  for (let at = 0; at < asked.length; at += 1000) {
    const result = await client.call('citations.resolveKeys', { keys: asked.slice(at, at + 1000) })
    if (result.ok) for (const { key, target } of result.value.items) byKey.set(key, target)
  }
  await session.describe([...byKey.values()])

  const known = (key: string | undefined): CitedEntity | undefined =>
    key === undefined ? undefined : session.entity(byKey.get(key) ?? null)
  const settled = (item: CitationItem): CitationItem => {
    if (!item.target) {
      const entity = known(item.typedKey)
      if (!entity) return item
      const { typedKey: _, ...rest } = item
      return { ...rest, target: entity.target, cited: citedAt(entity) }
    }
    if (session.entity(item.target)) return item
    const key = keys[targetKey(item.target)]
    const entity = known(key)
    if (entity && entity.snapshot.sha256 === item.cited?.sha256)
      return { ...item, target: entity.target, cited: citedAt(entity) }
    return key === undefined ? item : { ...item, target: null, cited: null, typedKey: key }
  }
  const left = lost.filter((target) => {
    const entity = known(keys[targetKey(target)])
    const cited = citedOf(blocks, target)
    return !entity || cited.some(({ sha256 }) => sha256 !== entity.snapshot.sha256)
  })
  if (left.length > 0)
    toast(panelWords.paste.notHere(left.map((target) => keys[targetKey(target)] ?? target.type)))
  const change = (): void => {
    for (const { id, items } of blocks.flatMap(citationsOf)) {
      const found = findNode(editor, id)
      if (!found) continue
      const next = items.map(settled)
      if (next.every((item, index) => item === items[index])) continue
      const [node, path] = found
      if (node.type === 'quotation-block')
        Transforms.setNodes(editor, { citation: { ...node.citation, items: next } }, { at: path })
      else Transforms.setNodes(editor, { items: next }, { at: path })
    }
    for (const { id, target, cited } of blocks.flatMap(quotationsOf)) {
      if (session.entity(target)) continue
      const entity = known(keys[targetKey(target)])
      const found = findNode(editor, id)
      if (!entity || !found || !Element.isElement(found[0]) || entity.snapshot.sha256 !== cited.sha256)
        continue
      Transforms.setNodes(
        editor,
        { target: entity.target, cited: citedAt(entity) },
        {
          at: found[1],
        },
      )
    }
  }
  // Part of the paste as long as it is the last thing done; afterwards no step of its own to undo.
  if (batch !== undefined && editor.history.undos.at(-1) === batch) HistoryEditor.withMerging(editor, change)
  else HistoryEditor.withoutSaving(editor, change)
}
