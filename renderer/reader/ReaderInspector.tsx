import type { Output } from '../../shared/contract/index.ts'
import { ClaimInspector } from '../entities/ClaimInspector.tsx'
import { NothingChosen } from '../entities/parts.tsx'
import { QuoteInspector } from '../entities/QuoteInspector.tsx'
import { SourceInspector, type SourceTab } from '../entities/SourceInspector.tsx'
import type { MarkAddress } from '../shell/store.ts'
import { readerWords as words } from '../words/reader.ts'
import type { Draft } from './draft.ts'
import { NewMark } from './NewMark.tsx'
import type { ReaderText, Span } from './text.ts'

/** Beside the text: the mark that is made or shown, the source's details, its captures. */
export function ReaderInspector(props: {
  reading: Output<'sources.read'>
  text: ReaderText
  draft: Draft | null
  active: MarkAddress | null
  tab: SourceTab
  onTab: (tab: SourceTab) => void
  onType: (type: Draft['type']) => void
  onSpan: (span: Span) => void
  onSaved: (mark: MarkAddress) => void
  onCancel: () => void
  onRemoved: () => void
}) {
  const { reading, text, draft, active, onRemoved } = props
  const shown =
    active === null ? (
      <NothingChosen>{words.nothingMarkedText}</NothingChosen>
    ) : active.type === 'claim' ? (
      <ClaimInspector key={active.id} claimId={active.id} inReader onRemoved={onRemoved} />
    ) : (
      <QuoteInspector key={active.id} quoteId={active.id} inReader onRemoved={onRemoved} />
    )
  const content =
    draft === null ? (
      shown
    ) : (
      <NewMark
        key={`${draft.selection.start} ${draft.selection.end}`}
        type={draft.type}
        selection={draft.selection}
        suggested={draft.suggested}
        text={text}
        reading={reading}
        onType={props.onType}
        onSpan={props.onSpan}
        onSaved={props.onSaved}
        onCancel={props.onCancel}
      />
    )
  const markTitle = active === null ? words.mark : words[active.type]
  const draftTitle = draft?.type === 'quote' ? words.newQuote : words.newClaim
  return (
    <SourceInspector
      sourceId={reading.source.id}
      shownSnapshot={reading.snapshot.id}
      lead={{ title: draft === null ? markTitle : draftTitle, content, tab: props.tab, onTab: props.onTab }}
    />
  )
}
