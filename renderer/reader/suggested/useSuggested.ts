import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Mark } from '../../../shared/contract/entities.ts'
import type { Output } from '../../../shared/contract/index.ts'
import type { SuggestionItem } from '../../../shared/contract/suggestions.ts'
import { AttestError, toErrorValue } from '../../../shared/model/error.ts'
import { request, useOperation } from '../../bridge.ts'
import { known, useCommands } from '../../commands/registry.ts'
import type { SpeakerChoice } from '../../entities/speaker.ts'
import { type MarkAddress, shell, useShell } from '../../shell/store.ts'
import { setPreferences } from '../../shell/theme.ts'
import { paint } from '../../ui/highlight.ts'
import { announce } from '../../ui/Live.tsx'
import { toast } from '../../ui/Toast.tsx'
import { suggestedWords as words } from '../../words/suggested.ts'
import { rangesOf } from '../place.ts'
import type { Span } from '../text.ts'
import { speakerFor, takeAsIs } from './taking.ts'

export interface SuggestedOptions {
  readonly reading: Output<'sources.read'>
  readonly marks: readonly Mark[]
  readonly body: RefObject<HTMLElement | null>
  readonly drafting: boolean
  /** Where going to the next one starts, in code points. */
  place(): number
  show(span: Span): void
  /** A suggestion became a quote or claim. */
  onTaken(mark: MarkAddress): void
  /** Opens the form with what is suggested. */
  onEdit(item: SuggestionItem, speaker: SpeakerChoice): void
}

export interface Suggested {
  /** Those that are left, in the order of the text. */
  readonly items: readonly SuggestionItem[]
  readonly active: SuggestionItem | null
  choose(item: SuggestionItem | null): void
  accept(): void
  edit(): void
  reject(): void
  /** What the form made of a suggestion. */
  edited(item: SuggestionItem, mark: MarkAddress): void
  /** The innermost suggestion at a place in the text. */
  at(position: number): SuggestionItem | undefined
}

const keyOf = ({ type, start, end }: SuggestionItem): string => `${type} ${start} ${end}`
const answerOf = ({ type, start, end }: SuggestionItem) => ({ type, start, end })

const report = (problem: unknown): void =>
  shell().setTrouble(problem instanceof AttestError ? problem : toErrorValue(problem))

/** The quotes and claims that are suggested in a source: drawn pale in its text, and answered by a key each. */
export function useSuggested(options: SuggestedOptions): Suggested {
  const { reading, marks, body, drafting, place, show, onTaken, onEdit } = options
  const on = useShell((state) => state.preferences.suggestions)
  const { source, snapshot, extraction } = reading
  const found = useOperation('suggestions.find', on ? { sourceId: source.id, snapshotId: snapshot.id } : null)
  const [answered, setAnswered] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<SuggestionItem | null>(null)
  const busy = useRef(false)

  const items = useMemo(() => {
    const value = found.value
    if (value === null || value.extractionId !== extraction.id) return []
    return value.items.filter(
      (item) =>
        !answered.has(keyOf(item)) &&
        !marks.some((mark) => mark.type === item.type && mark.start < item.end && mark.end > item.start),
    )
  }, [found.value, extraction.id, answered, marks])
  const shown = active !== null && items.some((item) => keyOf(item) === keyOf(active)) ? active : null

  useEffect(() => {
    if (found.error !== null) toast(`${found.error.message} ${found.error.hint ?? ''}`.trim())
  }, [found.error])

  // The nodes of a paragraph are new when its marks are: drawn again then.
  useLayoutEffect(() => {
    const root = body.current
    if (root === null) return
    const of = (type: SuggestionItem['type']) =>
      rangesOf(
        root,
        items.filter((item) => item.type === type),
      )
    paint('suggested-quote', of('quote'))
    paint('suggested-claim', of('claim'))
    paint('suggested-here', shown === null ? [] : rangesOf(root, [shown]))
  }, [items, shown, body])
  useEffect(
    () => () => {
      for (const name of ['suggested-quote', 'suggested-claim', 'suggested-here'] as const) paint(name, [])
    },
    [],
  )

  const go = (item: SuggestionItem): void => {
    // What is selected has tools of its own in the same place.
    document.getSelection()?.removeAllRanges()
    setActive(item)
    show(item)
    announce(words.said(item))
  }
  const step = (by: 1 | -1): void => {
    const at = shown === null ? -1 : items.findIndex((item) => keyOf(item) === keyOf(shown))
    const here = place()
    const next =
      at !== -1
        ? items[at + by]
        : by === 1
          ? (items.find((item) => item.start >= here) ?? items[0])
          : items.filter((item) => item.start < here).at(-1)
    if (next === undefined) announce(words.none)
    else go(next)
  }
  /** Takes one out, and goes on to the next. */
  const leave = (item: SuggestionItem): void => {
    const next = items[items.findIndex((each) => keyOf(each) === keyOf(item)) + 1]
    setAnswered((before) => new Set(before).add(keyOf(item)))
    setActive(next ?? null)
    if (next !== undefined) show(next)
  }
  const bring = (item: SuggestionItem): void =>
    setAnswered((before) => new Set([...before].filter((key) => key !== keyOf(item))))
  /** One answer at a time: a key that is held must not answer what nobody has seen. */
  const answering = async (act: (item: SuggestionItem) => Promise<void>): Promise<void> => {
    if (shown === null || busy.current) return
    busy.current = true
    try {
      await act(shown)
    } catch (problem) {
      report(problem)
    } finally {
      busy.current = false
    }
  }
  const accept = (): void =>
    void answering(async (item) => {
      const taken = { sourceId: source.id, extractionId: extraction.id, language: source.language }
      const mark = await takeAsIs(item, taken)
      leave(item)
      announce(words.accepted[item.type])
      onTaken(mark)
    })
  const reject = (): void =>
    void answering(async (item) => {
      const at = { extractionId: extraction.id, ...answerOf(item) }
      await request('suggestions.answer', { ...at, entityId: null })
      leave(item)
      toast(words.rejected, () => {
        request('suggestions.withdraw', at).then(() => {
          bring(item)
          go(item)
        }, report)
      })
    })
  const edit = (): void => void answering(async (item) => onEdit(item, await speakerFor(item, source.id)))
  const edited = (item: SuggestionItem, { id }: MarkAddress): void => {
    leave(item)
    request('suggestions.answer', {
      extractionId: extraction.id,
      ...answerOf(item),
      entityId: id,
    }).catch(report)
  }

  const some = { when: () => !drafting && items.length > 0 }
  const one = { when: () => !drafting && shown !== null }
  useCommands([
    known('reader.next-suggestion', () => step(1), some),
    known('reader.previous-suggestion', () => step(-1), some),
    known('reader.accept', accept, one),
    known('reader.edit', edit, one),
    known('reader.reject', reject, one),
    known('reader.suggestions', () => {
      void setPreferences({ suggestions: !on })
      announce(words.shown(!on))
    }),
  ])
  const at = useCallback(
    (position: number) =>
      items
        .filter((item) => item.start <= position && position < item.end)
        .sort((left, right) => left.end - left.start - (right.end - right.start))[0],
    [items],
  )
  return {
    items,
    active: shown,
    choose: (item) => (item === null ? setActive(null) : go(item)),
    accept,
    edit,
    reject,
    edited,
    at,
  }
}
