import { inflateRawSync } from 'node:zlib'
import { AttestError } from '../../shared/model/error.ts'
import { maxPartBytes } from './parts.ts'

/** A file in a ZIP archive as its directory describes it; nothing of it is believed before it was unpacked. */
export interface ZipEntry {
  /** As written: it may hold `..` and anything else, and is never a path to write to. */
  readonly name: string
  readonly isEncrypted: boolean
  /** 0 stored, 8 deflated. */
  readonly method: number
  /** Bytes as packed and as unpacked, and where its local header begins. */
  readonly packed: number
  readonly size: number
  readonly at: number
  /** A symbolic link: what it points to is on another machine. */
  readonly isLink: boolean
}

export interface Zip {
  readonly entries: readonly ZipEntry[]
  find(name: string): ZipEntry | undefined
  /** Unpacks a file of at most `maxBytes`. Throws `too-large`, `unsupported` and `damaged`. */
  read(entry: ZipEntry, maxBytes: number): Uint8Array
  /** True when all of its files together came to their limit: nothing more is unpacked. */
  isFull(): boolean
}

/** More files in one archive are refused: real documents have some hundreds. */
const maxEntries = 20_000

/**
 * Reads the directory of a ZIP archive (PKWARE APPNOTE 6.3), ZIP64 included. Unpacking stops at a limit for each file
 * and at 256 MiB for all of them together, whatever the directory says. Throws `damaged` and `too-large`.
 */
export function openZip(name: string, bytes: Uint8Array): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const entries = guarded(name, () => directory(name, bytes, view))
  const byName = new Map(entries.map((entry) => [entry.name, entry]))
  let left = maxPartBytes
  let isFull = false
  return {
    entries,
    find: (wanted) => byName.get(wanted),
    read: (entry, maxBytes) => {
      const file = `${entry.name || 'A file'} in ${name}`
      if (entry.isEncrypted) {
        throw new AttestError(
          'unsupported',
          `${file} is protected by a password.`,
          'Unpack it with its password and capture what is in it.',
        )
      }
      const limit = Math.min(maxBytes, left)
      if (entry.size > limit) {
        // It says so itself: nothing was unpacked.
        if (entry.size <= maxBytes) isFull = true
        throw unpacksTooLarge(file)
      }
      try {
        const unpacked = guarded(file, () => unpack(file, packedBytes(bytes, view, entry), entry, limit))
        left -= unpacked.length
        return unpacked
      } catch (error) {
        // What was unpacked in vain counts too.
        left -= Math.min(limit, entry.size)
        isFull ||= left <= 0
        throw error
      }
    },
    isFull: () => isFull,
  }
}

function unpack(file: string, packed: Uint8Array, { method, size }: ZipEntry, limit: number): Uint8Array {
  if (method !== 0 && method !== 8) {
    throw new AttestError(
      'unsupported',
      `${file} is packed in a way that is not read.`,
      'Unpack it and capture what is in it.',
    )
  }
  const unpacked = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) })
  if (unpacked.length > limit) throw unpacksTooLarge(file)
  if (unpacked.length !== size) throw damaged(file)
  // A copy of its own: what is sent on must not carry the whole archive.
  return Uint8Array.from(unpacked)
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: ZipEntry): Uint8Array {
  if (view.getUint32(entry.at, true) !== 0x04034b50) throw new RangeError('no local header')
  const from = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  if (from + entry.packed > bytes.length) throw new RangeError('cut off')
  return bytes.subarray(from, from + entry.packed)
}

function directory(name: string, bytes: Uint8Array, view: DataView): ZipEntry[] {
  const end = endRecord(view)
  let count = view.getUint16(end + 10, true)
  let size = view.getUint32(end + 12, true)
  let from = view.getUint32(end + 16, true)
  let behind = end
  if (end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
    const record = whole(view, end - 12)
    if (view.getUint32(record, true) !== 0x06064b50) throw new RangeError('no ZIP64 record')
    count = whole(view, record + 32)
    size = whole(view, record + 40)
    from = whole(view, record + 48)
    behind = record
  }
  // Bytes before the archive (a program that unpacks itself) shift all its places.
  const shift = behind - size - from
  if (shift < 0) throw new RangeError('directory outside')
  if (count > maxEntries) {
    throw new AttestError(
      'too-large',
      `${name} holds more than ${maxEntries.toLocaleString('en')} files.`,
      'Unpack it and import its folders one by one.',
    )
  }
  const entries: ZipEntry[] = []
  let at = from + shift
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== 0x02014b50) throw new RangeError('no directory entry')
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    entries.push(entryAt(bytes, view, at, nameLength, extraLength, shift))
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true)
  }
  return entries
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
  shift: number,
): ZipEntry {
  const flags = view.getUint16(at + 8, true)
  if (at + 46 + nameLength > bytes.length) throw new RangeError('cut off')
  const written = bytes.subarray(at + 46, at + 46 + nameLength)
  const large = zip64Values(view, at + 46 + nameLength, extraLength)
  const value = (offset: number): number => {
    const short = view.getUint32(offset, true)
    return short === 0xffffffff ? (large.shift() ?? short) : short
  }
  // In the order in which the extra field has them.
  const size = value(at + 24)
  const packed = value(at + 20)
  const local = value(at + 42)
  return {
    // Without the flag it is code page 437; UTF-8 without it is common, and both are ASCII nearly always.
    name: new TextDecoder('utf-8').decode(written),
    isEncrypted: (flags & 1) !== 0,
    method: view.getUint16(at + 10, true),
    packed,
    size,
    at: local + shift,
    // The upper half of the attributes is Unix's st_mode, where a Unix wrote them.
    isLink: ((view.getUint32(at + 38, true) >>> 16) & 0xf000) === 0xa000,
  }
}

/** The 64-bit values of extra field 1. */
function zip64Values(view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue
    const count = Math.floor(view.getUint16(at + 2, true) / 8)
    return Array.from({ length: Math.min(3, count) }, (_, index) => whole(view, at + 4 + index * 8))
  }
  return []
}

/** The end of the directory stands at the end, before a comment of at most 65,535 bytes. */
function endRecord(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  throw new RangeError('no end record')
}

function whole(view: DataView, at: number): number {
  const value = Number(view.getBigUint64(at, true))
  if (!Number.isSafeInteger(value)) throw new RangeError('absurd number')
  return value
}

/** Whatever goes wrong with the bytes is said of the file. */
function guarded<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof AttestError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw unpacksTooLarge(file)
    throw damaged(file, error)
  }
}

const damaged = (file: string, cause?: unknown): AttestError =>
  new AttestError(
    'damaged',
    `${file} is damaged or was cut off.`,
    'Download or copy it again, or open it in its program and save it anew.',
    { cause },
  )

const unpacksTooLarge = (file: string): AttestError =>
  new AttestError(
    'too-large',
    `${file} unpacks to more than one document may have.`,
    'If it is a real document, take the part that you need out of it and capture that.',
  )
