import { ReactEditor } from 'slate-react'
import type { CommandId } from '../../shared/commands/catalogue.ts'
import { takesText } from '../commands/keys.ts'
import { type Command, known, useCommands } from '../commands/registry.ts'
import { blockKinds } from './blockKinds.ts'
import { useSession } from './context.ts'
import { toggleCheck } from './core/lists.ts'
import { toggleMark } from './core/marks.ts'
import { goToCitation } from './keys.ts'
import { tableActs } from './tableActs.ts'
import { useFindings } from './useFindings.ts'

/** What changes the text, as commands of the palette and the menu; the keys belong to the editor, in its text. */
export function useWritingCommands(acts: {
  cite(): void
  link(): void
  footnote(): void
  ask(what: 'reference' | 'character'): void
}): void {
  const session = useSession()
  const { editor, readOnly } = session
  const findings = useFindings(session, () => undefined)
  const command = (id: CommandId, run: () => void): Command =>
    known(
      id,
      () => {
        ReactEditor.focus(editor)
        run()
      },
      { bound: false, when: () => !readOnly },
    )
  /** Undoing in a field beside the text is the field's own. */
  const history = (id: 'edit.undo' | 'edit.redo', act: 'undo' | 'redo'): Command =>
    known(
      id,
      () => {
        const { activeElement } = document
        if (takesText(activeElement) && !ReactEditor.isFocused(editor)) document.execCommand(act)
        else editor[act]()
      },
      { bound: false, when: () => !readOnly },
    )
  const toCitation = (backwards: boolean): void => {
    ReactEditor.focus(editor)
    goToCitation(editor, backwards)
  }
  useCommands([
    history('edit.undo', 'undo'),
    history('edit.redo', 'redo'),
    ...blockKinds.map((kind) => command(kind.command, () => kind.choose(editor))),
    ...tableActs.map((act) => command(act.command, () => act.run(editor))),
    ...(
      ['bold', 'italic', 'underline', 'highlight', 'strike', 'superscript', 'subscript', 'code'] as const
    ).map((mark) => command(`write.${mark}`, () => toggleMark(editor, mark))),
    command('write.check', () => toggleCheck(editor)),
    command('write.link', acts.link),
    command('write.footnote', acts.footnote),
    command('write.reference', () => acts.ask('reference')),
    command('write.character', () => acts.ask('character')),
    command('cite', acts.cite),
    known('cite.next', () => toCitation(false), { bound: false }),
    known('cite.previous', () => toCitation(true), { bound: false }),
    known('finding.previous', () => findings.next(true)),
  ])
}
