import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where Attest keeps the machine's settings and the sample when no Electron tells: the same folder that Electron's
 * `userData` is, so that both hosts show the same recent libraries. `ATTEST_DATA` names another.
 */
export function defaultDataDir(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment.ATTEST_DATA) return environment.ATTEST_DATA
  return join(applicationData(environment), 'Attest', dataFolder)
}

/** Attest's own files within Electron's `userData`, beside what Chromium keeps there. */
export const dataFolder = 'data'

function applicationData(environment: NodeJS.ProcessEnv): string {
  if (process.platform === 'win32') return environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config')
}
