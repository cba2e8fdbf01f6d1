import { Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { ReactEditor } from 'slate-react'
import { referablesOf } from '../../shared/document/referables.ts'
import { mintId } from '../../shared/model/identity.ts'
import { characterWords, referenceWords } from '../words/references.ts'
import { characters } from './characters.ts'
import { useSession } from './context.ts'
import { insertInlines } from './core/citing.ts'
import { PickDialog } from './PickDialog.tsx'

/** Chooses what a cross-reference at the caret points at. */
export function ReferenceDialog({ onClose }: { onClose: () => void }) {
  const session = useSession()
  const { editor } = session
  const picks = referablesOf(session.blocks, session.state.getState().header.language).map(
    ({ id, kind, label, title }) => ({
      id,
      sign: kind === 'heading' ? 'Heading' : label,
      title: title.replace(/\s+/gu, ' ').trim(),
    }),
  )
  return (
    <PickDialog
      title={referenceWords.title}
      label={referenceWords.search}
      none={picks.length === 0 ? referenceWords.nothing : referenceWords.none}
      picks={picks}
      onClose={onClose}
      onPick={({ id }) => {
        onClose()
        ReactEditor.focus(editor)
        const { selection } = editor
        if (selection)
          insertInlines(editor, selection, [
            { type: 'reference', id: mintId(), target: id, children: [{ text: '' }] },
          ])
      }}
    />
  )
}

/** Chooses a character that no key has. */
export function CharacterDialog({ onClose }: { onClose: () => void }) {
  const { editor } = useSession()
  return (
    <PickDialog
      title={characterWords.title}
      label={characterWords.search}
      none={characterWords.none}
      className="pick-characters"
      picks={characters.map(([sign, title]) => ({
        id: title,
        sign: sign.trim() === '' || sign === '\u2011' ? '␣' : sign,
        title,
      }))}
      onClose={onClose}
      onPick={({ id }) => {
        onClose()
        ReactEditor.focus(editor)
        const sign = characters.find(([, title]) => title === id)?.[0]
        if (sign) HistoryEditor.withNewBatch(editor, () => Transforms.insertText(editor, sign))
      }}
    />
  )
}
