import { Editor, Element, Node, Path, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { List, ListItem } from '../../../shared/document/list.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { listItemAt } from './place.ts'
import { directly } from './suggesting/mode.ts'

const isList = (node: Node): node is List => Element.isElement(node) && node.type === 'list'

export type ListKind = 'bullets' | 'numbers' | 'checks'

/** What a list is called by the item the caret is in, or its first one. */
const kindOf = (list: List, item: ListItem | undefined = list.children[0]): ListKind =>
  item?.checked !== undefined ? 'checks' : list.ordered ? 'numbers' : 'bullets'

/** Gives the items of the list at `path` boxes, or takes them away. */
function setBoxes(editor: Editor, path: Path, boxes: boolean): void {
  for (const [item, at] of Node.children(editor, path)) {
    if (!Element.isElement(item) || item.type !== 'list-item') continue
    if (!boxes) Transforms.unsetNodes(editor, 'checked' as never, { at })
    else if (item.checked === undefined) Transforms.setNodes(editor, { checked: false }, { at })
  }
}

/** Ticks the box of the item the caret is in, or takes the tick away. False when it has no box. */
export function toggleCheck(editor: Editor, at?: Path): boolean {
  const found = at ? Editor.node(editor, at) : listItemAt(editor)
  if (!found) return false
  const [item, path] = found
  if (!Element.isElement(item) || item.type !== 'list-item' || item.checked === undefined) return false
  HistoryEditor.withNewBatch(editor, () =>
    Transforms.setNodes(editor, { checked: !item.checked }, { at: path }),
  )
  return true
}

/** The innermost list the caret is in. */
const listAt = (editor: Editor) => Editor.above(editor, { match: isList, mode: 'lowest' })

/** Moves the item one level deeper, under the item before it. */
export function indentItem(editor: Editor): boolean {
  return directly(editor, () => {
    const item = listItemAt(editor)
    const list = listAt(editor)
    if (!item || !list) return false
    const [, path] = item
    const index = path[path.length - 1] ?? 0
    if (index === 0) return true
    const before = Path.previous(path)
    Editor.withoutNormalizing(editor, () => {
      const previous = Node.get(editor, before) as Element
      const last = previous.children[previous.children.length - 1] as Node | undefined
      if (last && isList(last)) {
        const under = [...before, previous.children.length - 1]
        Transforms.moveNodes(editor, { at: path, to: [...under, last.children.length] })
      } else {
        const under = [...before, previous.children.length]
        Transforms.insertNodes(
          editor,
          { type: 'list', id: mintId(), ordered: list[0].ordered, children: [] },
          { at: under },
        )
        Transforms.moveNodes(editor, { at: path, to: [...under, 0] })
      }
    })
    return true
  })
}

/** Moves the item one level out: into the list above, or out of the list as paragraphs. */
export function liftItem(editor: Editor): boolean {
  return directly(editor, () => {
    const item = listItemAt(editor)
    if (!item) return false
    const [, path] = item
    const listPath = Path.parent(path)
    const list = Node.get(editor, listPath) as List
    const index = path[path.length - 1] ?? 0
    const outer = listPath.length > 1 ? Path.parent(listPath) : null
    const outerItem = outer ? Node.get(editor, outer) : null
    Editor.withoutNormalizing(editor, () => {
      if (outer && outerItem && Element.isElement(outerItem) && outerItem.type === 'list-item') {
        // What follows stays under the lifted item, as it stood below it on the page.
        const following = list.children.length - index - 1
        Transforms.moveNodes(editor, { at: path, to: Path.next(outer) })
        if (following > 0) {
          const lifted = Path.next(outer)
          const at = [...lifted, (Node.get(editor, lifted) as Element).children.length]
          Transforms.insertNodes(
            editor,
            { type: 'list', id: mintId(), ordered: list.ordered, children: [] },
            { at },
          )
          for (let moved = 0; moved < following; moved += 1) {
            Transforms.moveNodes(editor, { at: [...listPath, index], to: [...at, moved] })
          }
        }
      } else {
        if (index < list.children.length - 1) Transforms.splitNodes(editor, { at: [...listPath, index + 1] })
        if (index > 0) Transforms.splitNodes(editor, { at: [...listPath, index] })
        const own = index > 0 ? Path.next(listPath) : listPath
        Transforms.unwrapNodes(editor, { at: [...own, 0] })
        Transforms.unwrapNodes(editor, { at: own })
      }
    })
    return true
  })
}

/** Makes the selected paragraphs a list, changes a list's kind, or takes the list away when it is of that kind. */
export function toggleList(editor: Editor, kind: ListKind): void {
  directly(editor, () => {
    const list = listAt(editor)
    const ordered = kind === 'numbers'
    const box = kind === 'checks' ? { checked: false } : {}
    if (list) {
      if (kindOf(list[0], listItemAt(editor)?.[0]) === kind) {
        liftItem(editor)
        return
      }
      Editor.withoutNormalizing(editor, () => {
        Transforms.setNodes(editor, { ordered }, { at: list[1] })
        setBoxes(editor, list[1], kind === 'checks')
      })
      return
    }
    const { selection } = editor
    if (!selection) return
    const [from, to] = [selection.anchor.path[0] ?? 0, selection.focus.path[0] ?? 0].sort(
      (a, b) => a - b,
    ) as [number, number]
    Editor.withoutNormalizing(editor, () => {
      for (let index = from; index <= to; index += 1) {
        const node = editor.children[index]
        if (!Element.isElement(node) || (node.type !== 'paragraph' && node.type !== 'heading')) continue
        if (node.type === 'heading') {
          Transforms.unsetNodes(editor, 'level' as never, { at: [index] })
          Transforms.setNodes(editor, { type: 'paragraph' }, { at: [index] })
        }
        Transforms.wrapNodes(
          editor,
          { type: 'list-item', id: mintId(), ...box, children: [] },
          { at: [index] },
        )
        Transforms.wrapNodes(editor, { type: 'list', id: mintId(), ordered, children: [] }, { at: [index] })
      }
      // Lists made side by side are one list.
      for (let index = to; index > from; index -= 1) {
        const [node, before] = [editor.children[index], editor.children[index - 1]]
        if (node && before && isList(node) && isList(before)) Transforms.mergeNodes(editor, { at: [index] })
      }
    })
  })
}
