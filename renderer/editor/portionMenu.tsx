import { useState } from 'react'
import { levelsOf, type Marking } from '../../shared/model/marking.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/Field.tsx'
import type { MenuEntry } from '../ui/Menu.tsx'
import { editorWords as words } from '../words/editor.ts'

/**
 * The entries of a menu of portion markings.
 *
 * @param markings the library's list
 * @param present the block's marking, empty for none
 * @param apply given the marking that was chosen, empty for none
 * @param other asked for one that is not in the list
 */
export function portionEntries(
  markings: readonly Marking[],
  present: string,
  apply: (mark: string) => void,
  other: () => void,
): MenuEntry[] {
  return [
    ...levelsOf(markings).map(({ name, portion }) => ({
      id: portion,
      title: `${name} ${portion}`,
      checked: present === portion,
      run: () => apply(portion),
    })),
    { id: 'other', title: words.portionOther, run: other },
    { id: 's', separator: true },
    { id: 'none', title: words.portionNone, checked: present === '', run: () => apply('') },
  ]
}

/** Asks for a portion marking that is not in the library's list. */
export function PortionDialog({
  present,
  onSet,
  onClose,
}: {
  present: string
  onSet: (mark: string) => void
  onClose: () => void
}) {
  const [mark, setMark] = useState(present)
  const set = (): void => {
    onClose()
    onSet(mark.trim())
  }
  return (
    <Dialog
      title={words.portionPrompt}
      onClose={onClose}
      footer={
        <Button look="primary" onClick={set}>
          {words.portionSet}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          set()
        }}
      >
        <TextField
          label={words.portionPrompt}
          value={mark}
          onChange={setMark}
          maxLength={60}
          data-autofocus=""
        />
      </form>
    </Dialog>
  )
}
