import { Quote } from 'lucide-react'
import { useSlateSelector } from 'slate-react'
import { targetKey } from '../../shared/document/evidence.ts'
import type { QuotationPlace } from '../../shared/document/walk.ts'
import type { Id, Target } from '../../shared/model/identity.ts'
import type { Verification } from '../../shared/model/passage.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { panelWords } from '../words/panels.ts'
import { Beside } from './Beside.tsx'
import { CitationItemFields } from './CitationItemFields.tsx'
import { actsOn, labelOf } from './citationActs.ts'
import { Evidence } from './Evidence.tsx'
import { useKeyed } from './keyed.ts'
import { MergeActs } from './MergeActs.tsx'
import type { BriefingSession } from './session.ts'
import { findShown, sameShown } from './shownNode.ts'

const words = panelWords.source

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

/** The inspector of the citation or quotation that is shown: what it rests on, and how it is cited. */
export function SourcePanel({
  session,
  nodeId,
  onReplace,
  beside: besideItem,
  onBeside,
}: {
  session: BriefingSession
  nodeId: Id | null
  /** Something else is to be cited in place of the item at `index` of the citation `id`. */
  onReplace: (id: Id, index: number) => void
  /** The item whose source itself is shown, at the passage, in place of what is known of it; null for none. */
  beside: number | null
  onBeside: (item: number | null) => void
}) {
  const shown = useSlateSelector(() => (nodeId === null ? null : findShown(session, nodeId)), sameShown)
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
  const first = session.entity(quotation?.target ?? items[0]?.target ?? null)
  const read = besideItem ? session.entity(items[besideItem]?.target ?? null) : first
  if (besideItem !== null && read) return <Beside entity={read} onClose={() => onBeside(null)} />
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
              label={labelOf(session, item)}
              heading={words.inCitation}
              readOnly={session.readOnly}
              {...actsOn(session, shown, index, onReplace)}
            />
          </div>
        ))}
      {first && (
        <div className="citing-acts">
          <Button look="ghost" size="small" keys="Mod+Enter" onClick={() => onBeside(0)}>
            {words.beside}
          </Button>
        </div>
      )}
      {citation && <MergeActs session={session} shown={shown} />}
    </div>
  )
}
