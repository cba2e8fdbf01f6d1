import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import type { Notice } from '../shared/contract/backups.ts'
import { AttestError, type ErrorValue } from '../shared/model/error.ts'
import { type Daily, keepDaily } from './backups/daily.ts'
import type { Emit } from './hosts/host.ts'
import { cloudServiceOf, cloudWarning, type Machine, thisMachine } from './places/cloud.ts'
import type { Settings } from './settings.ts'
import type { Library } from './store/library.ts'

/** Looks after the open library: daily backups, and what a person should know of it. */
export interface Caretaker {
  /** Begins with a library that was opened. @param sample the sample needs no backups: it can be made again */
  begin(library: Library, sample: boolean): void
  /** Ends before the library closes. */
  end(): Promise<void>
  notices(): Notice[]
  /** Puts a notice away. */
  dismiss(id: Notice['id']): Promise<void>
  /** The opaque token of a backup's path, and back. Throws `not-found`. */
  tokenOf(path: string): string
  pathOf(token: string): string
}

export interface CaretakerOptions {
  readonly settings: Settings
  readonly emit: Emit
  readonly now: () => number
  readonly machine?: Machine
}

export function createCaretaker({ settings, emit, now, machine = thisMachine }: CaretakerOptions): Caretaker {
  const notices = new Map<Notice['id'], Notice>()
  const tokens = new Map<string, string>()
  let daily: Daily | null = null
  let place: string | null = null

  const tell = (): void => emit('library.notices', { items: [...notices.values()] })

  function warnOfPlace({ path, name }: Library): void {
    const file = realPath(path)
    const service = cloudServiceOf(file, machine) ?? cloudServiceOf(path, machine)
    if (service === null) return
    place = `${file}\n${service}`
    if (settings.get().warned.includes(place)) return
    notices.set('cloud', { id: 'cloud', ...cloudWarning(name, service) })
  }

  function onTrouble(name: string, trouble: ErrorValue | null): void {
    const had = notices.delete('backup')
    if (trouble !== null) notices.set('backup', { id: 'backup', ...backupTrouble(name, trouble) })
    if (had || trouble !== null) tell()
  }

  return {
    begin: (library, sample) => {
      notices.clear()
      place = null
      if (!sample) {
        warnOfPlace(library)
        daily = keepDaily({ library, now, onTrouble: (trouble) => onTrouble(library.name, trouble) })
      }
      tell()
    },
    end: async () => {
      await daily?.stop()
      daily = null
      notices.clear()
    },
    notices: () => [...notices.values()],
    dismiss: async (id) => {
      if (!notices.delete(id)) return
      tell()
      if (id === 'cloud' && place !== null) {
        await settings.set({ warned: [...settings.get().warned, place].slice(-50) })
      }
    },
    tokenOf: (path) => {
      const known = [...tokens].find(([, other]) => other === path)?.[0]
      if (known !== undefined) return known
      const token = randomBytes(16).toString('hex')
      tokens.set(token, path)
      return token
    },
    pathOf: (token) => {
      const path = tokens.get(token)
      if (path !== undefined) return path
      throw new AttestError(
        'not-found',
        'This backup is not in the list any more.',
        'Look at the list again.',
      )
    },
  }
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** What is said when a daily backup could not be made. */
export const backupTrouble = (name: string, trouble: Pick<ErrorValue, 'message' | 'hint'>) => ({
  message: `The daily backup of “${name}” could not be made. ${trouble.message}`,
  hint: `Your work is saved in the library itself. ${trouble.hint} Attest tries again in an hour.`,
})
