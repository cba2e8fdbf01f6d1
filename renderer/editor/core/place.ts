import { Editor, Element, type NodeEntry, type Path } from 'slate'
import type { Block } from '../../../shared/document/block.ts'
import type { Callout } from '../../../shared/document/callout.ts'
import type { ListItem } from '../../../shared/document/list.ts'
import type { Quotation } from '../../../shared/document/quotation.ts'
import { isTextBlock } from './schema.ts'

/** The paragraph, heading or quotation block that the caret is in. */
export const textBlockAt = (editor: Editor, at?: Path) =>
  Editor.above(editor, { match: isTextBlock, ...(at ? { at } : {}), mode: 'lowest' })

/** The top-level block that holds the caret. */
export function topBlockAt(editor: Editor): NodeEntry<Block> | undefined {
  const index = editor.selection?.focus.path[0]
  const block = index === undefined ? undefined : editor.children[index]
  return block === undefined || index === undefined ? undefined : [block as Block, [index]]
}

export const listItemAt = (editor: Editor): NodeEntry<ListItem> | undefined =>
  Editor.above(editor, {
    match: (node): node is ListItem => Element.isElement(node) && node.type === 'list-item',
    mode: 'lowest',
  })

export const calloutAt = (editor: Editor): NodeEntry<Callout> | undefined =>
  Editor.above(editor, {
    match: (node): node is Callout => Element.isElement(node) && node.type === 'callout',
  })

export const quotationAt = (editor: Editor): NodeEntry<Quotation> | undefined =>
  Editor.above(editor, {
    match: (node): node is Quotation => Element.isElement(node) && node.type === 'quotation',
  })
