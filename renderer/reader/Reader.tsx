import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Mark } from '../../shared/contract/entities.ts'
import type { Output } from '../../shared/contract/index.ts'
import { emptyClaimDetails } from '../../shared/model/claim.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Snapshot } from '../../shared/model/source.ts'
import { client } from '../bridge.ts'
import type { SourceTab } from '../entities/SourceInspector.tsx'
import { Slot } from '../shell/slots.tsx'
import { type MarkAddress, shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { paint, reveal } from '../ui/highlight.ts'
import { Mark as DrawnMark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { readerWords as words } from '../words/reader.ts'
import type { Draft } from './draft.ts'
import { FindBar } from './FindBar.tsx'
import { FloatTools } from './FloatTools.tsx'
import { guessQuote } from './guess.ts'
import { innermost, inOrder, markKey, marksByParagraph } from './marks.ts'
import { Notes } from './Notes.tsx'
import { PaperHead } from './Paper.tsx'
import { positionAt, rangeOf, selectedSpan, selectSpan } from './place.ts'
import { ReaderInspector } from './ReaderInspector.tsx'
import { ReaderSidebar } from './ReaderSidebar.tsx'
import { ReaderStatus } from './ReaderStatus.tsx'
import { SuggestedCard } from './suggested/SuggestedCard.tsx'
import { wordsOf } from './suggested/taking.ts'
import { useSuggested } from './suggested/useSuggested.ts'
import { TextBody } from './TextBody.tsx'
import type { ReaderText, Span } from './text.ts'
import { topInSight, useReaderCommands } from './useReaderCommands.ts'

export interface ReaderViewProps {
  readonly sourceId: Id
  readonly snapshotId?: Id
  readonly mark?: MarkAddress
  readonly at?: { readonly start: number; readonly end: number }
  readonly tab?: 'source'
}

interface ReaderProps extends ReaderViewProps {
  readonly reading: Output<'sources.read'>
  readonly text: ReaderText
  readonly snapshots: readonly Snapshot[]
  readonly refetch: () => void
}

/** Longest statement of a claim, in UTF-16 units; the passage keeps all of the words. */
const longestClaim = 20_000

/** The reader over a text that is here: selection, marks, margin, inspector. */
export function Reader({
  sourceId,
  mark,
  at,
  tab: firstTab,
  reading,
  text,
  snapshots,
  refetch,
}: ReaderProps) {
  const briefing = useShell((state) => state.openBriefing)
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [selection, setShownSelection] = useState<Span | null>(null)
  /** The selection as the next key finds it: keys may come faster than the page is drawn. */
  const selected = useRef<Span | null>(null)
  const setSelection = useCallback((span: Span | null): void => {
    selected.current = span
    setShownSelection(span)
  }, [])
  const [draft, setDraft] = useState<Draft | null>(null)
  const [active, setActive] = useState<MarkAddress | null>(mark ?? null)
  const [tab, setTab] = useState<SourceTab>(firstTab === 'source' ? 'details' : 'lead')
  const [finding, setFinding] = useState(false)

  const marks = useMemo(() => inOrder(reading.marks), [reading.marks])
  const byParagraph = useMemo(() => marksByParagraph(text, marks), [text, marks])
  const pages = useMemo(() => {
    const labels = new Map<number, string>()
    reading.extraction.pages.forEach((start, index) => {
      const paragraph =
        text.paragraphs.find((candidate) => candidate.end > start) ??
        text.paragraphs[text.paragraphs.length - 1]
      if (paragraph !== undefined) labels.set(paragraph.index, words.page(index + 1))
    })
    return labels
  }, [reading.extraction.pages, text])
  const activeKey = active === null ? '' : markKey(active)
  const stale = reading.snapshot.supersededBy !== null

  const show = useCallback((span: Span): void => {
    if (body.current === null || scroller.current === null) return
    const range = rangeOf(body.current, span)
    if (range !== null) reveal(scroller.current, range)
  }, [])

  // Comes to the passage it was opened for, once the text stands.
  const arrived = useRef('')
  useLayoutEffect(() => {
    const wanted = mark === undefined ? at : (reading.marks.find((entry) => entry.id === mark.id) ?? at)
    const key = JSON.stringify([mark, at])
    if (wanted === undefined || arrived.current === key) return
    arrived.current = key
    if (mark !== undefined) {
      setActive(mark)
      setTab('lead')
    }
    show(wanted)
    if (mark === undefined && body.current !== null) paint('found', [rangeOf(body.current, wanted)])
  }, [mark, at, reading.marks, show])

  useEffect(() => {
    let frame = 0
    const onChange = (): void => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (body.current === null) return
        const span = selectedSpan(body.current)
        setSelection(span === null ? null : text.trim(span))
      })
    }
    document.addEventListener('selectionchange', onChange)
    return () => {
      cancelAnimationFrame(frame)
      document.removeEventListener('selectionchange', onChange)
    }
  }, [text, setSelection])
  useEffect(
    () => () => {
      paint('reader-draft', [])
      paint('found', [])
    },
    [],
  )

  const select = (span: Span): void => {
    if (body.current === null) return
    selectSpan(body.current, span)
    // At once, so that the next key goes on from here.
    setSelection(span)
    show(span)
    announce(words.selectedWords(text.slice(span.start, span.end).slice(0, 300)))
  }
  const focusText = (): void => body.current?.focus({ preventScroll: true })
  const choose = (entry: Mark | MarkAddress): void => {
    setActive({ type: entry.type, id: entry.id })
    setTab('lead')
    if ('start' in entry) show(entry)
  }
  const begin = (type: 'quote' | 'claim'): void => {
    if (selected.current === null) {
      announce(words.noSelection)
      return
    }
    setDraft({ type, selection: selected.current })
    setTab('lead')
    shell().openInspector()
    announce(type === 'quote' ? words.newQuote : words.newClaim)
  }
  const claiming = useRef(false)
  const claimAndCite = async (): Promise<void> => {
    const span = selected.current && text.trim(selected.current)
    if (!span || claiming.current) {
      if (!span) announce(words.noSelection)
      return
    }
    if (briefing === null) {
      toast(words.noBriefing)
      return
    }
    claiming.current = true
    const exact = text.slice(span.start, span.end).replace(/\s+/gu, ' ')
    const result = await client.call('claims.create', {
      ...emptyClaimDetails,
      text: exact.slice(0, longestClaim),
      place: { extractionId: reading.extraction.id, start: span.start, end: span.end },
    })
    claiming.current = false
    if (!result.ok) {
      shell().setTrouble(result.error)
      return
    }
    toast(words.claimedAndCited(briefing.subject))
    shell().cite({ type: 'claim', id: result.value.id })
  }
  const endDraft = (): void => {
    setDraft(null)
    paint('reader-draft', [])
    focusText()
  }

  const setDraftSpan = useCallback(
    (span: Span): void => {
      if (body.current === null) return
      document.getSelection()?.removeAllRanges()
      paint('reader-draft', [rangeOf(body.current, span)])
      // An inspector that opens over the page makes the lines shorter: the words must not run out of sight.
      requestAnimationFrame(() => show(span))
    },
    [show],
  )

  const suggested = useSuggested({
    reading,
    marks,
    body,
    drafting: draft !== null,
    place: () => selected.current?.start ?? topInSight(scroller.current, body.current),
    show,
    onTaken: (taken) => {
      setActive(taken)
      refetch()
    },
    onEdit: (item, speaker) => {
      setDraft({ type: item.type, selection: wordsOf(item), suggested: { item, speaker } })
      setTab('lead')
      shell().openInspector()
      announce(item.type === 'quote' ? words.newQuote : words.newClaim)
    },
  })
  const onTextKey = useReaderCommands({
    text,
    language: reading.source.language || 'en',
    selection: () => selected.current,
    marks,
    active,
    sourceId,
    scroller,
    body,
    drafting: draft !== null,
    select,
    choose: (entry) => {
      choose(entry)
      announce(`${entry.label}. ${entry.detail}`)
    },
    clear: () => {
      document.getSelection()?.removeAllRanges()
      paint('found', [])
      setActive(null)
      suggested.choose(null)
    },
    clearable: active !== null || suggested.active !== null,
    begin,
    claimAndCite: () => void claimAndCite(),
    find: () => setFinding(true),
  })

  return (
    <>
      {stale && (
        <div className="reader-bar">
          <DrawnMark name="stale" />
          <span className="grow">{words.superseded}</span>
          <Button size="small" onClick={() => shell().go({ name: 'reader', sourceId })}>
            {words.showNewest}
          </Button>
        </div>
      )}
      {finding && (
        <FindBar
          text={text}
          body={body}
          scroller={scroller}
          onClose={(found) => {
            setFinding(false)
            focusText()
            if (found !== null) select(found)
          }}
        />
      )}
      <div ref={scroller} className="reader">
        <article
          className="paper surface-page"
          aria-label={words.region}
          lang={reading.source.language || undefined}
        >
          <PaperHead reading={reading} text={text} />
          {text.paragraphs.length === 0 ? (
            <EmptyState icon={<DrawnMark name="source" size={24} />} title={words.emptyText}>
              {words.emptyTextDetail}
            </EmptyState>
          ) : (
            <div className="paper-columns">
              {/* biome-ignore lint/a11y/useSemanticElements: not a form's group; names the text and takes its keys */}
              <div
                ref={body}
                role="group"
                // biome-ignore lint/a11y/noNoninteractiveTabindex: the text takes keys that select in it
                tabIndex={0}
                data-region-start=""
                className="paper-text"
                dir="auto"
                aria-label={words.text}
                aria-description={words.textHelp}
                onKeyDown={(event: KeyboardEvent) => onTextKey(event)}
                onClick={(event) => {
                  if (document.getSelection()?.isCollapsed === false) return
                  const keys = (event.target as Element).closest<HTMLElement>('[data-marks]')?.dataset.marks
                  const hit = innermost(
                    marks.filter((entry) => keys?.split(' ').includes(markKey(entry)) === true),
                  )
                  if (hit === undefined) {
                    const at = positionAt(event.currentTarget, event.clientX, event.clientY)
                    suggested.choose((at === null ? undefined : suggested.at(at)) ?? null)
                    return
                  }
                  choose(hit)
                  shell().openInspector()
                }}
              >
                <TextBody text={text} marks={byParagraph} active={activeKey} pages={pages} />
              </div>
              <Notes
                marks={marks}
                active={activeKey}
                body={body}
                stale={stale}
                onChoose={(entry) => {
                  choose(entry)
                  shell().openInspector()
                }}
              />
              {selection === null && draft === null && <SuggestedCard suggested={suggested} body={body} />}
              {selection !== null && draft === null && (
                <FloatTools
                  span={selection}
                  likely={guessQuote(text, selection)?.form === 'indirect' ? 'claim' : 'quote'}
                  body={body}
                  onMark={begin}
                  onClaimAndCite={briefing === null ? null : () => void claimAndCite()}
                />
              )}
            </div>
          )}
        </article>
      </div>
      <Slot name="lower">
        <ReaderSidebar
          marks={marks}
          active={activeKey}
          snapshots={snapshots}
          shown={reading.snapshot.id}
          onChoose={choose}
        />
      </Slot>
      <Slot name="inspector">
        <ReaderInspector
          reading={reading}
          text={text}
          draft={draft}
          active={active}
          tab={tab}
          onTab={setTab}
          onType={(type) => draft !== null && setDraft({ ...draft, type })}
          onSpan={setDraftSpan}
          onSaved={(saved) => {
            if (draft?.suggested) suggested.edited(draft.suggested.item, saved)
            endDraft()
            setActive(saved)
            refetch()
          }}
          onCancel={() => {
            endDraft()
            if (draft !== null && !draft.suggested) select(draft.selection)
          }}
          onRemoved={() => setActive(null)}
        />
      </Slot>
      <ReaderStatus marks={marks} suggested={suggested.items.length} stale={stale} selection={selection} />
    </>
  )
}
