import { lazy, Suspense, useEffect } from 'react'
import { useOperation } from '../bridge.ts'
import { LibraryView } from '../library/LibraryView.tsx'
import { ReaderView } from '../reader/ReaderView.tsx'
import { shellWords as words } from '../words/shell.ts'
import { type Route, shell, useShell } from './store.ts'
import { ViewBoundary } from './ViewBoundary.tsx'

// The editor is its own chunk: a window opens without it.
const loadEditor = () => import('../editor/Briefings.tsx')
const Briefings = lazy(async () => ({ default: (await loadEditor()).Briefings }))

/** Reads the editor while the window still waits for the library. */
export function loadEditorSoon(): void {
  void loadEditor().catch(() => undefined)
}

/** Keeps in mind which briefing was opened last, for citing from the reader and the lists. */
function useOpenBriefing(): void {
  const open = useShell((state) =>
    state.route.name === 'briefing' ? state.route.briefingId : state.openBriefing?.id,
  )
  const briefings = useOperation('briefings.list', open === undefined ? null : {}, ['briefing'])
  const items = briefings.value?.items
  useEffect(() => {
    if (open === undefined || items === undefined) return
    const briefing = items.find((item) => item.id === open)
    shell().setOpenBriefing(
      briefing === undefined ? null : { id: briefing.id, subject: briefing.header.subject || words.untitled },
    )
  }, [open, items])
}

/** The view of the present route; one that fails is tried anew when another place is gone to. */
export function RouteView() {
  const route = useShell((state) => state.route)
  useOpenBriefing()
  // Briefings have bounds of their own: one stays as it is while another is put beside it.
  const place = 'sourceId' in route ? route.sourceId : ''
  return (
    <ViewBoundary key={`${route.name} ${place}`}>
      <View route={route} />
    </ViewBoundary>
  )
}

function View({ route }: { route: Route }) {
  switch (route.name) {
    case 'sources':
    case 'claims':
    case 'quotes':
    case 'speakers':
      return <LibraryView list={route.name} />
    case 'reader':
      return <ReaderView key={`${route.sourceId} ${route.snapshotId ?? ''}`} {...route} />
    case 'briefing':
      return (
        <Suspense fallback={null}>
          <Briefings briefingId={route.briefingId} />
        </Suspense>
      )
    case 'start':
      return null
  }
}
