import {
  ArrowLeftRight,
  CaseSensitive,
  ChevronDown,
  ChevronUp,
  Quote,
  Regex,
  TextSelect,
  WholeWord,
  X,
} from 'lucide-react'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { Editor, Path, Range, type RangeRef, Transforms } from 'slate'
import { ReactEditor, useSlateStatic } from 'slate-react'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { findWords as words } from '../words/find.ts'
import { replacementFor } from './core/pattern.ts'
import { replaceHits } from './core/replace.ts'
import { useFinding } from './useFinding.ts'

/** Longer selections are a place to search in, not words to search for. */
const longestWords = 120

/** What the selection says when finding begins: words to look for, or where to look. */
function selected(editor: Editor): { text: string; within: RangeRef | null } {
  const { selection } = editor
  if (!selection || Range.isCollapsed(selection)) return { text: '', within: null }
  const [start, end] = Range.edges(selection)
  const text = Editor.string(editor, selection)
  const oneBlock = Path.equals(start.path.slice(0, -1), end.path.slice(0, -1))
  if (oneBlock && text.length <= longestWords) return { text, within: null }
  return { text: '', within: Editor.rangeRef(editor, selection) }
}

/** Finds words in the open briefing and puts others in their place. Closing leaves the place found selected. */
export function FindBar(props: {
  replacing: boolean
  readOnly: boolean
  onReplacing(): void
  onClose(): void
}) {
  const { readOnly, onReplacing, onClose } = props
  const replacing = props.replacing && !readOnly
  const editor = useSlateStatic()
  const begun = useMemo(() => selected(editor), [editor])
  const [text, setText] = useState(begun.text)
  const [replacement, setReplacement] = useState('')
  const [matchCase, setMatchCase] = useState(false)
  const [wholeWord, setWholeWord] = useState(false)
  const [regex, setRegex] = useState(false)
  const [inSelection, setInSelection] = useState(begun.within !== null)
  const [quoted, setQuoted] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const within = useMemo(
    () => (inSelection && begun.within ? () => begun.within?.current ?? null : null),
    [inSelection, begun],
  )
  const { hits, at, problem, go, again } = useFinding({ words: text, matchCase, wholeWord, regex }, within)
  const count = words.count(at + 1, hits.length)

  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])
  useEffect(() => () => void begun.within?.unref(), [begun])
  useEffect(() => {
    if (text !== '') announce(problem === null ? count : words.problem(problem))
  }, [text, count, problem])

  const close = (): void => {
    const hit = hits[at]
    onClose()
    ReactEditor.focus(editor)
    if (hit) Transforms.select(editor, hit.range)
  }
  const replace = (): void => {
    const hit = hits[at]
    if (!hit) return
    if (hit.quoted && !quoted) {
      announce(words.onlyQuoted)
      go(1)
      return
    }
    replaceHits(editor, [hit], (each) => replacementFor(each, replacement, regex))
    again()
  }
  const replaceAll = (): void => {
    const chosen = quoted ? hits : hits.filter((hit) => !hit.quoted)
    replaceHits(editor, chosen, (each) => replacementFor(each, replacement, regex))
    again()
    announce(words.replaced(chosen.length, hits.length - chosen.length))
    setSaid(words.replaced(chosen.length, hits.length - chosen.length))
  }
  const [said, setSaid] = useState('')
  const keys = (enter: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key !== 'Enter') return
    enter(event)
    event.preventDefault()
    event.stopPropagation()
  }
  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    close()
  }
  const change = (next: string): void => {
    setText(next)
    setSaid('')
  }

  return (
    <search className="find-bar find-replace" aria-label={words.title} onKeyDown={closeByKey}>
      <div className="find-row">
        <input
          ref={box}
          type="text"
          className="input"
          aria-label={words.find}
          placeholder={words.find}
          aria-invalid={problem !== null}
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={keys((event) => go(event.shiftKey ? -1 : 1))}
        />
        <IconButton
          label={words.matchCase}
          icon={CaseSensitive}
          size="small"
          pressed={matchCase}
          onClick={() => setMatchCase(!matchCase)}
        />
        <IconButton
          label={words.wholeWord}
          icon={WholeWord}
          size="small"
          pressed={wholeWord}
          onClick={() => setWholeWord(!wholeWord)}
        />
        <IconButton
          label={words.regex}
          icon={Regex}
          size="small"
          pressed={regex}
          onClick={() => setRegex(!regex)}
        />
        {begun.within && (
          <IconButton
            label={words.inSelection}
            icon={TextSelect}
            size="small"
            pressed={inSelection}
            onClick={() => setInSelection(!inSelection)}
          />
        )}
        <span className="find-count tabular">{text === '' ? '' : count}</span>
        <IconButton label={words.previous} icon={ChevronUp} size="small" onClick={() => go(-1)} />
        <IconButton label={words.next} icon={ChevronDown} size="small" onClick={() => go(1)} />
        {!readOnly && !replacing && (
          <IconButton label={words.showReplace} icon={ArrowLeftRight} size="small" onClick={onReplacing} />
        )}
        <IconButton label={words.close} icon={X} size="small" onClick={close} />
      </div>
      {replacing && (
        <div className="find-row">
          <input
            type="text"
            className="input"
            aria-label={words.replaceWith}
            placeholder={words.replaceWith}
            value={replacement}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={keys((event) => (event.ctrlKey || event.metaKey ? replaceAll() : replace()))}
          />
          <IconButton
            label={words.inQuotations}
            icon={Quote}
            size="small"
            pressed={quoted}
            onClick={() => setQuoted(!quoted)}
          />
          <Button size="small" disabled={hits.length === 0} onClick={replace}>
            {words.replace}
          </Button>
          <Button size="small" disabled={hits.length === 0} onClick={replaceAll}>
            {words.replaceAll}
          </Button>
        </div>
      )}
      {problem !== null && <p className="find-problem">{words.problem(problem)}</p>}
      {said !== '' && <p className="find-said">{said}</p>}
    </search>
  )
}
