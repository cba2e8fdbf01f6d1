import { exifWith, orientationOf, upright } from './exif.ts'
import { type CleanPicture, checkSize, type Naming } from './naming.ts'

/** RFC 9649: a RIFF file of chunks. */

/** Bits of the first byte of `VP8X`. */
const alphaBit = 0x10
const exifBit = 0x08
const animationBit = 0x02

interface Chunk {
  readonly type: string
  readonly body: Buffer
}

function chunksOf(file: Buffer, naming: Naming): Chunk[] {
  const end = Math.min(file.length, 8 + file.readUInt32LE(4))
  if (end > file.length || 8 + file.readUInt32LE(4) > file.length)
    throw naming.damaged('it ends in the middle')
  const chunks: Chunk[] = []
  for (let at = 12; at + 8 <= end; ) {
    const length = file.readUInt32LE(at + 4)
    if (at + 8 + length > end) throw naming.damaged('it ends in the middle')
    chunks.push({ type: file.toString('latin1', at, at + 4), body: file.subarray(at + 8, at + 8 + length) })
    at += 8 + length + (length % 2)
  }
  return chunks
}

const written = ({ type, body }: Chunk): Buffer => {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
}

/** The size in the picture's own data (RFC 6386 §9.1; RFC 9649 §3.4), and whether it has transparent parts. */
function sizeOf({ type, body }: Chunk, naming: Naming): { width: number; height: number; alpha: boolean } {
  if (type === 'VP8L') {
    if (body.length < 5 || body[0] !== 0x2f) throw naming.damaged('its size cannot be read')
    const bits = body.readUInt32LE(1)
    return {
      width: (bits & 0x3fff) + 1,
      height: ((bits >>> 14) & 0x3fff) + 1,
      alpha: ((bits >>> 28) & 1) === 1,
    }
  }
  if (body.length < 10 || body.readUIntBE(3, 3) !== 0x9d012a) throw naming.damaged('its size cannot be read')
  return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff, alpha: false }
}

/** A WebP with nothing in it but its picture: no EXIF but which way is up, no XMP, no colour profile. */
export function cleanWebp(bytes: Uint8Array, naming: Naming): CleanPicture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (file.length < 20) throw naming.damaged('it ends in the middle')
  const chunks = chunksOf(file, naming)
  const moving = chunks.some(({ type, body }) =>
    type === 'VP8X' ? ((body[0] ?? 0) & animationBit) !== 0 : type === 'ANIM' || type === 'ANMF',
  )
  if (moving)
    throw naming.unsupported('it moves, and paper does not', 'Save one picture of it as PNG or JPEG.')
  const image = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L')
  if (!image) throw naming.damaged('it holds no picture')
  const { width, height, alpha } = sizeOf(image, naming)
  checkSize(width, height, naming)
  const mask = image.type === 'VP8 ' ? chunks.find(({ type }) => type === 'ALPH') : undefined
  const exif = chunks.find(({ type }) => type === 'EXIF')?.body
  const tiff = exif?.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif
  const orientation = tiff ? orientationOf(tiff) : 1
  const parts: Chunk[] = [image]
  if (mask || orientation !== 1) {
    const head = Buffer.alloc(10)
    head[0] = (mask || alpha ? alphaBit : 0) | (orientation === 1 ? 0 : exifBit)
    head.writeUIntLE(width - 1, 4, 3)
    head.writeUIntLE(height - 1, 7, 3)
    parts.unshift({ type: 'VP8X', body: head }, ...(mask ? [mask] : []))
    if (orientation !== 1) parts.push({ type: 'EXIF', body: exifWith(orientation) })
  }
  const body = Buffer.concat(parts.map(written))
  const riff = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  riff.writeUInt32LE(body.length + 4, 4)
  return { bytes: Buffer.concat([riff, body]), ...upright(orientation, width, height), leftOut: [] }
}
