import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Block } from '../../shared/document/block.ts'
import type { CitationItem } from '../../shared/document/citation.ts'
import { type ComparedBlock, type ComparedCitation, compareBlocks } from '../../shared/document/compare.ts'
import { Button } from '../ui/Button.tsx'
import { announce } from '../ui/Live.tsx'
import { compareWords as words } from '../words/compare.ts'
import { useVersion } from './keyed.ts'
import type { BriefingSession } from './session.ts'

/** One state's words of a block, with what the other has not. */
function Side({ block, side }: { block: ComparedBlock; side: 'source' | 'memo' }) {
  if (block.kind === (side === 'source' ? 'added' : 'removed')) return <div className="compared-none" />
  const Mark = side === 'source' ? 'del' : 'ins'
  let place = 0
  return (
    <div>
      {block.parts.map((part) => {
        if (part.kind !== 'same' && part.kind !== side) return null
        place += 1
        return part.kind === 'same' ? (
          <span key={place}>{part.text}</span>
        ) : (
          <Mark key={place}>{part.text}</Mark>
        )
      })}
    </div>
  )
}

/** What is said above a pair of blocks that differ. */
function sayKind(block: ComparedBlock): string {
  if (block.moved) return block.kind === 'added' ? words.movedHere : words.movedAway
  if (block.kind === 'changed' && block.parts.every(({ kind }) => kind === 'same')) return words.otherwise
  return words.kinds[block.kind]
}

function Citations({ session, list }: { session: BriefingSession; list: readonly ComparedCitation[] }) {
  useVersion(session.entities)
  const label = ({ target, typedKey, locator }: CitationItem): string => {
    const key = session.entity(target)?.key ?? typedKey ?? words.gone
    return locator === undefined ? key : `${key}, ${locator}`
  }
  const labels = (items: readonly CitationItem[]): string => items.map(label).join('; ')
  return (
    <ul className="compared-citations" aria-label={words.citations}>
      {list.map((citation) => (
        <li key={citation.id}>
          <b>{words.citationKinds[citation.kind]}</b>{' '}
          {citation.kind === 'changed' ? (
            <>
              <del>{labels(citation.before)}</del> <ins>{labels(citation.after)}</ins>
            </>
          ) : (
            labels(citation.kind === 'added' ? citation.after : citation.before)
          )}
        </li>
      ))}
    </ul>
  )
}

/** Two states of a briefing side by side: what differs is marked, and can be gone through by key. */
export function CompareView(props: {
  session: BriefingSession
  before: { title: string; blocks: readonly Block[] }
  after: { title: string; blocks: readonly Block[] }
}) {
  const { session, before, after } = props
  const comparison = useMemo(() => compareBlocks(before.blocks, after.blocks), [before.blocks, after.blocks])
  const { blocks, citations } = comparison
  const changes = blocks.flatMap((block, at) => (block.kind === 'same' ? [] : [at]))
  const [shown, setShown] = useState(-1)
  const rows = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another comparison begins before its first change
  useEffect(() => setShown(-1), [comparison])
  useEffect(() => {
    const targets = citations.flatMap(({ before: old, after: now }) =>
      [...old, ...now].flatMap(({ target }) => (target ? [target] : [])),
    )
    void session.describe(targets)
  }, [session, citations])
  const go = (by: 1 | -1): void => {
    if (changes.length === 0) return
    const next = shown < 0 && by < 0 ? changes.length - 1 : (shown + by + changes.length) % changes.length
    setShown(next)
    const block = blocks[changes[next] ?? 0]
    rows.current?.querySelector(`[data-row="${changes[next]}"]`)?.scrollIntoView({ block: 'center' })
    if (block) announce(words.at(next + 1, changes.length, sayKind(block)))
  }
  const press = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    go(by)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Alt with the arrows only repeats its buttons
    <div className="compare" onKeyDown={press}>
      <div className="compare-bar">
        <span role="status">{words.count(changes.length, citations.length)}</span>
        <Button size="small" keys="Alt+ArrowUp" disabled={changes.length === 0} onClick={() => go(-1)}>
          {words.previous}
        </Button>
        <Button size="small" keys="Alt+ArrowDown" disabled={changes.length === 0} onClick={() => go(1)}>
          {words.next}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and so must be reached by the keyboard */}
      <section className="compare-rows" tabIndex={0} ref={rows} aria-label={words.label}>
        {citations.length > 0 && <Citations session={session} list={citations} />}
        <div className="compare-heads">
          <b>{before.title}</b>
          <b>{after.title}</b>
        </div>
        {blocks.map((block, at) => (
          <div
            key={`${block.id} ${block.kind}`}
            data-row={at}
            className={`compared compared-${block.kind}`}
            aria-current={changes[shown] === at ? 'true' : undefined}
          >
            {block.kind !== 'same' && <p className="compared-kind">{sayKind(block)}</p>}
            <Side block={block} side="source" />
            <Side block={block} side="memo" />
          </div>
        ))}
      </section>
    </div>
  )
}
