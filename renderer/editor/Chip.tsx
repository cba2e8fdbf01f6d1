import type { RenderElementProps } from 'slate-react'
import { locatorText } from '../../shared/citing/index.ts'
import type { Citation, CitationItem } from '../../shared/document/citation.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { Mark } from '../ui/Icon.tsx'
import { editorWords as words } from '../words/editor.ts'
import { suggestionWords } from '../words/suggestions.ts'
import { useSession } from './context.ts'
import { useKeyed } from './keyed.ts'
import type { BriefingSession } from './session.ts'

/** Short words and a locator: `Tarnmoor, at 04:12`. */
function chipText(item: CitationItem, entity: CitedEntity): string {
  const locator = locatorText(item)
  return locator ? `${entity.label}, ${locator}` : entity.label
}

function chipName(number: string, item: CitationItem, entity: CitedEntity, several: boolean): string {
  if (several) return `Citations ${number}`
  const state =
    entity.source.status === 'withdrawn'
      ? ', source withdrawn'
      : entity.snapshot.superseded
        ? ', source captured again'
        : ''
  return `Citation ${number}, ${words.chipKind(entity)}: ${chipText(item, entity)}${state}`
}

/** The inside of a chip: mark, number and short words. Reads its number and its label from stores, never from Slate. */
export function ChipFace({
  id,
  items,
  session,
}: {
  id: string
  items: readonly CitationItem[]
  session: BriefingSession
}) {
  const number = useKeyed(session.numbers, id) ?? ''
  const first = items[0]
  const entity = useKeyed(session.entities, first?.target ? targetKey(first.target) : '')
  const fallen = useKeyed(session.fallen, id)
  if (!first) return null
  if (!first.target) {
    return (
      <span className="chip-key">
        @{first.typedKey}
        {first.locator ? `, ${locatorText(first)}` : ''}
      </span>
    )
  }
  if (!entity) return <b>{number}</b>
  const kind = entity.target.type
  const unnamed = entity.quote !== null && entity.speaker?.kind === 'anonymous'
  const stale = entity.snapshot.superseded || entity.source.status === 'withdrawn'
  return (
    <>
      <Mark name={unnamed ? 'anonymous' : kind} size={12} />
      <b>{number}</b>
      {items.length === 1 && (
        <span
          className={entity.source.status === 'withdrawn' ? 'chip-label fallen' : 'chip-label'}
        >{` ${chipText(first, entity)}`}</span>
      )}
      {(fallen ?? stale) && <Mark name={fallen ?? 'stale'} size={12} />}
    </>
  )
}

/** The look and the name of a chip, from the same stores. */
export function useChip(
  session: BriefingSession,
  id: string,
  items: readonly CitationItem[],
): { className: string; name: string } {
  const number = useKeyed(session.numbers, id) ?? ''
  const first = items[0]
  const entity = useKeyed(session.entities, first?.target ? targetKey(first.target) : '')
  const fallen = useKeyed(session.fallen, id)
  if (first && !first.target)
    return { className: 'chip chip-unknown', name: words.keyNotFound(first.typedKey ?? '') }
  if (!entity || !first) return { className: 'chip', name: `Citation ${number}` }
  const unnamed = entity.quote !== null && entity.speaker?.kind === 'anonymous' && items.length === 1
  const stale = entity.snapshot.superseded || entity.source.status === 'withdrawn'
  return {
    className: ['chip', unnamed && 'chip-unnamed', fallen ? `chip-${fallen}` : stale && 'chip-stale']
      .filter(Boolean)
      .join(' '),
    name: chipName(number, first, entity, items.length > 1) + (fallen ? words.chipFallen[fallen] : ''),
  }
}

/** A citation in a line of text: one void character that behaves as a word. */
export function Chip({ attributes, children, element }: RenderElementProps & { element: Citation }) {
  const session = useSession()
  const { className, name: cited } = useChip(session, element.id, element.items)
  const state = element.deleted ? suggestionWords.deleted : element.inserted ? suggestionWords.inserted : ''
  const name = state === '' ? cited : `${cited}, ${state}`
  return (
    <span {...attributes} className="chip-place">
      {/* biome-ignore lint/a11y/useSemanticElements: a chip wraps as a word, a button does not */}
      <span
        contentEditable={false}
        role="button"
        tabIndex={-1}
        className={className}
        aria-label={name}
        aria-haspopup="dialog"
        data-node={element.id}
      >
        <ChipFace id={element.id} items={element.items} session={session} />
      </span>
      {children}
    </span>
  )
}
