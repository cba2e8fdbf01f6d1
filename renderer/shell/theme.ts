import { client } from '../bridge.ts'
import { type Theme, useShell } from './store.ts'

const darkness = window.matchMedia('(prefers-color-scheme: dark)')

/** Writes the theme on the root element, now and whenever the setting or the system changes. */
export function followTheme(): void {
  const apply = (): void => {
    const { theme } = useShell.getState()
    const dark = theme === 'dark' || (theme === 'system' && darkness.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  }
  apply()
  darkness.addEventListener('change', apply)
  useShell.subscribe((state, before) => {
    if (state.theme !== before.theme) apply()
  })
}

/** Chooses a theme and keeps the choice. */
export function setTheme(theme: Theme): void {
  useShell.setState({ theme })
  void client.call('settings.set', { theme })
}
