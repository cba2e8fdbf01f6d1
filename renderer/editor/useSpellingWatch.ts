import { useContext, useEffect, useState } from 'react'
import { dictionaryFor } from '../../shared/spelling/english.ts'
import { useEvent } from '../bridge.ts'
import { ActiveView } from '../shell/active.ts'
import { useShell } from '../shell/store.ts'
import { chooseDictionary, refreshWords } from '../spelling/store.ts'
import { deskOf } from './region.ts'
import type { BriefingSession } from './session.ts'
import { SpellingWatch } from './spellingWatch.ts'

/** Follows the spelling of the open briefing, by the settings and its language. Null where nothing can be written. */
export function useSpellingWatch(session: BriefingSession): SpellingWatch | null {
  const { editor, readOnly } = session
  const active = useContext(ActiveView)
  const [watch, setWatch] = useState<SpellingWatch | null>(null)
  const { spelling, dictionary } = useShell((state) => state.preferences)
  const language = session.state((state) => state.header.language)
  const id = spelling && !readOnly ? dictionaryFor(dictionary, language) : null

  useEffect(() => {
    if (active) void chooseDictionary(id)
  }, [id, active])
  useEffect(() => {
    if (readOnly) return
    const made = new SpellingWatch(editor)
    setWatch(made)
    void refreshWords()
    // Another window may have added a word.
    const again = (): void => void refreshWords()
    window.addEventListener('focus', again)
    const desk = deskOf(editor)
    let frame = 0
    const scrolled = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => made.scrolled())
    }
    desk?.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      window.removeEventListener('focus', again)
      desk?.removeEventListener('scroll', scrolled)
      cancelAnimationFrame(frame)
      made.dispose()
      setWatch(null)
    }
  }, [editor, readOnly])
  useEvent('library.changed', ({ types }) => {
    if (types.some((type) => type === 'speaker' || type === 'source')) void refreshWords()
  })
  return watch
}
