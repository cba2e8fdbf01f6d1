import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Editor, type Range } from 'slate'
import { ReactEditor } from 'slate-react'
import type { PaletteItem } from '../../shared/contract/briefings.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import type { Target } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { findIn } from '../commands/match.ts'
import { Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { editorWords } from '../words/editor.ts'
import { CitePreview } from './CitePreview.tsx'
import { useSession } from './context.ts'

const words = editorWords.palette

/** What the editor's keys may do while the palette is open. */
export interface PaletteKeys {
  /** True when the key was the palette's. */
  key(event: { key: string; shiftKey: boolean; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): boolean
}

export type Chosen = {
  readonly entity: CitedEntity
  readonly how: 'cite' | 'another' | 'quote' | 'block' | 'open'
}

type Group = 'inBriefing' | 'claim' | 'quote' | 'rest'
const groupOf = (item: PaletteItem): Group =>
  item.inBriefing ? 'inBriefing' : item.type === 'claim' || item.type === 'quote' ? item.type : 'rest'
const groupOrder: readonly Group[] = ['inBriefing', 'claim', 'quote', 'rest']

function Emphasised({ text, query }: { text: string; query: string }) {
  const spans = query ? (findIn(text, query) ?? []) : []
  let at = 0
  const parts = spans.flatMap((span) => {
    const before = text.slice(at, span.start)
    at = span.end
    return [before, <em key={span.start}>{text.slice(span.start, span.end)}</em>]
  })
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}

/** Marks what was typed without touching the text (CSS Custom Highlight API, Chromium 105). */
const highlight = 'highlights' in CSS ? CSS.highlights : null

/** The citing palette under the caret. The editor keeps the focus and hands its keys over. */
export function CitePalette({
  range,
  query,
  onChoose,
  onClose,
  keys,
}: {
  range: Range
  query: string
  onChoose: (chosen: Chosen) => void
  onClose: () => void
  keys: Ref<PaletteKeys>
}) {
  const session = useSession()
  const [items, setItems] = useState<readonly PaletteItem[]>([])
  const [asked, setAsked] = useState<string | null>(null)
  const [speaker, setSpeaker] = useState<{ id: string; name: string; query: string } | null>(null)
  const [active, setActive] = useState(0)
  const [place, setPlace] = useState<{ left: number; top?: number; bottom?: number }>({ left: 0, top: 0 })
  const turn = useRef(0)
  const list = useRef<HTMLDivElement>(null)
  /** What Enter asked for before the answer to the last letter was here. */
  const early = useRef<Chosen['how'] | null>(null)
  const chooseRef = useRef<(item: PaletteItem | undefined, how: Chosen['how']) => void>(() => undefined)

  // A newer keystroke makes an older answer worthless; results keep their place until the next are here.
  useEffect(() => {
    const mine = ++turn.current
    const ask = async (): Promise<readonly PaletteItem[]> => {
      if (speaker) {
        const result = await client.call('speakers.get', { id: speaker.id })
        if (!result.ok) return []
        return result.value.quotes.map((quote) => ({
          type: 'quote' as const,
          id: quote.id,
          key: quote.key,
          text: quote.words,
          detail: quote.speakerName,
          source: quote.sourceTitle,
          grade: '',
          verdict: quote.verdict,
          unnamed: quote.speakerKind === 'anonymous',
          inBriefing: false,
        }))
      }
      const result = await client.call('palette.search', { query, briefingId: session.id, limit: 24 })
      return result.ok ? result.value.items : []
    }
    void ask().then((found) => {
      if (turn.current !== mine) return
      const sorted = groupOrder.flatMap((group) => found.filter((item) => groupOf(item) === group))
      setItems(sorted)
      setAsked(query)
      setActive(0)
      const how = early.current
      early.current = null
      if (how) chooseRef.current(sorted[0], how)
      if (query !== '') announce(words.results(sorted.length))
    })
  }, [query, session, speaker])

  // Another word was typed after a speaker was chosen: search everything again.
  useEffect(() => {
    if (speaker && speaker.query !== query) setSpeaker(null)
  }, [speaker, query])

  const chosen = items[Math.min(active, items.length - 1)]
  const target: Target | null =
    chosen && chosen.type !== 'speaker' ? { type: chosen.type, id: chosen.id } : null
  const [preview, setPreview] = useState<CitedEntity | null>(null)
  const targetId = target?.id
  const targetType = target?.type
  useEffect(() => {
    let current = true
    setPreview(null)
    if (!targetId || !targetType) return
    const wanted = { type: targetType, id: targetId }
    void session.describe([wanted]).then(() => {
      if (current) setPreview(session.entity(wanted) ?? null)
    })
    return () => {
      current = false
    }
  }, [session, targetId, targetType])

  useLayoutEffect(() => {
    const { editor } = session
    if (!Editor.hasPath(editor, range.anchor.path)) return
    try {
      const box = ReactEditor.toDOMRange(editor, range).getBoundingClientRect()
      const width = Math.min(764, window.innerWidth - 24)
      const left = Math.max(12, Math.min(box.left - 40, window.innerWidth - width - 12))
      highlight?.set('cite-query', new Highlight(ReactEditor.toDOMRange(editor, range)))
      if (window.innerHeight - box.bottom < 424) setPlace({ left, bottom: window.innerHeight - box.top + 6 })
      else setPlace({ left, top: box.bottom + 8 })
    } catch {
      onClose()
    }
    return () => {
      highlight?.delete('cite-query')
    }
  }, [range, session, onClose])

  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another row becomes the active one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active, items])

  const choose = (item: PaletteItem | undefined, how: Chosen['how']): void => {
    if (!item) return
    if (item.type === 'speaker') {
      setSpeaker({ id: item.id, name: item.text, query })
      return
    }
    const wanted: Target = { type: item.type, id: item.id }
    void session.describe([wanted]).then(() => {
      const entity = session.entity(wanted)
      if (entity) onChoose({ entity, how })
    })
  }

  chooseRef.current = choose

  useImperativeHandle(keys, () => ({
    key: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 6, PageUp: -6 }[event.key]
      if (step !== undefined && items.length > 0 && !event.altKey) {
        setActive((before) => (Math.min(before, items.length - 1) + step + items.length * 8) % items.length)
        return true
      }
      if (event.key === 'Escape') {
        onClose()
        return true
      }
      const mod = event.ctrlKey || event.metaKey
      const block = mod && event.key.toLowerCase() === 'b'
      if (!block && event.key !== 'Enter' && event.key !== 'Tab') return false
      const how: Chosen['how'] = block
        ? 'block'
        : event.altKey
          ? 'quote'
          : mod
            ? 'open'
            : event.shiftKey && event.key === 'Enter'
              ? 'another'
              : 'cite'
      // The rows still answer an earlier letter: what they show is not what was asked for.
      if (asked !== query && !speaker && query !== '') {
        early.current = how
        return true
      }
      if (chosen) {
        choose(chosen, how)
        return true
      }
      return false
    },
  }))

  let group: Group | null = null
  return createPortal(
    <div className="cite-palette" style={place} role="dialog" aria-label={words.label}>
      <div
        className="cite-list"
        ref={list}
        role="listbox"
        aria-label={words.label}
        tabIndex={0}
        onMouseDown={(event) => event.preventDefault()}
      >
        {items.length === 0 && asked !== null && (
          <p className="cite-empty">{query ? words.nothing(query) : words.start}</p>
        )}
        {items.map((item, at) => {
          const own = groupOf(item)
          const heading = own === group ? null : own
          group = own
          const mark = item.verdict === null ? null : verdictMark(item.verdict)
          const selected = item === chosen
          const number = item.inBriefing ? session.numberOf(targetKey(item)) : undefined
          return (
            <div key={`${item.type}${item.id}`} role="presentation">
              {heading && (
                <div className="cite-group" role="presentation">
                  <span>{words[heading]}</span>
                  <span>{items.filter((each) => groupOf(each) === heading).length}</span>
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the editor hands the keys over */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text */}
              <div
                role="option"
                aria-selected={selected}
                className="cite-row"
                onPointerMove={() => setActive(at)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(item, 'cite')}
              >
                <Mark
                  name={
                    item.type === 'speaker'
                      ? item.unnamed
                        ? 'anonymous'
                        : 'person'
                      : item.unnamed
                        ? 'anonymous'
                        : item.type
                  }
                />
                <span className="cite-text">
                  <Emphasised text={item.text} query={query} />
                </span>
                <span className="cite-detail">{[item.detail, item.source].filter(Boolean).join(' · ')}</span>
                <span className="cite-end">
                  {number && <span className="cite-number">{number}</span>}
                  {mark && mark !== 'verified' && (
                    <Mark name={mark} size={14} label={verdictWords[item.verdict ?? 'unchecked']} />
                  )}
                  {item.grade && <span className="grade">{item.grade}</span>}
                </span>
              </div>
            </div>
          )
        })}
      </div>
      <div className="cite-preview">{preview && <CitePreview entity={preview} />}</div>
      <div className="cite-foot">
        <span>
          <kbd>↑</kbd>
          <kbd>↓</kbd> {words.choose}
        </span>
        <span>
          <Keys of="Enter" /> {words.citeKey}
        </span>
        <span>
          <Keys of="Shift+Enter" /> {words.another}
        </span>
        <span className="wide-only">
          <Keys of="Alt+Enter" /> {words.quoteWords}
        </span>
        <span className="grow" />
        <span>
          <kbd>Esc</kbd> {words.keep}
        </span>
      </div>
    </div>,
    document.body,
  )
}
