import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileError } from './files.ts'

/**
 * The files named, with the files of each folder named in its place, those of its folders included, by name. Hidden
 * files and symbolic links in folders are left out: a link may lead anywhere, or around. A path that is not there is
 * kept, and so is a folder without any, so that they are told like any file. Throws `AttestError` for a folder that cannot be read.
 */
export async function withFolders(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false
    const before = files.length
    if (isFolder) await addFolder(path, files)
    if (files.length === before) files.push(path)
  }
  return files
}

async function addFolder(path: string, files: string[]): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => {
    throw fileError(path, error)
  })
  // By code points: the same on every machine.
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue
    if (entry.isDirectory()) await addFolder(join(path, entry.name), files)
    else if (entry.isFile()) files.push(join(path, entry.name))
  }
}
