import { useCallback, useState } from 'react'
import { type Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { BlockKind } from './blockKinds.ts'
import { topBlockAt } from './core/place.ts'
import { slashAt } from './core/slash.ts'
import type { BriefingSession } from './session.ts'

export interface Slash {
  /** The `/` the menu of blocks is open for, with what was typed after it. */
  readonly trigger: { range: Range; query: string } | null
  /** After each change: whether `/` was typed, or the caret left it. */
  follow(): void
  choose(kind: BlockKind): void
  /** Closes the menu and leaves what was typed as text. */
  close(): void
}

/** Choosing a block by `/` at the start of a line; `onAsk` opens what asks for more. */
export function useSlash(
  { editor, readOnly }: BriefingSession,
  onAsk: (what: NonNullable<BlockKind['ask']>) => void,
): Slash {
  const [trigger, setTrigger] = useState<Slash['trigger']>(null)
  /** The block whose `/` Esc left as text. */
  const [left, setLeft] = useState<string | null>(null)

  const follow = useCallback(() => {
    const found = readOnly ? null : slashAt(editor)
    const block = topBlockAt(editor)?.[0].id ?? null
    if (!found && left === block) setLeft(null)
    setTrigger(found && left !== block ? found : null)
  }, [editor, readOnly, left])

  return {
    trigger,
    follow,
    choose: ({ choose, ask }) => {
      const found = slashAt(editor)
      setTrigger(null)
      if (!found) return
      HistoryEditor.withNewBatch(editor, () => {
        Transforms.delete(editor, { at: found.range })
        choose(editor)
      })
      // Not before the caret has been put where it now belongs: that would take the letters from the dialog's field.
      if (ask) setTimeout(() => onAsk(ask))
    },
    close: () => {
      setLeft(topBlockAt(editor)?.[0].id ?? null)
      setTrigger(null)
    },
  }
}
