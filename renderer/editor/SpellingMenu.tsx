import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { ReactEditor } from 'slate-react'
import { Menu } from '../ui/Menu.tsx'
import { spellingWords as words } from '../words/spelling.ts'
import { useSession } from './context.ts'
import { regionOf } from './region.ts'
import type { OpenWord, SpellingActs } from './useSpellingActs.ts'

/** The menu under a misspelt word: what may have been meant, and ways to keep the word. */
export function SpellingMenu({ open, acts }: { open: OpenWord; acts: SpellingActs }) {
  const { editor } = useSession()
  const { item, suggestions } = open
  const anchor = useRef<HTMLElement>(null)
  const [box, setBox] = useState<DOMRect | null>(null)
  useLayoutEffect(() => {
    try {
      setBox(ReactEditor.toDOMRange(editor, item.range).getBoundingClientRect())
    } catch {
      acts.close()
    }
  }, [editor, item, acts.close])

  if (!box) return null
  const { left, top, width, height } = box
  return (
    <>
      {createPortal(
        <span
          ref={anchor}
          className="spelling-anchor"
          aria-hidden="true"
          style={{ left, top, width, height }}
        />,
        regionOf(editor),
      )}
      <Menu
        key={`${item.line} ${item.word} ${item.range.anchor.offset}`}
        anchor={anchor}
        label={words.menu(item.word)}
        onClose={acts.close}
        entries={[
          ...(suggestions.length === 0
            ? [{ id: 'none', label: words.noSuggestions }]
            : suggestions.map((by) => ({ id: `by ${by}`, title: by, run: () => acts.replace(item, by) }))),
          { id: 'line', separator: true as const },
          { id: 'personal', title: words.addPersonal, run: () => acts.add('personal', item) },
          { id: 'library', title: words.addLibrary, run: () => acts.add('library', item) },
          { id: 'ignore', title: words.ignore, run: () => acts.ignore(item) },
        ]}
      />
    </>
  )
}
