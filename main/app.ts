import type { Handlers } from '../shared/contract/index.ts'
import type { LibraryState } from '../shared/contract/library.ts'
import { pictureAt } from '../shared/document/figure.ts'
import type { EntityType, Id, Key } from '../shared/model/identity.ts'
import { createActs, type RunningAct } from './acts.ts'
import { createCaretaker } from './caretaker.ts'
import type { LaunchChild } from './children.ts'
import { createDownloads } from './downloads.ts'
import { createTypst } from './export/typst.ts'
import { findByKey } from './findByKey.ts'
import type { Host } from './hosts/host.ts'
import { createIncoming } from './incoming.ts'
import { createHandlers } from './ipc/handlers/index.ts'
import { createLibraries } from './libraries.ts'
import { createSampleLibrary } from './sample.ts'
import { openSession } from './session.ts'
import { openSettings, type Settings } from './settings.ts'
import { createLibrary, openLibrary } from './store/open.ts'

/** Attest without a window: what every host starts. */
export interface App {
  readonly handlers: Handlers
  readonly settings: Settings
  /** Opens a library by its path: for a file given when starting. Rejects with `AttestError`. */
  open(path: string): Promise<LibraryState>
  openSample(): Promise<LibraryState>
  /** The path behind a recent library's token. Throws `not-found`. */
  pathOf(token: string): string
  /** What a key stands for in the open library; null when nothing does. Rejects with `no-library`. */
  find(key: Key): Promise<{ type: EntityType; id: Id } | null>
  /** The imports and exports of a window that go on. */
  running(windowId: string): RunningAct[]
  /** Stops them, each at a place where nothing is half done: between two files, before a file has its name. */
  stop(windowId: string): Promise<void>
  /** The open library's file; null when none is open. */
  libraryPath(): string | null
  /** Stops what a window had begun and frees what it held: leases and uploads. */
  windowClosed(windowId: string): Promise<void>
  /** The file of a download, once; null when there is none. */
  takeDownload(token: string): { path: string; name: string } | null
  /**
   * A picture of the open library by the path of its address; null for another path, or when it is not here. Rejects
   * with `library-corrupt`.
   */
  picture(pathname: string): Promise<{ bytes: Uint8Array; type: string } | null>
  /** Ends everything in reverse order; what was acknowledged is on the disk. */
  dispose(): Promise<void>
}

export interface AppOptions {
  readonly host: Host
  /** Where the machine's settings, the sample and passing files live. */
  readonly dataDir: string
  readonly launchChild: LaunchChild
  readonly version: string
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

export function createApp({ host, dataDir, launchChild, version, now }: AppOptions): App {
  const settings = openSettings(dataDir, now)
  const incoming = createIncoming(dataDir)
  const downloads = createDownloads(dataDir)
  const acts = createActs(host.emit)
  const typst = createTypst({ launchChild })
  const caretaker = createCaretaker({ settings, emit: host.emit, now })
  const libraries = createLibraries({
    dataDir,
    settings,
    now,
    createLibrary: (path) => createLibrary(path, { now, version }),
    openLibrary: (path) => openLibrary(path, { now, version }),
    createSample: (path) => createSampleLibrary(path, { launchChild, now, version }),
    openSession: (library, sample) => openSession({ library, sample, launchChild, now, typst }),
    onState: (state) => host.emit('library.state', state),
    onChange: (types) => host.emit('library.changed', { types }),
    onOpened: (library, sample) => caretaker.begin(library, sample),
    beforeClose: async () => {
      await acts.dispose()
      await caretaker.end()
    },
  })
  const services = {
    host,
    version,
    dataDir,
    settings,
    libraries,
    acts,
    incoming,
    downloads,
    caretaker,
    launchChild,
    now,
  }

  return {
    handlers: createHandlers(services),
    settings,
    open: libraries.open,
    openSample: libraries.openSample,
    pathOf: libraries.pathOf,
    find: async (key) => findByKey(libraries.session().library, key),
    takeDownload: downloads.take,
    running: acts.of,
    stop: acts.end,
    libraryPath: () => libraries.current()?.library.path ?? null,
    picture: async (pathname) => {
      const sha256 = pictureAt(pathname)
      const picture = sha256 === null ? null : await libraries.current()?.library.pictures.get(sha256)
      return picture ? { bytes: picture.bytes, type: picture.mediaType } : null
    },
    windowClosed: async (windowId) => {
      await acts.end(windowId)
      const freed = libraries.current()?.library.briefings.releaseWindow(windowId) ?? []
      for (const briefingId of freed) host.emit('briefing.freed', { briefingId })
      await incoming.dropWindow(windowId)
    },
    dispose: () =>
      inOrder([
        libraries.close,
        typst.dispose,
        acts.dispose,
        async () => downloads.dispose(),
        incoming.dispose,
      ]),
  }
}

/** Every step, whatever another threw; then the first error. */
async function inOrder(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const errors: unknown[] = []
  for (const step of steps) await step().catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw errors[0]
}
