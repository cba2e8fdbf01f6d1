import { editorWords } from '../words/editor.ts'
import { shellWords } from '../words/shell.ts'
import { leaving } from './leaving.ts'

/** Whether all changes are saved, for the status bar of pages that change nothing themselves. */
export function AllSaved() {
  const failed = leaving.store((state) => state.items[0]?.error.code ?? null)
  const waiting = leaving.store((state) => state.waiting)
  if (failed !== null)
    return (
      <span className="save-state save-failed">
        <i aria-hidden="true" />
        {editorWords.notSaved(failed)}
      </span>
    )
  return (
    <span>
      <span className="status-dot" />
      {waiting > 0 ? editorWords.saving : shellWords.allSaved}
    </span>
  )
}
