import type { KeyboardEvent, RefObject } from 'react'
import type { CommandId } from '../../shared/commands/catalogue.ts'
import type { Mark } from '../../shared/contract/entities.ts'
import type { Id } from '../../shared/model/identity.ts'
import { type Command, known, useCommands } from '../commands/registry.ts'
import { copyLink } from '../entities/link.ts'
import { focusRegion } from '../shell/regions.ts'
import { type MarkAddress, shell } from '../shell/store.ts'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { readerWords } from '../words/reader.ts'
import { growBySentence, moveEdge, sentenceBeside } from './selection.ts'
import type { ReaderText, Span } from './text.ts'

export interface ReaderActs {
  readonly text: ReaderText
  readonly language: string
  /** As it is now, drawn or not. */
  selection(): Span | null
  readonly marks: readonly Mark[]
  readonly active: MarkAddress | null
  readonly sourceId: Id
  readonly scroller: RefObject<HTMLElement | null>
  readonly body: RefObject<HTMLElement | null>
  readonly drafting: boolean
  select(span: Span): void
  choose(mark: Mark): void
  clear(): void
  /** Whether there is anything that Escape takes away, the selection aside. */
  readonly clearable: boolean
  begin(type: 'quote' | 'claim'): void
  /** Keeps the selection as a claim, as it stands, and cites it in the open briefing. */
  claimAndCite(): void
  find(): void
}

/** Where the first paragraph in sight begins: where selecting by keys starts. */
export function topInSight(scroller: HTMLElement | null, body: HTMLElement | null): number {
  const top = scroller?.getBoundingClientRect().top ?? 0
  const paragraphs = body?.querySelectorAll<HTMLElement>('[data-start]') ?? []
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
  const { text, language, marks, active } = acts
  const place = (): number => {
    const selection = acts.selection()
    if (selection !== null) return selection.start
    const shown = marks.find((mark) => mark.id === active?.id)
    return shown?.start ?? topInSight(acts.scroller.current, acts.body.current)
  }
  const sentence = (step: 1 | -1): void => {
    const selection = acts.selection()
    const from = selection === null ? place() : step === 1 ? selection.end : selection.start
    const found = sentenceBeside(text, from, step, language)
    if (found !== null) acts.select(found)
  }
  const edge = (side: 'start' | 'end', step: 1 | -1): void => {
    const selection = acts.selection()
    if (selection === null) sentence(1)
    else acts.select(moveEdge(text, selection, side, step, language))
  }
  const grow = (step: 1 | -1): void => {
    const selection = acts.selection()
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
  const command = (id: CommandId, run: () => void): Command => known(id, run, { when: () => !acts.drafting })
  useCommands([
    command('reader.quote', () => acts.begin('quote')),
    command('reader.claim', () => acts.begin('claim')),
    command('reader.claim-cite', acts.claimAndCite),
    command('use', use),
    command('link.copy', () => void copyLink(active ?? { type: 'source', id: acts.sourceId })),
    command('reader.next-mark', () => goToMark(1)),
    command('reader.previous-mark', () => goToMark(-1)),
    command('reader.sentence', () => sentence(1)),
    command('reader.sentence-back', () => sentence(-1)),
    command('reader.grow', () => grow(1)),
    command('reader.shrink', () => grow(-1)),
    command('reader.end', () => edge('end', 1)),
    command('reader.end-back', () => edge('end', -1)),
    command('reader.start', () => edge('start', 1)),
    command('reader.start-back', () => edge('start', -1)),
    known('find', acts.find, { title: readerWords.find, when: () => !acts.drafting }),
  ])

  return (event) => {
    if (event.key === 'Escape' && (acts.selection() !== null || acts.clearable)) {
      event.preventDefault()
      acts.clear()
    } else if (event.key === 'Enter' && active !== null && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      shell().openInspector()
      requestAnimationFrame(() => focusRegion('inspector'))
    }
  }
}
