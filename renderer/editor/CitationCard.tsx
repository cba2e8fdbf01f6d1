import { ChevronDown, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useSlateSelector } from 'slate-react'
import type { CitationItem } from '../../shared/document/citation.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import type { Id } from '../../shared/model/identity.ts'
import { Button } from '../ui/Button.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { panelWords } from '../words/panels.ts'
import { useChip } from './Chip.tsx'
import { CitationItemFields } from './CitationItemFields.tsx'
import { actsOn, labelOf } from './citationActs.ts'
import type { ItemActs } from './core/itemActs.ts'
import { openPassage } from './Evidence.tsx'
import { useHanging } from './hanging.ts'
import { useKeyed } from './keyed.ts'
import { MergeActs } from './MergeActs.tsx'
import { regionOf } from './region.ts'
import type { BriefingSession } from './session.ts'
import { findShown, type Shown, sameShown } from './shownNode.ts'

const words = panelWords.source
const controls = 'button:not(:disabled), input:not(:disabled), select:not(:disabled)'

/** Who or what is cited, in a line or two. */
function Head({ entity, label }: { entity: CitedEntity | undefined; label: string }) {
  const unnamed = entity?.quote && entity.speaker?.kind === 'anonymous'
  const where = entity && [entity.source.publisher, entity.source.title || words.noTitle]
  return (
    <>
      <Mark name={entity ? (unnamed ? 'anonymous' : entity.target.type) : 'absent'} />
      <span className="card-what">
        <b>{label}</b>
        <span>{where ? where.filter(Boolean).join(', ') : words.unknownKeyText}</span>
      </span>
    </>
  )
}

/** One item of the citation; among several it is folded in until it is chosen. */
function CardItem(props: {
  session: BriefingSession
  item: CitationItem
  place: number
  acts: ItemActs
  /** Undefined where it is the only one. */
  open: boolean | undefined
  onOpen: () => void
}) {
  const { session, item, place, acts, open, onOpen } = props
  const entity = useKeyed(session.entities, item.target ? targetKey(item.target) : '')
  const label = labelOf(session, item)
  const head = <Head entity={entity} label={label} />
  return (
    <li className="card-item">
      {open === undefined ? (
        <div className="card-head">{head}</div>
      ) : (
        <button type="button" className="card-head" aria-expanded={open} onClick={onOpen}>
          <Icon of={open ? ChevronDown : ChevronRight} size={14} />
          {head}
        </button>
      )}
      {open !== false && (
        <CitationItemFields item={item} place={place} label={label} readOnly={session.readOnly} {...acts} />
      )}
    </li>
  )
}

/** The citation that the card is of, while it is in the text. */
function Card(props: CitationCardProps & { shown: Shown; id: Id; items: readonly CitationItem[] }) {
  const { session, shown, id, items, onClose, onReplace, onBeside } = props
  const { editor } = session
  const surface = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(0)
  const { name } = useChip(session, id, items)
  const style = useHanging(id, surface, {
    width: 420,
    left: (chip, page) => Math.min(chip.left - 16, (page?.right ?? 0) - 428),
    clear: 'line',
  })
  const close = useRef(onClose)
  close.current = onClose
  const at = Math.min(open, items.length - 1)
  const target = items[at]?.target
  const cited = useKeyed(session.entities, target ? targetKey(target) : '')

  useEffect(() => {
    const outside = (target: EventTarget | null): boolean =>
      target instanceof Node && surface.current?.contains(target) === false
    const left = (event: Event): void => {
      if (!outside(event.target)) return
      // A click on its own chip closes it, which the text sees to.
      if ((event.target as Element).closest?.(`[data-node="${id}"]`)) return
      const { activeElement } = document
      // What was written in a field counts when the field is left.
      if (activeElement instanceof HTMLElement && surface.current?.contains(activeElement))
        activeElement.blur()
      close.current(false)
    }
    document.addEventListener('pointerdown', left, true)
    document.addEventListener('focusin', left)
    return () => {
      document.removeEventListener('pointerdown', left, true)
      document.removeEventListener('focusin', left)
    }
  }, [id])

  // At first, as soon as it is seen, and whenever the control that had the focus is gone with what it did.
  const entered = useRef(false)
  useEffect(() => {
    const card = surface.current
    const { activeElement } = document
    if (!card || (entered.current && activeElement !== document.body && activeElement !== null)) return
    const fields = card.querySelector<HTMLElement>('fieldset')
    const first = fields?.querySelector<HTMLElement>(controls) ?? card.querySelector<HTMLElement>(controls)
    first?.focus({ preventScroll: true })
    if (card.contains(document.activeElement)) entered.current = true
  })

  const keys = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.nativeEvent.isComposing) return
    const mod = (event.ctrlKey || event.metaKey) && !event.altKey
    const key = event.key.toLowerCase()
    if (event.key === 'Escape') onClose(true)
    else if (mod && event.key === 'Enter') onBeside(id, at)
    else if (mod && (key === 'z' || key === 'y') && !(event.target as Element).matches('[data-changed]')) {
      // What was written in a field and does not count yet is taken back by the field itself.
      if (key === 'y' || event.shiftKey) editor.redo()
      else editor.undo()
    } else if (event.key === 'Tab' && !mod && !event.altKey) {
      const all = [...(surface.current?.querySelectorAll<HTMLElement>(controls) ?? [])]
      const end = event.shiftKey ? all[0] : all[all.length - 1]
      if (document.activeElement !== end) return
      ;(event.shiftKey ? all[all.length - 1] : all[0])?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  /** The item stays open wherever it moves. */
  const follow = ({ onEarlier, onLater, onSplit, ...acts }: ItemActs): ItemActs => {
    const then = (act: (() => void) | undefined, to: number) =>
      act &&
      ((): void => {
        act()
        setOpen(to)
      })
    const [earlier, later, split] = [then(onEarlier, at - 1), then(onLater, at + 1), then(onSplit, at - 1)]
    return {
      ...acts,
      ...(earlier ? { onEarlier: earlier } : {}),
      ...(later ? { onLater: later } : {}),
      ...(split ? { onSplit: split } : {}),
    }
  }

  return createPortal(
    <div
      ref={surface}
      className="citation-card"
      role="dialog"
      aria-label={words.card(name)}
      style={style}
      onKeyDown={keys}
    >
      <div className="card-content">
        <ul className="card-items">
          {items.map((item, index) => (
            <CardItem
              // Items have no identity but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              session={session}
              item={item}
              place={index + 1}
              acts={follow(actsOn(session, shown, index, onReplace))}
              open={items.length === 1 ? undefined : index === at}
              onOpen={() => setOpen(index)}
            />
          ))}
        </ul>
        <MergeActs session={session} shown={shown} />
        <div className="card-foot">
          {cited && (
            <>
              <Button look="ghost" size="small" keys="Mod+Enter" onClick={() => onBeside(id, at)}>
                {words.beside}
              </Button>
              <Button look="ghost" size="small" onClick={() => openPassage(cited)}>
                {words.openInReader}
              </Button>
            </>
          )}
          <span className="grow" />
          <Button look="ghost" size="small" keys="Escape" onClick={() => onClose(true)}>
            {words.cardClose}
          </Button>
        </div>
      </div>
    </div>,
    regionOf(editor),
  )
}

export interface CitationCardProps {
  readonly session: BriefingSession
  /** The citation, or the quotation block that carries it. */
  readonly nodeId: Id
  /** @param back whether the caret is to have the keys again, where it was */
  onClose(back: boolean): void
  /** Something else is to be cited in place of the item at `index` of the citation `id`. */
  onReplace(id: Id, index: number): void
  /** Shows the source of an item, counted from 0, beside the text at the passage. */
  onBeside(id: Id, item: number): void
}

/**
 * What hangs from a chip: how each item is cited, and all that can be done with it. It has the keys until Esc, which
 * gives them back to the text with the caret where it was.
 */
export function CitationCard(props: CitationCardProps) {
  const { session, nodeId, onClose } = props
  const shown = useSlateSelector(() => findShown(session, nodeId), sameShown)
  const citation = shown?.citation
  const gone = citation === undefined
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    if (gone) close.current(true)
  }, [gone])
  if (!shown || !citation) return null
  return <Card key={citation.id} {...props} shown={shown} id={citation.id} items={citation.items} />
}
