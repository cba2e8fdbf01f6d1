import type { KeyboardEvent, RefObject } from 'react'
import type { Mark } from '../../shared/contract/entities.ts'
import type { Id } from '../../shared/model/identity.ts'
import { useCommands } from '../commands/registry.ts'
import { focusRegion } from '../shell/regions.ts'
import { type MarkAddress, shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { readerWords } from '../words/reader.ts'
import { growBySentence, moveEdge, sentenceBeside } from './selection.ts'
import type { ReaderText, Span } from './text.ts'

const words = readerWords.commands

export interface ReaderActs {
  readonly text: ReaderText
  readonly language: string
  readonly selection: Span | null
  readonly marks: readonly Mark[]
  readonly active: MarkAddress | null
  readonly sourceId: Id
  readonly scroller: RefObject<HTMLElement | null>
  readonly body: RefObject<HTMLElement | null>
  readonly drafting: boolean
  select(span: Span): void
  choose(mark: Mark): void
  clear(): void
  begin(type: 'quote' | 'claim'): void
  find(): void
}

/** Where the first paragraph in sight begins: where selecting by keys starts. */
function topInSight(acts: ReaderActs): number {
  const top = acts.scroller.current?.getBoundingClientRect().top ?? 0
  const paragraphs = acts.body.current?.querySelectorAll<HTMLElement>('[data-start]') ?? []
  for (const paragraph of paragraphs) {
    if (paragraph.getBoundingClientRect().bottom > top + 40) return Number(paragraph.dataset.start)
  }
  return 0
}

/**
 * Everything the reader does from the keyboard: marking, going from mark to mark, and selecting without a pointer.
 * Returns the handler for keys that only mean something while the text itself has the focus.
 */
export function useReaderCommands(acts: ReaderActs): (event: KeyboardEvent) => void {
  const { text, language, selection, marks, active } = acts
  const place = (): number => {
    if (selection !== null) return selection.start
    const shown = marks.find((mark) => mark.id === active?.id)
    return shown?.start ?? topInSight(acts)
  }
  const sentence = (step: 1 | -1): void => {
    const from = selection === null ? place() : step === 1 ? selection.end : selection.start
    const found = sentenceBeside(text, from, step, language)
    if (found !== null) acts.select(found)
  }
  const edge = (side: 'start' | 'end', step: 1 | -1): void => {
    if (selection === null) sentence(1)
    else acts.select(moveEdge(text, selection, side, step, language))
  }
  const grow = (step: 1 | -1): void => {
    if (selection === null) sentence(1)
    else acts.select(growBySentence(text, selection, step, language))
  }
  const goToMark = (step: 1 | -1): void => {
    const at = marks.findIndex((mark) => mark.id === active?.id)
    const here = place()
    const next =
      at !== -1
        ? marks[at + step]
        : step === 1
          ? marks.find((mark) => mark.start >= here)
          : marks.filter((mark) => mark.start < here).at(-1)
    if (next === undefined) announce(readerWords.noMark)
    else acts.choose(next)
  }
  const use = (): void => {
    if (shell().openBriefing === null) toast(readerWords.noBriefing)
    else shell().cite(active ?? { type: 'source', id: acts.sourceId })
  }
  const free = (): boolean => !acts.drafting
  const reading = { group: 'Reading', when: free } as const
  const still = { ...reading, quiet: true } as const
  useCommands([
    { ...reading, id: 'reader.quote', title: words.quote, keys: ['Q'], run: () => acts.begin('quote') },
    { ...reading, id: 'reader.claim', title: words.claim, keys: ['C'], run: () => acts.begin('claim') },
    { ...reading, id: 'use', title: words.use, keys: ['U'], run: use },
    { ...still, id: 'reader.next-mark', title: words.nextMark, keys: ['J'], run: () => goToMark(1) },
    { ...still, id: 'reader.previous-mark', title: words.previousMark, keys: ['K'], run: () => goToMark(-1) },
    { ...still, id: 'reader.sentence', title: words.nextSentence, keys: ['.'], run: () => sentence(1) },
    {
      ...still,
      id: 'reader.sentence-back',
      title: words.previousSentence,
      keys: [','],
      run: () => sentence(-1),
    },
    { ...still, id: 'reader.grow', title: words.addSentence, keys: ['>'], run: () => grow(1) },
    { ...still, id: 'reader.shrink', title: words.dropSentence, keys: ['<'], run: () => grow(-1) },
    {
      ...still,
      id: 'reader.end',
      title: words.endForward,
      keys: ['Shift+ArrowRight'],
      run: () => edge('end', 1),
    },
    {
      ...still,
      id: 'reader.end-back',
      title: words.endBack,
      keys: ['Shift+ArrowLeft'],
      run: () => edge('end', -1),
    },
    {
      ...still,
      id: 'reader.start',
      title: words.startForward,
      keys: ['Alt+Shift+ArrowRight'],
      run: () => edge('start', 1),
    },
    {
      ...still,
      id: 'reader.start-back',
      title: words.startBack,
      keys: ['Alt+Shift+ArrowLeft'],
      run: () => edge('start', -1),
    },
    { ...reading, id: 'find', title: readerWords.find, keys: ['Mod+F', '/'], run: acts.find },
  ])

  return (event) => {
    if (event.key === 'Escape' && (selection !== null || active !== null)) {
      event.preventDefault()
      acts.clear()
    } else if (event.key === 'Enter' && active !== null && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      shell().openInspector()
      requestAnimationFrame(() => focusRegion('inspector'))
    }
  }
}
