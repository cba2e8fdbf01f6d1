import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve, sep } from 'node:path'
import type { LibraryState, RecentLibrary } from '../shared/contract/library.ts'
import { AttestError } from '../shared/model/error.ts'
import type { EntityType } from '../shared/model/identity.ts'
import type { Session } from './session.ts'
import type { Settings } from './settings.ts'
import type { Library } from './store/library.ts'

/** Which library is open, and which were. At most one is open at a time; opening and closing wait for each other. */
export interface Libraries {
  current(): Session | null
  /** Throws `no-library`. */
  session(): Session
  state(): Promise<LibraryState>
  /** Makes an empty library and opens it. */
  create(path: string): Promise<LibraryState>
  open(path: string): Promise<LibraryState>
  /** The same for an act, while nothing else was opened: acts end before a library closes. Rejects with `busy`. */
  openWithin(path: string): Promise<LibraryState>
  /** Opens the person's own copy of the sample in the data folder, making it at first. */
  openSample(): Promise<LibraryState>
  close(): Promise<LibraryState>
  recent(): RecentLibrary[]
  /** The path behind a recent library's token. Throws `not-found`. */
  pathOf(token: string): string
  forget(token: string): Promise<void>
}

export interface LibrariesOptions {
  readonly dataDir: string
  readonly settings: Settings
  readonly now: () => number
  readonly createLibrary: (path: string) => Promise<Library>
  readonly openLibrary: (path: string) => Promise<Library>
  readonly createSample: (path: string) => Promise<void>
  readonly openSession: (library: Library, sample: boolean) => Session
  readonly onState: (state: LibraryState) => void
  readonly onChange: (types: EntityType[]) => void
  /** A library is open now. */
  readonly onOpened: (library: Library, sample: boolean) => void
  /** Called before a library closes: what still uses it must end. */
  readonly beforeClose: () => Promise<void>
}

const maxRecent = 20

export function createLibraries(options: LibrariesOptions): Libraries {
  const { dataDir, settings, now } = options
  const samplePath = join(dataDir, 'Sample.attest')
  let current: Session | null = null
  let turn: Promise<unknown> = Promise.resolve()
  /** Nobody waits for the list of recent libraries but the end. */
  let remembering: Promise<void> = Promise.resolve()

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function state(): Promise<LibraryState> {
    if (current === null) return { library: null }
    const { library, sample } = current
    return { library: { id: library.id, name: library.name, sample, counts: await library.counts() } }
  }

  async function closeCurrent(): Promise<void> {
    if (current === null) return
    const closing = current
    await options.beforeClose()
    current = null
    await closing.close()
  }

  /** The library that was open stays open when the new one cannot be had. */
  async function change(path: string, get: () => Promise<Library>): Promise<LibraryState> {
    if (current !== null && current.library.path === path) return state()
    const library = await get()
    await closeCurrent()
    library.onChange(options.onChange)
    current = options.openSession(library, path === samplePath)
    options.onOpened(library, path === samplePath)
    remembering = remember(path)
    const opened = await state()
    options.onState(opened)
    return opened
  }

  async function remember(path: string): Promise<void> {
    const { recent } = settings.get()
    const known = recent.find((entry) => entry.path === path)
    const token = known?.token ?? randomBytes(16).toString('hex')
    const others = recent.filter((entry) => entry.path !== path)
    // The list is a convenience: a settings file that cannot be written must not keep a library shut.
    await settings
      .set({ recent: [{ token, path, openedAt: now() }, ...others].slice(0, maxRecent) })
      .catch(() => undefined)
  }

  return {
    current: () => current,
    session: () => {
      if (current !== null) return current
      throw new AttestError('no-library', 'No library is open.', 'Open or create a library first.')
    },
    // Not before what is under way has ended: a window that begins while a library opens shows that one at once.
    state: () => turn.then(state),
    create: (path) =>
      inTurn(async () => {
        await mkdir(dirname(path), { recursive: true })
        return change(path, () => options.createLibrary(path))
      }),
    open: (path) => inTurn(() => change(resolve(path), () => options.openLibrary(resolve(path)))),
    openWithin: (path) =>
      inTurn(async () => {
        if (current !== null) {
          throw new AttestError(
            'busy',
            `“${basename(path, '.attest')}” was restored, but another library was opened meanwhile.`,
            'Open it from the list of recent libraries.',
          )
        }
        return change(path, () => options.openLibrary(path))
      }),
    openSample: () =>
      inTurn(async () => {
        if (!existsSync(samplePath)) await options.createSample(samplePath)
        return change(samplePath, () => options.openLibrary(samplePath))
      }),
    close: () =>
      inTurn(async () => {
        await closeCurrent()
        await remembering
        options.onState({ library: null })
        return { library: null }
      }),
    recent: () =>
      settings.get().recent.map(({ token, path, openedAt }) => ({
        token,
        name: basename(path, '.attest'),
        place: readablePlace(dirname(path)),
        openedAt,
        found: existsSync(path),
      })),
    pathOf: (token) => {
      const entry = settings.get().recent.find((candidate) => candidate.token === token)
      if (entry !== undefined) return entry.path
      throw new AttestError(
        'not-found',
        'This library is not in the list any more.',
        'Choose its file with Open library.',
      )
    },
    forget: (token) =>
      settings.set({ recent: settings.get().recent.filter((entry) => entry.token !== token) }),
  }
}

/** A folder as a person reads it: their own folder is `~`. */
export function readablePlace(folder: string): string {
  const home = homedir()
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}
