import { client } from '../bridge.ts'
import { useImporter } from '../import/importer.ts'
import { shell } from './store.ts'

/** Exports of this window that go on. */
const exporting = new Set<string>()

/** Tells that an export goes on, or ended. */
export function exportRuns(actId: string, runs: boolean): void {
  if (runs) exporting.add(actId)
  else exporting.delete(actId)
}

/**
 * In a browser, asks before the tab is closed over an import or an export; the browser has its own words for it, and
 * when it is closed all the same, the main side stops what this tab had begun. In Electron the main process asks.
 * Returns the function that ends it.
 */
export function guardLeaving(): () => void {
  const leaving = (event: BeforeUnloadEvent): void => {
    if (shell().info?.host !== 'serve') return
    const { current } = useImporter.getState()
    if ((current !== null && !current.finished) || exporting.size > 0) event.preventDefault()
  }
  window.addEventListener('beforeunload', leaving)
  const deaf = client.on('act.done', ({ actId }) => exportRuns(actId, false))
  return () => {
    window.removeEventListener('beforeunload', leaving)
    deaf()
  }
}
