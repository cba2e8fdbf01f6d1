import type { Id } from '../../shared/model/identity.ts'
import { Slot } from '../shell/slots.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { commentWords } from '../words/comments.ts'
import { editorWords as words } from '../words/editor.ts'
import { spellingWords } from '../words/spelling.ts'
import { suggestionWords } from '../words/suggestions.ts'
import { ChecksPanel } from './ChecksPanel.tsx'
import { CommentsPanel } from './comments/CommentsPanel.tsx'
import type { useCommenting } from './comments/useCommenting.ts'
import { SourcePanel } from './SourcePanel.tsx'
import { SpellingPanel } from './SpellingPanel.tsx'
import type { BriefingSession } from './session.ts'
import { SuggestionsPanel } from './suggestions/SuggestionsPanel.tsx'
import type { SuggestionActs } from './suggestions/useSuggesting.ts'
import type { useFindings } from './useFindings.ts'
import type { useSpellingActs } from './useSpellingActs.ts'
import type { useSpellingWatch } from './useSpellingWatch.ts'

export type InspectorTab = 'source' | 'checks' | 'comments' | 'suggestions' | 'spelling'

/** The inspector of the writing screen: the source of what is cited, the checks, the comments, the suggestions and the spelling. */
export function Inspecting(props: {
  session: BriefingSession
  tab: InspectorTab
  onTab: (tab: InspectorTab) => void
  /** The item, counted from 0, whose source is shown itself, at the passage; null for none. */
  beside: number | null
  onBeside: (item: number | null) => void
  onReplace: (id: Id, index: number) => void
  toFindings: ReturnType<typeof useFindings>
  commenting: ReturnType<typeof useCommenting>
  openComments: number
  suggestions: number
  suggesting: SuggestionActs
  watch: ReturnType<typeof useSpellingWatch>
  spelling: ReturnType<typeof useSpellingActs>
}) {
  const { session, tab, onTab, watch, toFindings } = props
  const findings = session.state((state) => state.findings.length)
  const shown = session.state((state) => state.shown)
  return (
    <Slot name="inspector">
      <Tabs
        label={words.inspector}
        tabs={[
          { id: 'source', title: words.source },
          { id: 'checks', title: words.checks, ...(findings > 0 ? { count: findings } : {}) },
          { id: 'comments', title: commentWords.tab, count: props.openComments },
          ...(props.suggestions > 0 || tab === 'suggestions'
            ? [{ id: 'suggestions' as const, title: suggestionWords.tab, count: props.suggestions }]
            : []),
          ...(watch ? [{ id: 'spelling' as const, title: spellingWords.tab }] : []),
        ]}
        value={tab}
        onChange={onTab}
      >
        {tab === 'source' ? (
          <SourcePanel
            session={session}
            nodeId={shown}
            onReplace={props.onReplace}
            beside={props.beside}
            onBeside={props.onBeside}
          />
        ) : tab === 'comments' ? (
          <CommentsPanel session={session} acts={props.commenting} />
        ) : tab === 'suggestions' ? (
          <SuggestionsPanel session={session} acts={props.suggesting} />
        ) : tab === 'spelling' && watch ? (
          <SpellingPanel watch={watch} acts={props.spelling} />
        ) : (
          <ChecksPanel session={session} onGo={toFindings.go} onFix={toFindings.fix} />
        )}
      </Tabs>
    </Slot>
  )
}
