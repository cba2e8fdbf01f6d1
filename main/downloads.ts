import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openProcessFolder } from './processFolder.ts'

/** Written files: those the person may be shown in their folder, and those a host without dialogs serves once. */
export interface Downloads {
  /** A fresh place for a file called `name`, deleted with its download or with the app. */
  place(name: string): string
  /** A token for a written file; `once` makes it a download too. */
  add(path: string, once: boolean): string
  /** The path behind a token, or null. */
  path(token: string): string | null
  /** The path of a download, which is then gone from the list; null when there is none (any more). */
  take(token: string): { path: string; name: string } | null
  dispose(): void
}

export function createDownloads(dataDir: string): Downloads {
  const folder = openProcessFolder(join(dataDir, 'outgoing'))
  const files = new Map<string, string>()
  const once = new Set<string>()
  return {
    place: (name) => {
      const own = join(folder, randomBytes(8).toString('hex'))
      mkdirSync(own, { recursive: true })
      return join(own, name)
    },
    add: (path, isDownload) => {
      const token = randomBytes(16).toString('hex')
      files.set(token, path)
      if (isDownload) once.add(token)
      return token
    },
    path: (token) => files.get(token) ?? null,
    take: (token) => {
      const path = files.get(token)
      if (path === undefined || !once.delete(token)) return null
      return { path, name: basename(path) }
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}
