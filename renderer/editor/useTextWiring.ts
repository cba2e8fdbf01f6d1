import { useEffect, useMemo } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { useShell } from '../shell/store.ts'
import { insertData, setFragment } from './clipboard.ts'
import { Chunks } from './drawing.ts'
import { textOf } from './region.ts'
import type { BriefingSession } from './session.ts'

/**
 * Joins the text to what is around it, without rendering: the clipboard, how much of it is drawn, and the marks of what
 * the inspector shows and where the caret is.
 *
 * @param shown the node that the inspector shows
 * @param caret the quotation and the note that the caret is in
 */
export function useTextWiring(
  session: BriefingSession,
  shown: Id | null,
  caret: readonly (Id | null)[],
): void {
  const { editor } = session

  // Programs that read the page aloud see no more than is in it.
  const whole = useShell(
    ({ info, preferences }) => preferences.longTexts === 'whole' || info?.screenReader === true,
  )
  useMemo(() => {
    Chunks.of(editor).whole = whole
  }, [editor, whole])

  // The clipboard speaks our own type; wired once for the editor of this session.
  useMemo(() => {
    const { insertData: plain } = editor
    editor.setFragmentData = (data) => setFragment(editor, session, data as unknown as DataTransfer)
    editor.insertData = (data) => {
      if (!insertData(editor, session, data as unknown as DataTransfer)) plain(data)
    }
  }, [editor, session])

  // Written on the nodes: nothing renders because of it.
  useEffect(() => {
    const marked: [string, readonly (Id | null)[]][] = [
      ['data-shown', [shown]],
      ['data-caret', caret],
    ]
    const text = textOf(editor)
    for (const [attribute, ids] of marked) {
      for (const node of text?.querySelectorAll(`[${attribute}]`) ?? []) node.removeAttribute(attribute)
      for (const id of ids) if (id) text?.querySelector(`[data-node="${id}"]`)?.setAttribute(attribute, '')
    }
  })
}
