import { AttestError } from '../../shared/model/error.ts'
import { importWords as words } from '../words/import.ts'

/** Most files that folders dropped at once may hold, as many as one import takes. */
const maxFiles = 10_000
/** Folders in folders, at most: a link that leads back to where it stands would never end. */
const maxDepth = 20

/** What systems and programs put beside documents. */
const isClutter = (name: string): boolean => /^\.|^(?:Thumbs\.db|desktop\.ini)$/iu.test(name)

/**
 * The files that were dropped, those in dropped folders too, each folder by name. To be called while the event is handled:
 * afterwards the browser forgets what was dropped.
 *
 * @throws AttestError `too-large` for more than 10,000 files; `io` when a folder cannot be read
 */
export function droppedFiles(data: DataTransfer | null): Promise<File[]> {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file')
  const dropped = items.map((item) => {
    const entry = item.webkitGetAsEntry()
    return entry?.isDirectory === true ? entry : item.getAsFile()
  })
  return collect(dropped)
}

async function collect(dropped: readonly (FileSystemEntry | File | null)[]): Promise<File[]> {
  const files: File[] = []
  const take = async (entry: FileSystemEntry, depth: number): Promise<void> => {
    if (entry.isFile) {
      files.push(await fileOf(entry as FileSystemFileEntry))
      if (files.length > maxFiles)
        throw new AttestError('too-large', words.tooMany(maxFiles), words.tooManyHint)
    } else if (entry.isDirectory && depth < maxDepth) {
      const inside = await entriesOf(entry as FileSystemDirectoryEntry)
      for (const each of inside) if (!isClutter(each.name)) await take(each, depth + 1)
    }
  }
  for (const each of dropped) {
    if (each instanceof File) files.push(each)
    else if (each !== null) await take(each, 0)
  }
  return files
}

const unreadable = (name: string): AttestError =>
  new AttestError('io', words.folderFailed(name), words.folderFailedHint)

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, () => reject(unreadable(entry.name))))

/** All of a folder: a reader gives a hundred at a time, and none when it is through. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, () => reject(unreadable(folder.name))),
    )
    if (some.length === 0) break
    all.push(...some)
  }
  return all.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
}
