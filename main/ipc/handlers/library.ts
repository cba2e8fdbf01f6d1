import { join } from 'node:path'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { LibraryState, libraryOperations } from '../../../shared/contract/library.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Services } from '../../services.ts'
import type { Damaged } from './examination.ts'

const platforms = ['linux', 'darwin', 'win32'] as const

export function libraryHandlers(
  { host, libraries, version, dataDir }: Services,
  damaged: Damaged,
): Pick<Handlers, keyof typeof libraryOperations> {
  /** Remembers a library that is damaged: the window knows no path, and may want it examined. */
  const open = async (path: string, windowId: string): Promise<LibraryState> => {
    damaged.delete(windowId)
    try {
      return await libraries.open(path)
    } catch (error) {
      if (error instanceof AttestError && error.code === 'library-corrupt') damaged.set(windowId, path)
      throw error
    }
  }
  return {
    'app.info': async () => ({
      version,
      host: host.kind,
      platform: platforms.find((platform) => platform === process.platform) ?? 'other',
      dialogs: host.dialogs,
      screenReader: host.screenReader?.() ?? false,
    }),
    'app.flushed': async ({ saved }, { windowId }) => {
      host.flushed(windowId, saved)
      return {}
    },
    'libraries.recent': async () => ({ items: libraries.recent() }),
    'libraries.forget': async ({ token }) => {
      await libraries.forget(token)
      return {}
    },
    'libraries.create': async ({ name }, { windowId }) => {
      if (!host.dialogs) return libraries.create(join(dataDir, 'libraries', fileName(name)))
      const path = await host.chooseNewLibrary(windowId)
      return path === null ? { library: null } : libraries.create(path)
    },
    'libraries.open': async ({ token }, { windowId }) => {
      if (token !== undefined) return open(libraries.pathOf(token), windowId)
      if (!host.dialogs) {
        throw new AttestError(
          'unsupported',
          'This window cannot ask for a file on the machine that runs Attest.',
          'Open a library from the list, or start Attest with its file.',
        )
      }
      const path = await host.chooseLibrary(windowId)
      return path === null ? { library: null } : open(path, windowId)
    },
    'libraries.openSample': () => libraries.openSample(),
    'libraries.close': () => libraries.close(),
    'library.state': () => libraries.state(),
  }
}

/** A name that every file system takes; a person types it, so what cannot be is refused, not changed. */
function fileName(name: string | undefined): string {
  const trimmed = (name ?? '').trim()
  const allowed = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._()-]*$/u
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i
  if (allowed.test(trimmed) && !reserved.test(trimmed) && !trimmed.endsWith('.')) {
    return trimmed.endsWith('.attest') ? trimmed : `${trimmed}.attest`
  }
  throw new AttestError(
    'bad-request',
    trimmed === '' ? 'The library has no name yet.' : `“${trimmed}” cannot be a file's name.`,
    'Use letters, digits, spaces, hyphens and full stops, and begin with a letter or digit.',
  )
}
