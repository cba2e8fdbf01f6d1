import { createInflate, crc32 as zlibCrc32 } from 'node:zlib'
import { type CleanPicture, checkSize, type Naming } from './naming.ts'

/** https://www.w3.org/TR/png-3/ */

/**
 * Chunks that say what is seen, in sRGB. Left out: text, time, EXIF, colour profiles, suggested palettes, further
 * frames of an animation, and whatever a program added of its own.
 */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'sRGB', 'pHYs', 'sBIT'])

const signature = 8
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

let table: Uint32Array | null = null
/** CRC-32 (ISO 3309); Node has it from 20.15 on, the oldest Electron has not. */
function crc32(bytes: Uint8Array): number {
  if (typeof zlibCrc32 === 'function') return zlibCrc32(bytes)
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c
  })
  let crc = 0xffffffff
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

/** Bytes of all rows of one pass, each with its filter byte. */
const rowBytes = (width: number, height: number, bits: number): number =>
  width === 0 || height === 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8))

/** Adam7: where each pass begins and how far its pixels stand apart. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const

function expectedBytes(width: number, height: number, bits: number, interlaced: boolean): number {
  if (!interlaced) return rowBytes(width, height, bits)
  return passes.reduce(
    (sum, [x, y, dx, dy]) =>
      sum + rowBytes(Math.ceil(Math.max(0, width - x) / dx), Math.ceil(Math.max(0, height - y) / dy), bits),
    0,
  )
}

/** How many bytes the pixels unpack to; gives up beyond `most`, and answers -1 for what cannot be unpacked. */
function unpackedBytes(parts: readonly Uint8Array[], most: number): Promise<number> {
  return new Promise((resolve) => {
    const inflate = createInflate()
    let count = 0
    inflate.on('data', (chunk: Buffer) => {
      count += chunk.length
      if (count > most) inflate.destroy()
    })
    inflate.on('error', () => resolve(-1))
    inflate.on('close', () => resolve(count))
    for (const part of parts) inflate.write(part)
    inflate.end()
  })
}

/** A PNG with nothing in it but its pixels, which were unpacked to see that all are there. */
export async function cleanPng(bytes: Uint8Array, naming: Naming): Promise<CleanPicture> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const out: Buffer[] = [file.subarray(0, signature)]
  const data: Buffer[] = []
  let head: Buffer | null = null
  let ended = false
  for (let at = signature; !ended; ) {
    if (at + 12 > file.length) throw naming.damaged('it ends in the middle')
    const length = file.readUInt32BE(at)
    const end = at + 12 + length
    if (end > file.length) throw naming.damaged('it ends in the middle')
    const type = file.toString('latin1', at + 4, at + 8)
    if (head === null && type !== 'IHDR') throw naming.damaged('it does not begin with its size')
    if (kept.has(type)) {
      if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
        throw naming.damaged('some of its bytes were changed')
      if (type === 'IHDR') {
        if (head !== null || length !== 13) throw naming.damaged('its size cannot be read')
        head = file.subarray(at + 8, at + 21)
      }
      if (type === 'IDAT') data.push(file.subarray(at + 8, end - 4))
      out.push(file.subarray(at, end))
    }
    ended = type === 'IEND'
    at = end
  }
  if (head === null || data.length === 0) throw naming.damaged('it holds no pixels')
  const width = head.readUInt32BE(0)
  const height = head.readUInt32BE(4)
  checkSize(width, height, naming)
  const bits = (head[8] as number) * (channels[head[9] as number] ?? 0)
  if (bits === 0) throw naming.damaged('its kind of pixels is none that PNG has')
  const expected = expectedBytes(width, height, bits, head[12] === 1)
  const unpacked = await unpackedBytes(data, expected)
  if (unpacked < expected) throw naming.damaged('some of its pixels are missing')
  if (unpacked > expected) throw naming.damaged('it holds more than its pixels')
  return { bytes: Buffer.concat(out), width, height, leftOut: [] }
}
