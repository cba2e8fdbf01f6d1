import { looksBinary } from './binary.ts'
import type { CaptureKind } from './kinds.ts'

/** Text taken out of bytes, and what a person should know about how. */
export interface Decoded {
  readonly text: string
  /** WHATWG label (https://encoding.spec.whatwg.org/#names-and-labels), lower case. */
  readonly encoding: string
  /** Full sentences; empty when all went as the file says. */
  readonly notes: string[]
}

/** So many bytes are looked at for a declaration: pages saved by browsers put comments before it. */
const declarationBytes = 16 * 1024
/** So many bytes are looked at for a pattern of zero bytes. */
const sampleBytes = 64 * 1024

/**
 * Finds the encoding and decodes. Order: byte order mark; UTF-16 by its zero bytes; valid UTF-8 that has more than
 * ASCII; what an HTML page declares; UTF-8 that is cut off or has few broken places among many whole characters;
 * Windows-1252, which takes any byte. A byte order mark is left out of the text. Broken sequences become U+FFFD and
 * are counted in `notes`. Returns null when the bytes are no text.
 */
export function decode(bytes: Uint8Array, kind: CaptureKind): Decoded | null {
  const marked = byteOrderMark(bytes)
  if (marked === 'utf-8') return looksBinary(bytes) ? null : decodeAs(marked, bytes)
  if (marked !== null) return isGarbage(bytes, marked, 0.1) ? null : decodeAs(marked, bytes)
  // Before the patterns: zero bytes are valid UTF-8, so that text with a stray NUL and UTF-16 both need the next test.
  const unmarked = utf16ByZeroBytes(bytes)
  if (unmarked !== null) return decodeAs(unmarked, bytes)
  if (looksBinary(bytes)) return null
  const declared = kind === 'html' ? declaredEncoding(bytes) : null
  const utf8 = strictUtf8(bytes)
  if (utf8 !== null) return decodedUtf8(bytes, utf8, declared)
  if (declared !== null) return decodeAs(declared, bytes)
  if (mostlyUtf8(bytes)) return decodeAs('utf-8', bytes)
  return {
    text: windows1252(bytes),
    encoding: 'windows-1252',
    notes: [
      'It names no encoding and is not UTF-8, so it was read as Windows-1252: check letters with accents and quote marks.',
    ],
  }
}

function decodedUtf8(bytes: Uint8Array, text: string, declared: string | null): Decoded {
  // Pure ASCII reads the same in all encodings that build on it, so the declaration may stand; not in those that do not.
  const isAscii = text.length === bytes.length
  if (declared !== null && isAscii) return decodeAs(declared, bytes)
  const notes =
    declared === null || declared === 'utf-8'
      ? []
      : [`It says that it is ${declared}, but its bytes are UTF-8 and were read so.`]
  return { text, encoding: 'utf-8', notes }
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

/** UTF-16 without a mark: in text with Latin letters, spaces or line ends, every other byte is often zero. */
function utf16ByZeroBytes(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const end = Math.min(bytes.length, sampleBytes) & ~1
  if (end < 4) return null
  let even = 0
  let odd = 0
  for (let index = 0; index < end; index += 2) {
    if (bytes[index] === 0) even += 1
    if (bytes[index + 1] === 0) odd += 1
  }
  const units = end / 2
  const zeroes = Math.max(even, odd)
  // Of Latin text nearly all, of Cyrillic text a tenth (spaces and line ends); a short text must be sure.
  if (zeroes < units * (units < 32 ? 0.7 : 0.08) || Math.min(even, odd) > zeroes * 0.05) return null
  const encoding = odd > even ? 'utf-16le' : 'utf-16be'
  // Numbers of two bytes look the same: it must be text when decoded.
  return isGarbage(bytes, encoding, 0.01) ? null : encoding
}

/** True when more than `share` of the decoded sample are controls, unassigned, private or broken characters. */
function isGarbage(bytes: Uint8Array, encoding: string, share: number): boolean {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, sampleBytes))
  const odds = text.match(/(?![\t\n\f\r])[\p{Cc}\p{Cn}\p{Co}\ufffd]/gu)?.length ?? 0
  return odds > Math.max(1, text.length * share)
}

/**
 * What a page says of itself: `<meta charset>`, `<meta http-equiv>` or the XML declaration
 * (https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding). Null when it says nothing known.
 */
function declaredEncoding(bytes: Uint8Array): string | null {
  let head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, declarationBytes)).toString(
    'latin1',
  )
  const xml = /^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(head)
  head = withoutComments(head)
  const meta = /<meta\s[^>]{0,1000}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/iu.exec(head)
  const label = meta?.[1] ?? xml?.[1]
  if (label === undefined) return null
  const encoding = knownEncoding(label)
  // A page whose declaration could be read byte by byte is not UTF-16, whatever it says.
  return encoding?.startsWith('utf-16') ? 'utf-8' : encoding
}

function withoutComments(head: string): string {
  let kept = ''
  let at = 0
  for (;;) {
    const start = head.indexOf('<!--', at)
    if (start < 0) return kept + head.slice(at)
    kept += head.slice(at, start)
    const end = head.indexOf('-->', start + 4)
    if (end < 0) return kept
    at = end + 3
  }
}

function knownEncoding(label: string): string | null {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): Decoded {
  if (encoding === 'windows-1252') return { text: windows1252(bytes), encoding, notes: [] }
  const text = new TextDecoder(encoding).decode(bytes)
  const broken = countOf(text, '\ufffd') - replacementsIn(bytes, encoding)
  if (broken <= 0) return { text, encoding, notes: [] }
  const cut = broken === 1 && text.endsWith('\ufffd')
  const places = broken === 1 ? '1 place that is' : `${broken} places that are`
  const note = cut
    ? 'The file ends in the middle of a character, which was replaced with “\ufffd”: it may be cut off.'
    : `${places} not valid ${encoding.toUpperCase()} ${broken === 1 ? 'was' : 'were'} replaced with “\ufffd”.`
  return { text, encoding, notes: [note] }
}

/** U+FFFD that the bytes themselves hold, as far as the encoding makes them known. */
function replacementsIn(bytes: Uint8Array, encoding: string): number {
  if (encoding === 'utf-8') return replacementsInUtf8(bytes)
  return encoding.startsWith('utf-16') ? replacementsInUtf16(bytes, encoding) : 0
}

/** The text of valid UTF-8, else null. */
export function strictUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * True for UTF-8 that was cut off or has a few broken places: reading all of it as Windows-1252 would garble every
 * accented letter and quote mark. Multi-byte sequences of UTF-8 nearly never occur in Windows-1252 text, so many of
 * them against few broken places are proof; a file that only ends inside a sequence needs no more.
 */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = countOf(text, '\ufffd') - replacementsInUtf8(bytes)
  if (broken === 1 && isCutSequence(bytes)) return true
  let sequences = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f && unit !== 0xfffd && (unit < 0xdc00 || unit > 0xdfff)) sequences += 1
  }
  return sequences >= 20 * broken
}

/** True when the last bytes begin a UTF-8 sequence that needs more bytes than there are, at least two of them there. */
function isCutSequence(bytes: Uint8Array): boolean {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0x80 && byte < 0xc0) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1
    return needs > back && back >= 2
  }
  return false
}

/** U+FFFD that stand in the bytes themselves (EF BF BD): EF always begins a sequence, so this count is exact. */
function replacementsInUtf8(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  let count = 0
  for (let at = view.indexOf('\ufffd'); at >= 0; at = view.indexOf('\ufffd', at + 3)) count += 1
  return count
}

function replacementsInUtf16(bytes: Uint8Array, encoding: string): number {
  const [first, second] = encoding === 'utf-16le' ? [0xfd, 0xff] : [0xff, 0xfd]
  let count = 0
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    if (bytes[index] === first && bytes[index + 1] === second) count += 1
  }
  return count
}

function countOf(text: string, character: string): number {
  let count = 0
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1
  return count
}

/** Windows-1252's bytes 0x80 to 0x9F (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const upperControls = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** Text in which a decoder of Latin-1 left Windows-1252's bytes 0x80 to 0x9F as controls, with what stands there. */
export const asWindows1252 = (text: string): string =>
  text.replace(/[\x80-\x9f]/gu, (character) => upperControls[character.charCodeAt(0) - 0x80] ?? character)

/** The bytes that Windows-1252 reads as this text; null when it has characters that are not in it. */
export function windows1252Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    const upper = unit > 0xff ? upperControls.indexOf(text.charAt(index)) : -1
    if (unit > 0xff && upper < 0) return null
    bytes[index] = upper < 0 ? unit : 0x80 + upper
  }
  return bytes
}

/** Our own, because several Node versions read it as Latin-1 and turn quote marks into control characters. */
function windows1252(bytes: Uint8Array): string {
  return asWindows1252(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))
}
