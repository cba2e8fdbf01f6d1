import { lazy, Suspense, useEffect } from 'react'
import { PurgeDialog } from '../backups/Purge.tsx'
import { RestoreDialog } from '../backups/Restore.tsx'
import { client, useEvent } from '../bridge.ts'
import { useGeneralCommands } from '../commands/general.ts'
import { bindKeys } from '../commands/keys.ts'
import { followMenu, runFromMenu } from '../commands/menuBar.ts'
import { Palette } from '../commands/Palette.tsx'
import { Shortcuts } from '../commands/Shortcuts.tsx'
import { UnsavedNotice } from '../editor/UnsavedNotice.tsx'
import { openEntity } from '../entities/open.ts'
import { DropZone } from '../import/DropZone.tsx'
import { ImportPanel } from '../import/ImportPanel.tsx'
import { followImports, importFiles } from '../import/importer.ts'
import { PasteDialog } from '../import/PasteDialog.tsx'
import { ReferencesDialog } from '../library/ReferencesDialog.tsx'
import { About } from '../settings/About.tsx'
import { Settings } from '../settings/Settings.tsx'
import { CreateLibraryDialog, OpenLibraryDialog } from '../start/dialogs.tsx'
import { ExaminationDialog } from '../start/Examination.tsx'
import { StartScreen } from '../start/StartScreen.tsx'
import { Tour } from '../tour/Tour.tsx'
import { Live } from '../ui/Live.tsx'
import { Toasts } from '../ui/Toast.tsx'
import { shellWords } from '../words/shell.ts'
import { beginning } from './beginning.ts'
import { guardLeaving } from './leaving.ts'
import { NewBriefingDialog } from './NewBriefing.tsx'
import { loadEditorSoon, RouteView } from './routes.tsx'
import { Shell } from './Shell.tsx'
import { shell, useShell } from './store.ts'

// The pages of the help are read when they are asked for.
const Help = lazy(() => import('../help/Help.tsx'))

/** Takes what the window needs to know at its start. */
async function begin(): Promise<void> {
  loadEditorSoon()
  const { info, settings, state } = await beginning()
  if (info.ok) useShell.setState({ info: info.value })
  if (settings.ok) useShell.setState({ preferences: settings.value })
  if (state.ok) shell().setLibrary(state.value.library)
  else useShell.setState({ ready: true, trouble: state.error })
}

let asking = false
let askAgain = false
/** Asks for the library's state; while an answer is on its way, changes cost one more question and not one each. */
async function followState(): Promise<void> {
  if (asking) {
    askAgain = true
    return
  }
  asking = true
  const state = await client.call('library.state', {})
  if (state.ok) shell().setLibrary(state.value.library)
  asking = false
  if (askAgain) {
    askAgain = false
    await followState()
  }
}

function Dialogs() {
  const dialog = useShell((state) => state.dialog)
  switch (dialog?.name) {
    case 'palette':
      return <Palette />
    case 'shortcuts':
      return <Shortcuts />
    case 'new-briefing':
      return <NewBriefingDialog />
    case 'paste':
      return <PasteDialog />
    case 'create-library':
      return <CreateLibraryDialog />
    case 'open-library':
      return <OpenLibraryDialog />
    case 'examination':
      return <ExaminationDialog />
    case 'restore':
      return <RestoreDialog library={dialog.library} />
    case 'references':
      return <ReferencesDialog {...(dialog.briefing === undefined ? {} : { briefing: dialog.briefing })} />
    case 'purge':
      return <PurgeDialog type={dialog.type} id={dialog.id} />
    case 'settings':
      return <Settings />
    case 'about':
      return <About />
    case 'help':
      return (
        <Suspense fallback={null}>
          <Help {...(dialog.page === undefined ? {} : { page: dialog.page })} />
        </Suspense>
      )
    default:
      return null
  }
}

/** Files for hosts without a dialog of their own; the `import` command opens it. */
function FileInput() {
  return (
    <input
      id="import-files"
      type="file"
      multiple
      hidden
      aria-label={shellWords.import}
      onChange={(event) => {
        void importFiles([...(event.target.files ?? [])])
        // The same file may be chosen again.
        event.target.value = ''
      }}
    />
  )
}

/** The window. */
export function App() {
  const ready = useShell((state) => state.ready)
  const library = useShell((state) => state.library)
  useGeneralCommands()
  useEffect(() => {
    void begin()
    const ends = [bindKeys(window), followImports(), followMenu(), guardLeaving()]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  useEffect(() => {
    document.title = library === null ? shellWords.app : `${library.name} – ${shellWords.app}`
  }, [library])
  useEvent('library.state', (state) => shell().setLibrary(state.library))
  // Counts in the sidebar follow every change of the library.
  useEvent('library.changed', () => void followState())
  useEvent('app.show', ({ type, id }) => {
    if (type === 'briefing') shell().go({ name: 'briefing', briefingId: id })
    else void openEntity(type, id)
  })
  useEvent('menu.command', ({ command }) => runFromMenu(command))

  return (
    <>
      {ready && library === null && <StartScreen />}
      {ready && library !== null && (
        <>
          <Shell>
            <RouteView />
          </Shell>
          <ImportPanel />
          <DropZone />
          <FileInput />
        </>
      )}
      <UnsavedNotice />
      <Tour />
      <Dialogs />
      <Toasts />
      <Live />
    </>
  )
}
