import { Check, PencilLine, X } from 'lucide-react'
import { useSlateSelector } from 'slate-react'
import { type Suggestion, suggestionsIn } from '../../../shared/document/suggestions.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { dayWords } from '../../ui/format.ts'
import { Icon } from '../../ui/Icon.tsx'
import { seen, suggestionWords as words } from '../../words/suggestions.ts'
import { suggestionAt } from '../core/suggesting/places.ts'
import type { BriefingSession } from '../session.ts'
import { type SuggestionActs, suggestionText } from './useSuggesting.ts'

/** Slate asks with null before there was a first answer. */
const same = (one: readonly Suggestion[] | null, other: readonly Suggestion[] | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other)

/** One suggestion: what it would do, whose it is, and both answers to it. */
function One(props: { suggestion: Suggestion; active: boolean; readOnly: boolean; acts: SuggestionActs }) {
  const { suggestion, active, readOnly, acts } = props
  const { id, by, at, inserted, deleted } = suggestion
  const what = suggestionText(suggestion)
  return (
    <li
      className={active ? 'thread suggestion thread-active' : 'thread suggestion'}
      data-suggestion-card={id}
    >
      <p className="remark-head">
        <b>{words.by(by)}</b>
        <span>{dayWords(Date.parse(at))}</span>
      </p>
      <button type="button" className="suggestion-words" onClick={() => acts.go(id)} aria-label={what}>
        {deleted !== '' && <del>{seen(deleted)}</del>}
        {deleted !== '' && inserted !== '' && ' '}
        {inserted !== '' && <ins>{seen(inserted)}</ins>}
      </button>
      {!readOnly && (
        <div className="row suggestion-acts">
          <Button
            size="small"
            icon={<Icon of={Check} size={14} />}
            aria-label={`${words.accept}: ${what}`}
            onClick={() => acts.settle(id, 'accept')}
          >
            {words.accept}
          </Button>
          <Button
            size="small"
            look="ghost"
            icon={<Icon of={X} size={14} />}
            aria-label={`${words.reject}: ${what}`}
            onClick={() => acts.settle(id, 'reject')}
          >
            {words.reject}
          </Button>
        </div>
      )}
    </li>
  )
}

/** The suggestions of a briefing in the order of the text. */
export function SuggestionsPanel({ session, acts }: { session: BriefingSession; acts: SuggestionActs }) {
  const all = useSlateSelector(() => suggestionsIn(session.blocks), same)
  const active = useSlateSelector(suggestionAt)
  const suggesting = session.state((state) => state.suggesting)
  if (all.length === 0)
    return (
      <div className="inspector-body">
        <EmptyState icon={<Icon of={PencilLine} size={24} />} title={words.emptyTitle}>
          {suggesting === null ? words.emptyText : words.on(suggesting)}
        </EmptyState>
      </div>
    )
  return (
    <div className="inspector-body suggestions">
      {!session.readOnly && (
        <div className="row suggestions-all">
          <Button size="small" onClick={() => acts.settleAll('accept')}>
            {words.acceptAll}
          </Button>
          <Button size="small" look="ghost" onClick={() => acts.settleAll('reject')}>
            {words.rejectAll}
          </Button>
        </div>
      )}
      <ul className="threads" aria-label={words.list}>
        {all.map((suggestion) => (
          <One
            key={suggestion.id}
            suggestion={suggestion}
            active={suggestion.id === active}
            readOnly={session.readOnly}
            acts={acts}
          />
        ))}
      </ul>
      <p className="field-hint">{words.whole}</p>
    </div>
  )
}
