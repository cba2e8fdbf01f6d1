import { ReactEditor } from 'slate-react'
import { blockText } from '../../shared/document/walk.ts'
import { known, useCommands } from '../commands/registry.ts'
import { shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { movingWords as words } from '../words/moving.ts'
import { moveSelected } from './core/moving.ts'
import { topBlockAt } from './core/place.ts'
import { Chunks } from './drawing.ts'
import { goToPlace, hasPlace } from './places.ts'
import type { BriefingSession } from './session.ts'

/** Moving blocks and sections by the keyboard, and back and forward among the places of this briefing. */
export function useMoving({ editor, readOnly }: BriefingSession): void {
  const move = (by: -1 | 1): void => {
    ReactEditor.focus(editor)
    const moved = moveSelected(editor, by)
    const top = topBlockAt(editor)
    if (!moved || !top) {
      announce(words.edge)
      return
    }
    const [block, path] = top
    Chunks.of(editor).scrollTo(path, 'nearest')
    announce(words.moved(blockText(block).slice(0, 60), (path[0] ?? 0) + 1, editor.children.length))
  }
  const canMove = { when: () => !readOnly && editor.selection !== null }
  useCommands([
    known('move.up', () => move(-1), canMove),
    known('move.down', () => move(1), canMove),
    // Within the text first; when there is no place left, to the page that was open before.
    known('go.back', () => (hasPlace(editor, 'back') ? goToPlace(editor, 'back') : shell().goBack()), {
      when: () => hasPlace(editor, 'back') || shell().back.length > 0,
    }),
    known(
      'go.forward',
      () => (hasPlace(editor, 'forward') ? goToPlace(editor, 'forward') : shell().goForward()),
      { when: () => hasPlace(editor, 'forward') || shell().forward.length > 0 },
    ),
  ])
}
