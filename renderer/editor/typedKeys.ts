import { Editor, Node, Range } from 'slate'
import type { CitationItem } from '../../shared/document/citation.ts'
import { readCitationText } from '../../shared/document/markdown/citationText.ts'
import { request } from '../bridge.ts'
import { citationNode, insertInlines, itemFor } from './core/citing.ts'
import { codeAt } from './core/code.ts'
import { quotationAt } from './core/place.ts'
import type { BriefingSession } from './session.ts'

/** Gives each item the target behind its typed key; one that is not known keeps the key. */
export async function bindItems(
  session: BriefingSession,
  items: readonly CitationItem[],
): Promise<CitationItem[]> {
  const keys = items.flatMap((item) => (item.typedKey ? [item.typedKey] : []))
  const { items: found } = await request('citations.resolveKeys', { keys })
  await session.describe(found.map(({ target }) => target))
  return items.map((item) => {
    const target = found.find(({ key }) => key === item.typedKey)?.target
    const entity = target ? session.entity(target) : undefined
    if (!entity) return item
    const { typedKey: _, ...rest } = item
    return { ...rest, ...itemFor(entity) }
  })
}

/** Turns a `[@key, p. 12; see also @key2]` that was just closed before the caret into a citation. */
export async function resolveTyped(editor: Editor, session: BriefingSession): Promise<void> {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection) || quotationAt(editor) || codeAt(editor)) return
  const { path, offset } = selection.focus
  const node = Node.get(editor, path)
  if (!('text' in node)) return
  const match = /\[([^[\]]*@[^[\]]*)\]$/u.exec(node.text.slice(0, offset))
  const inside = match?.[1]
  if (!match || inside === undefined) return
  const reading = readCitationText(inside, inside)
  if (!reading || reading.items.length === 0 || reading.keyless > 0) return
  const ref = Editor.rangeRef(editor, { anchor: { path, offset: match.index }, focus: { path, offset } })
  try {
    const items = await bindItems(session, reading.items)
    const range = ref.unref()
    if (range && Editor.string(editor, range) === match[0])
      insertInlines(editor, range, [citationNode(items)])
  } catch {
    // The words stay as they were typed; nothing is lost.
    ref.unref()
  }
}
