import { useEffect, useRef } from 'react'
import { Path, Range, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import { type Suggestion, suggestionsIn } from '../../../shared/document/suggestions.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { client } from '../../bridge.ts'
import { known, useCommands } from '../../commands/registry.ts'
import { announce } from '../../ui/Live.tsx'
import { toast } from '../../ui/Toast.tsx'
import { suggestionWords as words } from '../../words/suggestions.ts'
import { leadSuggestion } from '../core/suggesting/leading.ts'
import { setSuggesting } from '../core/suggesting/mode.ts'
import { rangeOfSuggestion, suggestionAt } from '../core/suggesting/places.ts'
import { settleIn } from '../core/suggesting/settling.ts'
import { Chunks } from '../drawing.ts'
import type { BriefingSession } from '../session.ts'

/** What can be done with suggestions, in the text and in the panel. */
export interface SuggestionActs {
  /** Turns suggesting on or off. */
  toggle(): void
  next(backwards: boolean): void
  /** Goes to the words of a suggestion. */
  go(id: Id): void
  settle(id: Id, how: 'accept' | 'reject'): void
  settleAll(how: 'accept' | 'reject'): void
  /** After each change: what the next key makes. */
  follow(): void
}

/** What a suggestion would do, for a person. */
export function suggestionText({ inserted, deleted }: Suggestion): string {
  if (deleted === '') return words.insert(inserted)
  if (inserted === '') return words.remove(deleted)
  return words.replace(deleted, inserted)
}

/** The name under which this window's person writes, or a word for somebody who gave none. */
async function readAuthor(): Promise<string> {
  const result = await client.call('library.author', {})
  return (result.ok && result.value.name.trim()) || words.author
}

/** Acts on suggestions and their commands; `openPanel` brings their panel to the front. */
export function useSuggesting(session: BriefingSession, openPanel: () => void): SuggestionActs {
  const { editor, readOnly } = session
  const author = useRef<string>(words.author)

  const show = (id: Id): boolean => {
    const range = rangeOfSuggestion(editor, id)
    if (!range) return false
    ReactEditor.focus(editor)
    Transforms.select(editor, Range.end(range))
    Chunks.of(editor).scrollTo(range.anchor.path, 'center')
    return true
  }

  const goFrom = (backwards: boolean): Suggestion | undefined => {
    const all = suggestionsIn(session.blocks).flatMap((suggestion) => {
      const range = rangeOfSuggestion(editor, suggestion.id)
      return range ? [{ suggestion, range }] : []
    })
    const caret = editor.selection?.focus
    const here = suggestionAt(editor)
    const others = all.filter(({ suggestion }) => suggestion.id !== here || all.length === 1)
    const after = ({ range }: { range: Range }): boolean =>
      !caret ||
      Path.compare(range.anchor.path, caret.path) > 0 ||
      Range.isForward({ anchor: caret, focus: range.anchor })
    const next = backwards
      ? (others.filter((each) => !after(each)).at(-1) ?? others.at(-1))
      : (others.find(after) ?? others[0])
    if (next) show(next.suggestion.id)
    return next?.suggestion
  }

  const settle = (id: Id, how: 'accept' | 'reject'): void => {
    if (readOnly) return
    settleIn(editor, (stamp) => (stamp.id === id ? how : 'keep'))
    announce(how === 'accept' ? words.accepted : words.rejected)
  }

  const atCaret = (how: 'accept' | 'reject') => (): void => {
    const id = suggestionAt(editor)
    if (id === null) {
      toast(words.notHere)
      return
    }
    ReactEditor.focus(editor)
    settle(id, how)
    const next = goFrom(false)
    if (next) announce(words.labelled(next.by, suggestionText(next)))
  }

  const turnOn = (name: string): void => {
    setSuggesting(editor, {
      by: name.slice(0, 200),
      now: () => new Date().toISOString(),
      refuse: (what) => toast(words.refused[what]),
    })
    session.state.setState({ suggesting: name })
    leadSuggestion(editor)
  }

  const acts: SuggestionActs = {
    toggle: () => {
      if (readOnly) {
        toast(words.readOnly)
        return
      }
      if (session.state.getState().suggesting !== null) {
        setSuggesting(editor, null)
        editor.marks = null
        session.state.setState({ suggesting: null })
        announce(words.off)
        return
      }
      // At once, or the words of somebody who types on would be written as they are; by the name last known.
      turnOn(author.current)
      void readAuthor().then((name) => {
        // Not if it was turned off meanwhile.
        if (session.state.getState().suggesting !== null && name !== author.current) turnOn(name)
        author.current = name
        toast(words.on(name))
      })
    },
    next: (backwards) => {
      const next = goFrom(backwards)
      if (!next) {
        toast(words.none)
        return
      }
      openPanel()
      announce(words.labelled(next.by, suggestionText(next)))
    },
    go: (id) => void show(id),
    settle,
    settleAll: (how) => {
      const count = suggestionsIn(session.blocks).length
      if (readOnly || count === 0) {
        toast(readOnly ? words.readOnly : words.none)
        return
      }
      settleIn(editor, () => how)
      toast(how === 'accept' ? words.allAccepted(count) : words.allRejected(count), () => editor.undo())
    },
    follow: () => leadSuggestion(editor),
  }

  const when = (): boolean => !readOnly
  useCommands([
    known('suggest.toggle', acts.toggle, { when }),
    known('suggest.next', () => acts.next(false)),
    known('suggest.previous', () => acts.next(true)),
    known('suggest.accept', atCaret('accept'), { when }),
    known('suggest.reject', atCaret('reject'), { when }),
    known('suggest.accept-all', () => acts.settleAll('accept'), { when }),
    known('suggest.reject-all', () => acts.settleAll('reject'), { when }),
    known('suggest.list', openPanel),
  ])
  useEffect(() => {
    void readAuthor().then((name) => {
      author.current = name
    })
  }, [])
  // What the session suggested in this window ends with it.
  useEffect(() => () => setSuggesting(editor, null), [editor])
  return acts
}
