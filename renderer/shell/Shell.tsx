import { type ReactNode, useEffect } from 'react'
import { Notices } from '../backups/Notices.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { shellWords as words } from '../words/shell.ts'
import { rememberFocus } from './regions.ts'
import { Sidebar } from './Sidebar.tsx'
import { slotRef } from './slots.tsx'
import { shell, useShell } from './store.ts'
import { TitleBar } from './TitleBar.tsx'

/** The window while a library is open: title bar, sidebar, page, inspector and status bar. */
export function Shell({ children }: { children: ReactNode }) {
  const sidebarOpen = useShell((state) => state.sidebarOpen)
  const inspectorOpen = useShell((state) => state.inspectorOpen)
  const trouble = useShell((state) => state.trouble)

  useEffect(() => {
    const onFocus = (event: FocusEvent): void => rememberFocus(event.target)
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])

  // A window too narrow for the inspector shows it over the page, and never by itself; a still narrower one the sidebar.
  useEffect(() => {
    const narrow = window.matchMedia('(max-width: 1120px)')
    const yieldRoom = (): void => {
      if (narrow.matches && shell().inspectorOpen) shell().toggleInspector()
    }
    const narrower = window.matchMedia('(max-width: 960px)')
    let yielded = false
    const yieldMore = (): void => {
      if (narrower.matches === !shell().sidebarOpen) return
      if (narrower.matches || yielded) shell().toggleSidebar()
      yielded = narrower.matches
    }
    yieldRoom()
    yieldMore()
    narrow.addEventListener('change', yieldRoom)
    narrower.addEventListener('change', yieldMore)
    // What was chosen in a sidebar that lies over the page is under it.
    const followRoute = useShell.subscribe((state, before) => {
      if (narrower.matches && state.route !== before.route && state.sidebarOpen) state.toggleSidebar()
    })
    return () => {
      narrow.removeEventListener('change', yieldRoom)
      narrower.removeEventListener('change', yieldMore)
      followRoute()
    }
  }, [])

  const classes = ['columns', !sidebarOpen && 'no-sidebar', !inspectorOpen && 'no-inspector']
  return (
    <div className="window">
      <TitleBar />
      <div className={classes.filter(Boolean).join(' ')}>
        {sidebarOpen && <Sidebar />}
        <main className="page-region" data-region="page" tabIndex={-1} aria-label={words.main}>
          <Notices />
          {trouble !== null && (
            <ErrorBar error={trouble}>
              <Button size="small" onClick={() => shell().setTrouble(null)}>
                {words.dismiss}
              </Button>
            </ErrorBar>
          )}
          {children}
        </main>
        {inspectorOpen && (
          <aside
            className="inspector surface-chrome"
            data-region="inspector"
            tabIndex={-1}
            aria-label={words.inspector}
          >
            <h2 className="visually-hidden">{words.inspector}</h2>
            <div className="inspector-content" ref={slotRef('inspector')} />
          </aside>
        )}
      </div>
      <footer
        role="contentinfo"
        className="status-bar surface-chrome"
        data-region="status"
        tabIndex={-1}
        aria-label={words.status}
      >
        <div className="status-part" ref={slotRef('status')} />
        <div className="grow" />
        <div className="status-part" ref={slotRef('status-end')} />
      </footer>
    </div>
  )
}
