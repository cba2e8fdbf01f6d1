import type { Preferences } from '../../shared/contract/settings.ts'
import { client } from '../bridge.ts'
import { shell, type Theme, useShell } from './store.ts'

const darkness = window.matchMedia('(prefers-color-scheme: dark)')

/** Writes theme and text size on the root element, now and whenever the setting or the system changes. */
export function followTheme(): void {
  const apply = (): void => {
    const { theme, textSize } = shell().preferences
    const dark = theme === 'dark' || (theme === 'system' && darkness.matches)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.documentElement.dataset.textSize = textSize
  }
  apply()
  darkness.addEventListener('change', apply)
  useShell.subscribe((state, before) => {
    if (state.preferences !== before.preferences) apply()
  })
}

/** Changes preferences at once and keeps them; trouble with keeping them is shown. */
export async function setPreferences(change: Partial<Preferences>): Promise<void> {
  useShell.setState((state) => ({ preferences: { ...state.preferences, ...change } }))
  const result = await client.call('settings.set', change)
  if (!result.ok) shell().setTrouble(result.error)
}

/** Chooses a theme and keeps the choice. */
export const setTheme = (theme: Theme): void => void setPreferences({ theme })
