import { Editor, Element, Path, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { insertBreakBlock, setLine, toggleCode } from './blocks.ts'
import { toggleList } from './lists.ts'
import { listItemAt, textBlockAt } from './place.ts'

/** Markdown at the start of a paragraph: what it becomes when the space after it is typed. */
const lineShortcuts: Record<string, (editor: Editor) => void> = {
  '#': (editor) => setLine(editor, { type: 'heading', level: 1 }),
  '##': (editor) => setLine(editor, { type: 'heading', level: 2 }),
  '###': (editor) => setLine(editor, { type: 'heading', level: 3 }),
  '####': (editor) => setLine(editor, { type: 'heading', level: 4 }),
  '-': (editor) => toggleList(editor, 'bullets'),
  '*': (editor) => toggleList(editor, 'bullets'),
  '1.': (editor) => toggleList(editor, 'numbers'),
  '1)': (editor) => toggleList(editor, 'numbers'),
  '[]': (editor) => toggleList(editor, 'checks'),
  '[ ]': (editor) => toggleList(editor, 'checks'),
  '[x]': (editor) => {
    toggleList(editor, 'checks')
    const item = listItemAt(editor)
    if (item) Transforms.setNodes(editor, { checked: true }, { at: item[1] })
  },
}

/**
 * Turns `# `, `- `, `1. `, `[ ] ` at the start of a paragraph into what they mean, `---` into a divider and three
 * backticks into a code block. One undo brings
 * the typed characters back: the change is a batch of its own.
 */
export function applyShortcut(editor: Editor, typed: string): void {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection) || !/^[ `-]$/u.test(typed)) return
  const line = textBlockAt(editor)
  if (line?.[0].type !== 'paragraph') return
  const start = Editor.start(editor, line[1])
  const before = { anchor: start, focus: selection.focus }
  const text = Editor.string(editor, before)
  if (text === '---' && typed === '-' && line[1].length === 1) {
    change(editor, before, () => insertBreakBlock(editor, 'divider'))
    return
  }
  if (text === '```' && typed === '`' && line[1].length === 1)
    change(editor, before, () => toggleCode(editor))
  if (typed !== ' ') return
  const item = listItemAt(editor)
  const box = /^\[([ x]?)\] $/u.exec(text)
  if (item && box && item[0].checked === undefined && Path.isParent(item[1], line[1]))
    change(editor, before, () => Transforms.setNodes(editor, { checked: box[1] === 'x' }, { at: item[1] }))
  if (item) return
  const act = lineShortcuts[text.slice(0, -1)]
  if (!act) return
  // Inside a callout only paragraphs may stand.
  const parent = line[1].length > 1 ? Editor.parent(editor, line[1])[0] : null
  if (parent && Element.isElement(parent)) return
  change(editor, before, () => act(editor))
}

function change(editor: Editor, typed: Range, act: () => void): void {
  HistoryEditor.withNewBatch(editor, () => {
    Transforms.delete(editor, { at: typed })
    act()
  })
}
