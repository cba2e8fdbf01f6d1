import { randomBytes } from 'node:crypto'
import { appendFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { maxCaptureBytes } from '../shared/contract/capture.ts'
import { AttestError } from '../shared/model/error.ts'
import type { ChosenFile } from './hosts/host.ts'
import { openProcessFolder } from './processFolder.ts'
import { diskError } from './wholeFile.ts'

/** Files that windows hand over, behind tokens: a window never sees a path. */
export interface Incoming {
  /** Announces a file whose bytes come in chunks. Throws `too-large`, `busy`. */
  begin(windowId: string, name: string, size: number): Promise<string>
  /** The next bytes of it, in order; the number of bytes received so far. Throws `not-found`, `bad-request`, disk errors. */
  append(token: string, windowId: string, offset: number, bytes: Uint8Array): Promise<number>
  /** A token for a file that the host's dialog gave. */
  register(windowId: string, file: ChosenFile): string
  /** The complete file behind a token. Throws `not-found`, `bad-request` when bytes are missing. */
  file(
    token: string,
    windowId: string,
  ): ChosenFile & {
    /** Whether it is a file of the person's own, with others beside it, rather than an uploaded copy. */
    readonly own: boolean
  }
  /** Forgets a token; an uploaded file is deleted. */
  drop(token: string): Promise<void>
  dropWindow(windowId: string): Promise<void>
  dispose(): Promise<void>
}

interface Entry extends ChosenFile {
  readonly windowId: string
  /** Null for a file of the person's own, which is never deleted. */
  readonly upload: { received: number; queue: Promise<unknown> } | null
}

/** As many as `capture.files` takes at once. */
const maxTokens = 10_000

export function createIncoming(dataDir: string): Incoming {
  const folder = openProcessFolder(join(dataDir, 'incoming'))
  const entries = new Map<string, Entry>()

  const find = (token: string, windowId: string): Entry => {
    const entry = entries.get(token)
    if (entry === undefined || entry.windowId !== windowId) {
      throw new AttestError('not-found', 'This file is not here any more.', 'Choose or drop the file again.')
    }
    return entry
  }
  const add = (entry: Entry): string => {
    if (entries.size >= maxTokens) {
      throw new AttestError(
        'busy',
        `${maxTokens} files wait to be captured.`,
        'Let them be captured first, then add more.',
      )
    }
    const token = randomBytes(16).toString('hex')
    entries.set(token, entry)
    return token
  }
  const drop = async (token: string): Promise<void> => {
    const entry = entries.get(token)
    entries.delete(token)
    if (!entry?.upload) return
    await entry.upload.queue.catch(() => undefined)
    await rm(entry.path, { force: true })
  }

  return {
    begin: async (windowId, name, size) => {
      if (size > maxCaptureBytes) throw tooLarge(name, size)
      const path = join(folder, randomBytes(16).toString('hex'))
      await writeFile(path, '', { flag: 'wx', mode: 0o600 }).catch(notKept(name))
      return add({ windowId, name, size, path, upload: { received: 0, queue: Promise.resolve() } })
    },
    append: (token, windowId, offset, bytes) => {
      const { upload, path, size, name } = find(token, windowId)
      if (upload === null) throw outOfOrder(name)
      const next = upload.queue.then(async () => {
        if (offset !== upload.received || offset + bytes.length > size) throw outOfOrder(name)
        await appendFile(path, bytes).catch(notKept(name))
        upload.received += bytes.length
        return upload.received
      })
      upload.queue = next.catch(() => undefined)
      return next
    },
    register: (windowId, file) => add({ ...file, windowId, upload: null }),
    file: (token, windowId) => {
      const { path, name, size, upload } = find(token, windowId)
      if (upload !== null && upload.received !== size) {
        throw new AttestError(
          'bad-request',
          `Only ${upload.received} of ${size} bytes of ${name} arrived.`,
          'Drop the file again.',
        )
      }
      return { path, name, size, own: upload === null }
    },
    drop,
    dropWindow: async (windowId) => {
      const tokens = [...entries].filter(([, entry]) => entry.windowId === windowId).map(([token]) => token)
      await Promise.all(tokens.map(drop))
    },
    dispose: async () => {
      await Promise.all([...entries.keys()].map(drop))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The disk that holds passing files failed: not the person's file, nor the library. */
const notKept = (name: string) => (error: unknown) => {
  throw diskError(error, name, 'The file itself and the library are as they were.')
}

const tooLarge = (name: string, size: number) =>
  new AttestError(
    'too-large',
    `${name} has ${Math.ceil(size / 1024 / 1024)} MiB; a captured file may have ${maxCaptureBytes / 1024 / 1024} MiB.`,
    'Text documents are nearly always smaller: is it the right file? If so, capture the part you need.',
  )

const outOfOrder = (name: string) =>
  new AttestError('bad-request', `The bytes of ${name} came out of order.`, 'Drop the file again.')
