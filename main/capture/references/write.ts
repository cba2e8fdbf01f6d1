import type { ReferenceFormat } from '../../../shared/contract/references.ts'
import type { SourceWithReference } from '../../store/library.ts'
import { referencesOf } from './ofSource.ts'
import { itemOf } from './record.ts'
import type { Reference } from './reference.ts'
import { writeBibtex } from './writeBibtex.ts'
import { writeRis } from './writeRis.ts'

const writers: Record<ReferenceFormat, (references: readonly Reference[]) => string> = {
  ris: writeRis,
  bibtex: writeBibtex,
  'csl-json': (references) =>
    `${JSON.stringify(
      references.map((reference) => itemOf(reference)),
      null,
      2,
    )}\n`,
}

/** A file of the references of these sources: UTF-8 without a byte order mark. */
export const writeReferences = (
  format: ReferenceFormat,
  sources: readonly SourceWithReference[],
): Uint8Array => new TextEncoder().encode(writers[format](referencesOf(sources)))
