import { useEffect } from 'react'
import { client, useEvent } from '../bridge.ts'
import { bindKeys } from '../commands/keys.ts'
import { runCommand } from '../commands/registry.ts'
import { Live } from '../ui/Live.tsx'
import { Toasts } from '../ui/Toast.tsx'
import { RouteView } from './routes.tsx'
import { Shell } from './Shell.tsx'
import { shell, useShell } from './store.ts'

/** Asks what the window needs to know at its start. */
async function begin(): Promise<void> {
  const [info, settings, state] = await Promise.all([
    client.call('app.info', {}),
    client.call('settings.get', {}),
    client.call('library.state', {}),
  ])
  if (info.ok) useShell.setState({ info: info.value })
  if (settings.ok) useShell.setState({ theme: settings.value.theme })
  if (state.ok) shell().setLibrary(state.value.library)
  else useShell.setState({ ready: true, trouble: state.error })
}

/** The window. */
export function App() {
  const ready = useShell((state) => state.ready)
  const open = useShell((state) => state.library !== null)
  useEffect(() => {
    void begin()
    return bindKeys(window)
  }, [])
  useEvent('library.state', (state) => shell().setLibrary(state.library))
  useEvent('menu.command', ({ command }) => runCommand(command))

  return (
    <>
      {ready && open && (
        <Shell>
          <RouteView />
        </Shell>
      )}
      <Toasts />
      <Live />
    </>
  )
}
