import type { Id } from '../../shared/model/identity.ts'
import { otherOf } from '../shell/pair.ts'
import { shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { besideWords as words } from '../words/beside.ts'
import { takeCaret } from './carets.ts'
import { Chunks } from './drawing.ts'
import { leaving } from './leaving.ts'
import { focusText } from './region.ts'
import type { BriefingSession } from './session.ts'

/** Puts the focus into the text of a briefing, where its caret was: in a long text as soon as that is drawn. */
export function enterText(session: BriefingSession): void {
  const { editor } = session
  if (!editor.selection) takeCaret(session)
  void Chunks.of(editor)
    .whenDrawn(editor.selection?.focus.path ?? [0])
    .then(() => focusText(editor))
}

/** Ends one of the two briefings that stand beside each other; it is saved, and the other has the page. */
export function closeBriefing(id: Id): void {
  const { pair } = shell()
  if (!pair?.includes(id)) return
  const other = leaving.shown(otherOf(pair, id))
  shell().closeBeside(id)
  announce(words.closed(other?.state.getState().header.subject || words.untitled))
  if (other) requestAnimationFrame(() => enterText(other))
}

/** Goes into the other of the two briefings. */
export function goToOther(): void {
  const { pair, route } = shell()
  if (pair && route.name === 'briefing') shell().enter(otherOf(pair, route.briefingId))
}
