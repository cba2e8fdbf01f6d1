import { Editor, Node, Path, Range, type RangeRef, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Hit } from './find.ts'

/**
 * Puts other words in the place of hits: one act, one undo. Citations, marks and bindings around them stay.
 *
 * @param hits in reading order and of the document as it is now
 */
export function replaceHits(editor: Editor, hits: readonly Hit[], words: (hit: Hit) => string): void {
  const kept: RangeRef | null = editor.selection ? Editor.rangeRef(editor, editor.selection) : null
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From the end, so that what is before keeps its place.
      for (const hit of [...hits].reverse()) replaceHit(editor, hit, words(hit))
    })
  })
  const selection = kept?.unref()
  if (selection) Transforms.select(editor, selection)
}

function replaceHit(editor: Editor, hit: Hit, words: string): void {
  const [start, end] = Range.edges(hit.range)
  const { path, offset } = start
  if (Path.equals(path, end.path)) {
    // Within one run of text two operations say it all; thousands of them take no time.
    const text = Node.leaf(editor, path).text.slice(offset, end.offset)
    editor.apply({ type: 'remove_text', path, offset, text })
    if (words !== '') editor.apply({ type: 'insert_text', path, offset, text: words })
    return
  }
  // First the new words, while the run of text they belong to is sure to be there.
  if (words !== '') Transforms.insertText(editor, words, { at: start })
  const anchor = { path, offset: offset + words.length }
  Transforms.delete(editor, { at: { anchor, focus: end }, hanging: true })
}
