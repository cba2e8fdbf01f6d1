import type { ReactNode } from 'react'
import type { RenderElementProps } from 'slate-react'
import { speakerText } from '../../shared/citing/index.ts'
import { targetKey } from '../../shared/document/evidence.ts'
import type { Quotation } from '../../shared/document/quotation.ts'
import type { QuotationBlock } from '../../shared/document/quotationBlock.ts'
import type { Target } from '../../shared/model/identity.ts'
import { verdictMark } from '../ui/verdict.ts'
import { editorWords as words } from '../words/editor.ts'
import { ChipFace, useChip } from './Chip.tsx'
import { useSession } from './context.ts'
import { useKeyed } from './keyed.ts'
import type { BriefingSession } from './session.ts'

/** The line under bound words and what it says, from the verdict store. */
function useVerdict(
  session: BriefingSession,
  id: string,
  target: Target,
): { className: string; says: string } {
  const verification = useKeyed(session.verdicts, id)
  const entity = useKeyed(session.entities, targetKey(target))
  const stale = entity?.snapshot.superseded ?? false
  const mark = verdictMark(verification?.verdict ?? null, stale)
  return { className: `quoted quoted-${mark}`, says: words.verdict(verification, stale) }
}

/** Bound words inside a line. The outer marks are drawn, not part of the text. */
export function Quoted({ attributes, children, element }: RenderElementProps & { element: Quotation }) {
  const session = useSession()
  const { className, says } = useVerdict(session, element.id, element.target)
  return (
    <mark
      {...attributes}
      aria-description={`${words.quotationOf}, ${says}`}
      className={className}
      data-node={element.id}
      data-quotation=""
    >
      {children}
    </mark>
  )
}

/** A set-off quotation with its attribution, which is derived and cannot be edited here. */
export function QuotedBlock({
  attributes,
  children,
  element,
  gutters,
}: RenderElementProps & { element: QuotationBlock; gutters: ReactNode }) {
  const session = useSession()
  const { className, says } = useVerdict(session, element.id, element.target)
  const entity = useKeyed(session.entities, targetKey(element.target))
  const chip = useChip(session, element.citation.id, element.citation.items)
  const where = entity
    ? [
        entity.speaker ? speakerText(entity.speaker) : '',
        entity.source.publisher || entity.source.title,
        entity.source.issuedAsPrinted || entity.source.issued || '',
      ]
        .filter(Boolean)
        .join(', ')
    : ''
  return (
    <blockquote {...attributes} className="block block-quotation">
      {gutters}
      <p className="quotation-words">
        <mark
          aria-description={`${words.quotationOf}, ${says}`}
          className={className}
          data-node={element.id}
          data-quotation=""
        >
          {children}
        </mark>
      </p>
      <footer contentEditable={false} className="quotation-by">
        {where} {/* biome-ignore lint/a11y/useSemanticElements: a chip wraps as a word, a button does not */}
        <span
          role="button"
          tabIndex={-1}
          className={chip.className}
          aria-label={chip.name}
          aria-haspopup="dialog"
          data-node={element.citation.id}
        >
          <ChipFace id={element.citation.id} items={element.citation.items} session={session} />
        </span>
      </footer>
    </blockquote>
  )
}
