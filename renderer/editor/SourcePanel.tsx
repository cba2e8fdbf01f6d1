import { Quote } from 'lucide-react'
import { useSlateSelector } from 'slate-react'
import type { CitationItem } from '../../shared/document/citation.ts'
import { targetKey } from '../../shared/document/evidence.ts'
import type { CitationPlace, QuotationPlace } from '../../shared/document/walk.ts'
import type { Id, Target } from '../../shared/model/identity.ts'
import type { Verification } from '../../shared/model/passage.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { panelWords } from '../words/panels.ts'
import { Beside } from './Beside.tsx'
import { CitationItemFields } from './CitationItemFields.tsx'
import { hasNeighbour, mergeCitations, reordered, splitCitation } from './core/grouping.ts'
import { citationsIn, quotationsIn } from './derived.ts'
import { Evidence } from './Evidence.tsx'
import { useKeyed } from './keyed.ts'
import type { BriefingSession } from './session.ts'

const words = panelWords.source

/** What an id in the text stands for. Found in lists that each block keeps, so that asking at every key is cheap. */
interface Shown {
  readonly citation: CitationPlace | undefined
  readonly quotation: QuotationPlace | undefined
  /** The quotations of its block: a citation's verdict is that of the words it stands behind. */
  readonly beside: readonly QuotationPlace[]
}

function find(session: BriefingSession, nodeId: Id): Shown | null {
  for (const block of session.blocks) {
    const quotations = quotationsIn(block)
    const citations = citationsIn(block)
    const quotation = quotations.find(({ id }) => id === nodeId)
    const citation =
      citations.find(({ id }) => id === nodeId) ??
      // A quotation block carries its citation itself.
      (quotation?.block ? citations[citations.length - 1] : undefined)
    if (quotation || citation) return { citation, quotation, beside: quotations }
  }
  return null
}

const same = (one: Shown | null, other: Shown | null): boolean =>
  one?.citation === other?.citation && one?.quotation === other?.quotation && one?.beside === other?.beside

/** One cited thing: its evidence, and in a citation how it is cited. */
function Item(props: {
  session: BriefingSession
  target: Target | null
  typedKey: string | undefined
  quotation: QuotationPlace | undefined
}) {
  const { session, target, typedKey, quotation } = props
  const entity = useKeyed(session.entities, target ? targetKey(target) : '')
  const own = useKeyed(session.verdicts, quotation?.id ?? '')
  if (!entity) {
    return (
      <div className="verdict-line">
        <Mark name="absent" size={20} />
        <div>
          <b>{typedKey === undefined ? words.gone : words.unknownKey(typedKey)}</b>
          <p>{typedKey === undefined ? words.goneText : words.unknownKeyText}</p>
        </div>
      </div>
    )
  }
  const verification: Verification | null = quotation ? (own ?? null) : entity.verification
  return <Evidence entity={entity} verification={verification} checked={quotation !== undefined} />
}

/** Offers to take in the citation behind, where nothing stands between. */
function Merge({ session, id }: { session: BriefingSession; id: Id }) {
  const can = useSlateSelector((editor) => hasNeighbour(editor, id))
  if (!can) return null
  return (
    <div className="citing-acts">
      <Button
        look="ghost"
        size="small"
        onClick={() => {
          if (mergeCitations(session.editor, id)) announce(words.merged)
        }}
      >
        {words.merge}
      </Button>
    </div>
  )
}

/** The inspector of the citation or quotation that is shown: what it rests on, and how it is cited. */
export function SourcePanel({
  session,
  nodeId,
  onItems,
  onReplace,
  beside: besideText,
  onBeside,
}: {
  session: BriefingSession
  nodeId: Id | null
  /** Another list of items for the citation `id`; an empty one removes it. */
  onItems: (id: Id, items: CitationItem[]) => void
  /** Something else is to be cited in place of the item at `index` of the citation `id`. */
  onReplace: (id: Id, index: number) => void
  /** Whether the source itself is shown, at the passage, in place of what is known of it. */
  beside: boolean
  onBeside: (beside: boolean) => void
}) {
  const shown = useSlateSelector(() => (nodeId === null ? null : find(session, nodeId)), same)
  if (!shown) {
    return (
      <div className="inspector-body">
        <EmptyState icon={<Icon of={Quote} size={24} />} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      </div>
    )
  }
  const { citation, quotation, beside } = shown
  const items = citation?.items ?? []
  const { editor, readOnly } = session
  const first = session.entity(quotation?.target ?? items[0]?.target ?? null)
  if (besideText && first) return <Beside entity={first} onClose={() => onBeside(false)} />
  const inLine = citation !== undefined && quotation?.block !== true
  const reorder = (from: number, to: number): void =>
    citation && onItems(citation.id, [...reordered(items, from, to)])
  const of = (target: Target | null): QuotationPlace | undefined =>
    target ? beside.find((place) => targetKey(place.target) === targetKey(target)) : undefined
  const boundApart =
    quotation && !items.some(({ target }) => target && targetKey(target) === targetKey(quotation.target))
  return (
    <div className="inspector-body source-panel" key={nodeId}>
      {quotation && boundApart && (
        <Item session={session} target={quotation.target} typedKey={undefined} quotation={quotation} />
      )}
      {citation &&
        items.map((item, index) => (
          // Items have no identity but their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className="source-item">
            <Item
              session={session}
              target={item.target}
              typedKey={item.typedKey}
              quotation={quotation ?? of(item.target)}
            />
            <CitationItemFields
              item={item}
              place={index + 1}
              label={session.entity(item.target)?.label ?? item.typedKey ?? words.gone}
              readOnly={session.readOnly}
              onItem={(changed) =>
                onItems(
                  citation.id,
                  items.map((each, at) => (at === index ? changed : each)),
                )
              }
              {...(index > 0 ? { onEarlier: () => reorder(index, index - 1) } : {})}
              {...(index < items.length - 1 ? { onLater: () => reorder(index, index + 1) } : {})}
              {...(inLine && index > 0
                ? { onSplit: () => void splitCitation(editor, citation.id, index) }
                : {})}
              {...(inLine ? { onReplace: () => onReplace(citation.id, index) } : {})}
              // The citation of a quotation block stays as long as the block: its words need it.
              {...(quotation?.block && items.length === 1
                ? {}
                : {
                    onRemove: () =>
                      onItems(
                        citation.id,
                        items.filter((_, at) => at !== index),
                      ),
                  })}
            />
          </div>
        ))}
      {first && (
        <div className="citing-acts">
          <Button look="ghost" size="small" keys="Mod+Enter" onClick={() => onBeside(true)}>
            {words.beside}
          </Button>
        </div>
      )}
      {inLine && !readOnly && <Merge session={session} id={citation.id} />}
    </div>
  )
}
