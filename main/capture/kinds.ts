import { AttestError } from '../../shared/model/error.ts'
import { isReferenceKind, type ReferenceKind, referenceKind } from './references/formats.ts'

/** How a file is read. */
export type CaptureKind =
  | 'text'
  | 'markdown'
  | 'html'
  | 'subtitles'
  | 'mail'
  | 'mbox'
  | 'mhtml'
  | 'zip'
  | 'pdf'
  | 'rtf'
  | ReferenceKind

/** Kinds of documents that may hold documents. */
export const holdsDocuments = (kind: CaptureKind): boolean =>
  kind === 'mail' || kind === 'mbox' || kind === 'zip' || isReferenceKind(kind)

interface Refusal {
  /** Completes "NAME is …". */
  readonly what: string
  readonly hint: string
}

const pictures = 'Pictures have no text to cite. Run text recognition on it and capture the text.'
const media = 'Sound and film have no text to cite. Capture a transcript of it.'
const packed = 'Unpack it and capture the documents that are in it, or pack them as ZIP.'
const programs = 'Programs cannot be sources. Is it the right file?'
const tables = 'Spreadsheets are not read yet. Save the sheet as CSV or as text and capture that.'
const office =
  'Old Office documents are not read. Open it in its program, save it as .docx (a message as .eml) and capture that.'

const refusals = {
  sheet: { what: 'a spreadsheet', hint: tables },
  slides: {
    what: 'a presentation',
    hint: 'Presentations are not read yet. Save its text as .txt and capture that.',
  },
  openDocument: {
    what: 'an OpenDocument file that is no text',
    hint: 'Spreadsheets and presentations are not read yet. Save it as text and capture that.',
  },
  oldOffice: { what: 'an old Office document (DOC, XLS, PPT or MSG)', hint: office },
  webarchive: {
    what: 'a Safari web archive',
    hint: 'In Safari save the page as “Page Source”, or copy its text and paste it.',
  },
  link: {
    what: 'a link to another file',
    hint: 'What it points to is not in the archive. Capture that file itself.',
  },
  references: {
    what: 'a file of references',
    hint: 'It is no document of a reference. Import it by itself.',
  },
  beyond: {
    what: 'beyond what one archive may unpack to',
    hint: 'Unpack the archive and import its documents in several pieces.',
  },
  archive: { what: 'a compressed archive', hint: packed },
  picture: { what: 'a picture', hint: pictures },
  media: { what: 'a sound or film file', hint: media },
  program: { what: 'a program', hint: programs },
  font: { what: 'a font', hint: 'Fonts cannot be sources. Is it the right file?' },
  library: {
    what: 'an Attest library',
    hint: 'A library is opened, not captured: use Open Library.',
  },
  database: {
    what: 'an SQLite database',
    hint: 'Databases are not read. Save the table you need as CSV and capture that.',
  },
  binary: {
    what: 'not a text file',
    hint: 'Its bytes are no text in any encoding that Attest knows. Capture text, Markdown or a saved web page.',
  },
} as const satisfies Record<string, Refusal>
type Refused = keyof typeof refusals

/** Signatures at the beginning of a file (one Latin-1 character a byte), the longest and surest first. */
const signatures: readonly [prefix: string, kind: Refused][] = [
  ['SQLite format 3\0', 'database'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'oldOffice'],
  ['\x89PNG\r\n\x1a\n', 'picture'],
  ['GIF87a', 'picture'],
  ['GIF89a', 'picture'],
  ['\xff\xd8\xff', 'picture'],
  ['II*\0', 'picture'],
  ['MM\0*', 'picture'],
  ['\0\0\x01\0', 'picture'],
  ['8BPS\0', 'picture'],
  ['bplist00', 'webarchive'],
  ['\x1f\x8b', 'archive'],
  ...Array.from('123456789', (level): [string, Refused] => [`BZh${level}1AY&SY`, 'archive']),
  ['7z\xbc\xaf\x27\x1c', 'archive'],
  ['Rar!\x1a\x07', 'archive'],
  ['\xfd7zXZ\0', 'archive'],
  ['\x28\xb5\x2f\xfd', 'archive'],
  ['\x7fELF', 'program'],
  ['MZ\x90\0', 'program'],
  ['\xcf\xfa\xed\xfe', 'program'],
  ['\xce\xfa\xed\xfe', 'program'],
  ['\xca\xfe\xba\xbe', 'program'],
  ['\0asm', 'program'],
  ['ID3\x02', 'media'],
  ['ID3\x03', 'media'],
  ['ID3\x04', 'media'],
  ['OggS\0', 'media'],
  ['fLaC\0', 'media'],
  ['\x1a\x45\xdf\xa3', 'media'],
  ['wOFF\0\x01\0\0', 'font'],
  ['wOFFOTTO', 'font'],
  ['wOF2\0\x01\0\0', 'font'],
  ['wOF2OTTO', 'font'],
  ['OTTO\0', 'font'],
  ['\0\x01\0\0\0', 'font'],
]

/** `application_id` of a library file, as main/store writes it; a test with a real library holds them together. */
const libraryApplicationId = 'ATST'

const textual: Record<string, CaptureKind> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  shtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  srt: 'subtitles',
  vtt: 'subtitles',
}

/**
 * Decides how a file is read, from its name and its first bytes; the bytes win over the name.
 * Throws `unsupported` with words that name the kind when it is one that Attest cannot read.
 */
export function recognise(name: string, bytes: Uint8Array): CaptureKind {
  const head = latin1(bytes, 8192)
  // Which of the many kinds that are ZIP archives inside: its directory tells, and that is read in the child.
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return 'zip'
  // The specification allows bytes before the header; viewers look at the first 1,024.
  if (/^(?:[\s\0]|\xef\xbb\xbf)*%PDF-\d/u.test(head.slice(0, 1024))) return 'pdf'
  if (head.startsWith('{\\rtf')) return 'rtf'
  const kind = signatureOf(head)
  if (kind !== null) throw unsupported(name, kind)
  const letters = mailKind(name, head)
  if (letters !== null) return letters
  // Marks of HTML are ASCII, so in UTF-16 they are found once the zero bytes are left out.
  const ascii = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/u, '').replace(/\0/gu, '')
  const references = referenceKind(extensionOf(name), ascii)
  if (references !== null) return references
  const byName = textual[extensionOf(name)]
  if (byName !== undefined) return byName
  if (looksLikeSubtitles(ascii)) return 'subtitles'
  return looksLikeHtml(ascii) ? 'html' : 'text'
}

/** The error for a document of a kind that is not read. */
export const refusal = (name: string, kind: Refused): AttestError => unsupported(name, kind)

/** The error for bytes that turned out to be no text. */
export const notText = (name: string): AttestError => unsupported(name, 'binary')

/** Lower case, without the dot; empty when there is none. */
const extensionOf = (name: string): string => /\.([^./\\]+)$/u.exec(name)?.[1]?.toLowerCase() ?? ''

/** The name without folders and extension. */
export const stemOf = (name: string): string => name.replace(/^.*[/\\]/u, '').replace(/(?<=.)\.[^.]*$/u, '')

function signatureOf(head: string): Refused | null {
  // Application id: bytes 68 to 71 of the header (https://www.sqlite.org/fileformat.html#application_id).
  if (head.startsWith('SQLite format 3\0') && head.slice(68, 72) === libraryApplicationId) return 'library'
  if (head.startsWith('RIFF')) {
    if (head.startsWith('WEBP', 8)) return 'picture'
    if (head.startsWith('WAVE', 8) || head.startsWith('AVI ', 8)) return 'media'
  }
  if (head.startsWith('ftyp', 4)) return /^(?:hei|mif|avi[fs])/u.test(head.slice(8, 12)) ? 'picture' : 'media'
  const signature = signatures.find(([prefix]) => head.startsWith(prefix))
  if (signature !== undefined) return signature[1]
  return null
}

const mailHeader =
  /^(?:From|To|Date|Subject|Return-Path|Received|Delivered-To|MIME-Version|Message-ID|Content-Type|Reply-To|DKIM-Signature|ARC-Seal|Authentication-Results|X-[\w-]{1,60}):/iu

/** A message, a mailbox or a saved page, by the headers with which they begin. */
function mailKind(name: string, bytes: string): 'mail' | 'mbox' | 'mhtml' | null {
  const head = bytes.replace(/^\xef\xbb\xbf/u, '')
  if (/^From \S+[^\n]*\d{1,2}:\d{2}[^\n]*\d{4}[^\n]{0,20}\r?\n[\w-]{1,60}:/u.test(head)) return 'mbox'
  const isNamedMail = extensionOf(name) === 'eml' && /^[\w-]{1,60}:/u.test(head)
  if (!isNamedMail && !mailHeader.test(head)) return null
  const headers = head.slice(0, /\r?\n\r?\n/u.exec(head)?.index ?? head.length)
  const extension = extensionOf(name)
  const isPage = /^(?:Snapshot-Content-Location:|From: <Saved by )/imu.test(headers)
  if (/^content-type:\s*multipart\/related/imu.test(headers) && (isPage || /^mht(?:ml)?$/u.test(extension)))
    return 'mhtml'
  return isNamedMail || /^(?:MIME-Version|Message-ID):/imu.test(headers) ? 'mail' : null
}

/** True when the first thing after white space, an XML declaration and comments is a tag that begins a page. */
function looksLikeHtml(head: string): boolean {
  let rest = head.trimStart()
  if (rest.startsWith('<?xml')) rest = rest.slice(rest.indexOf('>') + 1).trimStart()
  while (rest.startsWith('<!--')) {
    const end = rest.indexOf('-->', 4)
    if (end < 0) break
    rest = rest.slice(end + 3).trimStart()
  }
  return /^<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(rest)
}

/** `WEBVTT`, or a number, a timing and words (SubRip). */
const looksLikeSubtitles = (head: string): boolean =>
  /^WEBVTT(?:[ \t\r\n]|$)/u.test(head) ||
  /^\s{0,20}\d{1,6}[ \t]*\r?\n\d{1,4}:\d{2}:\d{2}[.,]\d{1,3} --> \d/u.test(head)

function unsupported(name: string, kind: Refused): AttestError {
  const { what, hint } = refusals[kind]
  return new AttestError('unsupported', `${name} is ${what}.`, hint)
}

const latin1 = (bytes: Uint8Array, length: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, length)).toString('latin1')
