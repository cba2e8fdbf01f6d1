import { lstat, readFile, realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { maxCaptureBytes } from '../../../shared/contract/capture.ts'

/** A document that a reference names, or why it is not taken: completes “NAME …”. */
export type Beside = { readonly name: string; readonly bytes: Uint8Array } | { readonly refused: string }

/** Finds documents by the names that a file of references gives them. */
export type FindBeside = (path: string) => Promise<Beside>

const notThere = 'does not lie beside the file of references'

/**
 * Documents in the folder of `file` and its folders, and nowhere else: a path that leads out, or over a symbolic link, is
 * refused whether something is there or not.
 */
export function besideFile(file: string): FindBeside {
  const folder = dirname(resolve(file))
  return async (given) => {
    const path = localPath(given)
    if (path === null) return { refused: 'is no path of a file' }
    const target = resolve(folder, isAbsolute(path) ? path : join('.', path))
    const within = relative(folder, target)
    if (within === '' || within.startsWith('..') || isAbsolute(within)) {
      return { refused: 'lies outside the folder of the file of references, so it was not looked for' }
    }
    try {
      // The folder itself may be reached over a link; what is in it may not.
      const real = await realpath(target)
      if (real !== join(await realpath(folder), within)) {
        return { refused: 'is reached over a symbolic link, so it was not read' }
      }
      const found = await lstat(real)
      if (!found.isFile()) return { refused: 'is no file' }
      if (found.size > maxCaptureBytes) return { refused: 'is larger than a captured document may be' }
      return { name: within.split(sep).join('/'), bytes: await readFile(real) }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      return { refused: code === 'ENOENT' || code === 'ENOTDIR' ? notThere : `could not be read (${code})` }
    }
  }
}

/** Documents that came together with the file of references: dropped with it, or in the same archive. */
export function besideThose(
  names: readonly string[],
  read: (index: number) => Promise<Uint8Array>,
  folder = '',
): FindBeside {
  const plain = names.map((name) => name.replace(/\\/gu, '/').toLowerCase())
  return async (given) => {
    const path = localPath(given)?.replace(/\\/gu, '/').toLowerCase() ?? ''
    const wanted = `${folder.toLowerCase()}${path.replace(/^\.\//u, '')}`
    const exact = plain.indexOf(wanted)
    const last = basename(path)
    const same = plain.flatMap((name, index) => (basename(name) === last ? [index] : []))
    // A name alone is enough where only one file has it.
    const index = exact >= 0 ? exact : same.length === 1 ? same[0] : undefined
    const name = index === undefined ? undefined : names[index]
    if (last === '' || index === undefined || name === undefined) return { refused: notThere }
    return { name, bytes: await read(index) }
  }
}

/** Looks in one place, then in the other. */
export const firstOf =
  (first: FindBeside, second: FindBeside): FindBeside =>
  async (path) => {
    const found = await first(path)
    if (!('refused' in found)) return found
    const other = await second(path)
    return 'refused' in other ? found : other
  }

/** A path of what a reference names: `file:` addresses are undone; null for any other address. */
function localPath(given: string): string | null {
  if (given.length > 2000 || given.includes('\0')) return null
  const uri = /^file:(?:\/\/(?:localhost)?)?(.*)$/iu.exec(given)
  if (uri !== null) {
    try {
      return decodeURIComponent(uri[1] ?? '')
    } catch {
      return null
    }
  }
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(given)) return null
  // A drive's letter: outside of any folder of another system, and `resolve` says so on Windows.
  if (/^[a-z]:[\\/]/iu.test(given))
    return process.platform === 'win32' ? given : `/${given.replace(/\\/gu, '/')}`
  return process.platform === 'win32' ? given : given.replace(/\\/gu, '/')
}

/** Whether a path that a reference gives is an address on the network, which is never fetched. */
export const isRemote = (path: string): boolean => /^(?!file:)[a-z][a-z0-9+.-]+:\/\//iu.test(path)
