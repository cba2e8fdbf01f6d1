import { AttestError } from '../../../shared/model/error.ts'
import { decode } from '../encoding.ts'
import type { Extracted, ExtractJob } from '../extracted.ts'
import { notText } from '../kinds.ts'
import { madeBy } from '../made.ts'
import { readBibtex } from './bibtex.ts'
import { readCslJson } from './cslJson.ts'
import { endnoteLibrary, readEndnote } from './endnote.ts'
import { type ReferenceKind, referenceKindWords } from './formats.ts'
import { readNbib } from './nbib.ts'
import type { References } from './reference.ts'
import { readRis } from './ris.ts'
import { readZotero } from './zotero.ts'

const readers: Record<ReferenceKind, (name: string, text: string) => References> = {
  ris: readRis,
  bibtex: readBibtex,
  'csl-json': readCslJson,
  nbib: readNbib,
  endnote: readEndnote,
  zotero: readZotero,
}

/**
 * The references of a file, and what in it could not be read. Throws `unsupported` for bytes that are no text, `empty`
 * where there are neither, `damaged` and `too-large`.
 */
export function extractReferences({ name, kind, bytes }: ExtractJob & { kind: ReferenceKind }): Extracted {
  const decoded = decode(bytes, 'text')
  if (decoded === null) throw notText(name)
  const { references, problems } = readers[kind](name, decoded.text)
  if (references.length === 0 && problems.length === 0) {
    throw new AttestError(
      'empty',
      `${name} is a file of references (${referenceKindWords[kind]}) that holds none.`,
      'Is it the right file? Export it again from the program that made it.',
    )
  }
  return {
    ...madeBy('reference', decoded.encoding),
    text: '',
    words: 0,
    found: {},
    notes: decoded.notes,
    references: {
      references: references.map((reference) => JSON.stringify(reference)),
      problems,
      attachments: kind === 'endnote' ? `${endnoteLibrary(decoded.text)}.Data/PDF` : '',
    },
  }
}
