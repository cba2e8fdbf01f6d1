import { AttestError } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Library } from '../store/library.ts'
import { oneLine } from './details.ts'
import { sha256Of } from './hash.ts'
import { endingOf } from './made.ts'

/** A captured document as it came. */
export interface Original {
  /** A file name: the one it came with, or the source's key, with an ending; nothing in it leads to another folder. */
  readonly name: string
  readonly bytes: Uint8Array
  readonly sha256: string
}

/**
 * The bytes of a capture, the newest when none is named.
 *
 * @throws AttestError `not-found`; `library-corrupt` when the bytes are not those that were captured
 */
export async function originalOf(
  library: Pick<Library, 'sources'>,
  sourceId: Id,
  snapshotId?: Id,
): Promise<Original> {
  const { source, snapshots } = await library.sources.get(sourceId)
  const snapshot =
    snapshotId === undefined
      ? snapshots.find(({ supersededBy }) => supersededBy === null)
      : snapshots.find(({ id }) => id === snapshotId)
  if (snapshot === undefined) {
    throw new AttestError('not-found', 'There is no such capture of this source.', 'Open the source anew.')
  }
  const bytes = await library.sources.bytes(snapshot.id)
  if ((await sha256Of(bytes)) !== snapshot.sha256) {
    throw new AttestError(
      'library-corrupt',
      `The bytes of this capture of “${source.title || source.key}” are not those that were captured.`,
      'Nothing was written. Open a backup; “attest doctor” tells what else is damaged.',
    )
  }
  return { name: nameOf(snapshot.fileName, source.key, snapshot.mediaType), bytes, sha256: snapshot.sha256 }
}

/** Of a document in a document the last name: `2026.mbox › 07 Tolls.eml › list.docx`. */
function nameOf(fileName: string, key: string, mediaType: string): string {
  // What Windows, macOS or Linux would not take in a name, and what would lead to another folder or hide the name.
  const tidy = oneLine(fileName.split(' › ').at(-1) ?? '')
    .replace(/^.*[/\\]/u, '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '')
    .replace(/^.*(?=.{120}$)/u, '')
  const name = tidy === '' ? key : tidy
  return /\.[\p{L}\p{N}]{1,12}$/u.test(name) ? name : `${name}.${endingOf(mediaType)}`
}
