import { maxCaptureBytes } from '../../shared/contract/capture.ts'
import { countWords } from '../../shared/document/words.ts'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import { readEpub } from './epub.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { blank } from './extractPlain.ts'
import { refusal } from './kinds.ts'
import { madeBy } from './made.ts'
import { readDocx } from './office/docx.ts'
import { readOdt } from './office/odt.ts'
import type { OfficeDocument, OfficeFile } from './office/office.ts'
import { cleanPartName, type Part, tooManyParts } from './parts.ts'
import { cleanText, isBlank } from './plainText.ts'
import { readXml } from './xml.ts'
import { openZip, type Zip, type ZipEntry } from './zip.ts'

/**
 * Reads a file that is a ZIP archive: a Word or OpenDocument text or an e-book, told by what its directory holds and by its
 * `mimetype`, else an archive of documents, which are its parts. Throws `unsupported` for spreadsheets and
 * presentations, `damaged`, `too-large` and `empty`.
 */
export function extractArchive({ name, bytes }: ExtractJob): Extracted {
  const zip = openZip(name, bytes)
  const kind = mimeOf(zip)
  if (kind === 'application/vnd.oasis.opendocument.text')
    return office(name, 'odt', readOdt(openOffice(name, zip)))
  if (kind.startsWith('application/vnd.oasis.opendocument')) throw refusal(name, 'openDocument')
  if (kind === 'application/epub+zip') return office(name, 'epub', readEpub(name, zip))
  if (zip.find('[Content_Types].xml') !== undefined) {
    const has = (folder: string) => zip.entries.some((entry) => entry.name.startsWith(folder))
    if (has('word/')) return office(name, 'docx', readDocx(openOffice(name, zip)))
    if (has('xl/')) throw refusal(name, 'sheet')
    if (has('ppt/')) throw refusal(name, 'slides')
  }
  return {
    ...madeBy('zip', 'binary'),
    text: '',
    words: 0,
    found: {},
    notes: [],
    parts: documentsOf(name, zip),
  }
}

/** The `mimetype` of OpenDocument (part 2, 3.3) and EPUB; empty where there is none. */
function mimeOf(zip: Zip): string {
  const entry = zip.find('mimetype')
  if (entry === undefined || entry.size > 200) return ''
  return Buffer.from(zip.read(entry, 200)).toString('latin1').trim()
}

function openOffice(name: string, zip: Zip): OfficeFile {
  return {
    has: (path) => zip.find(path) !== undefined,
    xml: (path, prefixes, listener) => {
      const entry = zip.find(path)
      if (entry !== undefined)
        readXml(`${path} in ${name}`, zip.read(entry, maxCaptureBytes), prefixes, listener)
    },
  }
}

function office(name: string, kind: 'docx' | 'odt' | 'epub', document: OfficeDocument): Extracted {
  const text = cleanText(document.text)
  if (isBlank(text)) throw blank(name)
  return {
    ...madeBy(kind, 'utf-8'),
    text,
    words: countWords(text),
    found: document.found,
    notes: document.notes,
  }
}

/** Folders, and what systems and programs put beside documents. */
const isClutter = ({ name }: ZipEntry): boolean =>
  /[/\\]$|(?:^|[/\\])(?:__MACOSX[/\\]|\.(?!\.?[/\\])|Thumbs\.db$|desktop\.ini$)/iu.test(name)

function documentsOf(name: string, zip: Zip): Part[] {
  const files = zip.entries.filter((entry) => !isClutter(entry))
  if (tooManyParts(files.length)) throw tooManyParts.error(name)
  if (files.length === 0) {
    throw new AttestError('empty', `${name} is an archive without a document.`, 'Is it the right file?')
  }
  let isFull = false
  return files.map((entry, index): Part => {
    const shown = cleanPartName(entry.name, `file-${index + 1}`)
    try {
      if (entry.isLink) throw refusal(shown, 'link')
      // Nothing more is unpacked once the limit is reached: a bomb would cost its time again for each file.
      if (isFull) throw refusal(shown, 'beyond')
      return { name: shown, bytes: zip.read({ ...entry, name: shown }, maxCaptureBytes) }
    } catch (error) {
      const refused = toErrorValue(error)
      isFull ||= zip.isFull()
      return {
        name: shown,
        bytes: new Uint8Array(),
        refused: { code: refused.code, message: refused.message, hint: refused.hint },
      }
    }
  })
}
