import { type ComponentType, lazy, Suspense } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Mark } from '../ui/Icon.tsx'
import { shellWords as words } from '../words/shell.ts'
import { useShell } from './store.ts'

type BriefingViewProps = { briefingId: Id }

// The editor is its own chunk; the pattern keeps this build whole while the file is not there.
const editors = import.meta.glob<{ BriefingView: ComponentType<BriefingViewProps> }>(
  '../editor/BriefingView.tsx',
)
const loadEditor = editors['../editor/BriefingView.tsx']

const BriefingView =
  loadEditor === undefined
    ? () => (
        <EmptyState icon={<Mark name="source" size={24} />} title={words.untitled}>
          {words.editorComing}
        </EmptyState>
      )
    : lazy(async () => ({ default: (await loadEditor()).BriefingView }))

/** The view of the present route. */
export function RouteView() {
  const route = useShell((state) => state.route)
  switch (route.name) {
    case 'briefing':
      return (
        <Suspense fallback={null}>
          <BriefingView key={route.briefingId} briefingId={route.briefingId} />
        </Suspense>
      )
    default:
      return null
  }
}
