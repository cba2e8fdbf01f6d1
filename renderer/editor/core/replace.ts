import { Editor, Range, type RangeRef, Transforms } from 'slate'
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
      for (const hit of [...hits].reverse()) {
        const start = Range.start(hit.range)
        const text = words(hit)
        // First the new words, while the run of text they belong to is sure to be there.
        if (text !== '') Transforms.insertText(editor, text, { at: start })
        const [, end] = Range.edges(hit.range)
        const by = end.path.join() === start.path.join() ? text.length : 0
        Transforms.delete(editor, {
          at: {
            anchor: { path: start.path, offset: start.offset + text.length },
            focus: { path: end.path, offset: end.offset + by },
          },
          hanging: true,
        })
      }
    })
  })
  const selection = kept?.unref()
  if (selection) Transforms.select(editor, selection)
}
