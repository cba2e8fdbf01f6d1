import { maxPictureBytes, type Picture, type PictureType } from '../../../shared/document/figure.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { sha256Of } from '../hash.ts'
import { cleanJpeg } from './jpeg.ts'
import { type CleanPicture, checkSize, type Naming, namingOf } from './naming.ts'
import { cleanPng } from './png.ts'
import { cleanSvg } from './svg.ts'
import { cleanWebp } from './webp.ts'

export interface SafePicture extends Picture {
  readonly bytes: Uint8Array
  readonly leftOut: readonly string[]
}

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, Math.min(to, bytes.length) - from)).toString(
    'latin1',
  )

/** What bytes are, whatever their name says; null for none of the kinds that a library keeps. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  if (ascii(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image/webp'
  // The root may come after a declaration, a document type with its entities, and comments.
  if (/<(?:svg:)?svg[\s/>]/u.test(ascii(bytes, 0, 65_536).replaceAll('\0', ''))) return 'image/svg+xml'
  return null
}

/** What other files are that people take for pictures. */
function otherKind(bytes: Uint8Array): string {
  const head = ascii(bytes, 0, 12)
  if (head.startsWith('GIF8')) return 'it is a GIF'
  if (head.startsWith('BM')) return 'it is a BMP'
  if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'it is a TIFF'
  if (/^ftyp(?:heic|heix|mif1|avif)/u.test(head.slice(4))) return 'it is a HEIC or AVIF'
  if (head.startsWith('%PDF')) return 'it is a PDF'
  if (head.startsWith('\x1f\x8b')) return 'it is compressed (SVGZ?)'
  return 'it is none of the kinds that Attest knows'
}

const cleaners = {
  'image/png': cleanPng,
  'image/jpeg': cleanJpeg,
  'image/webp': cleanWebp,
  'image/svg+xml': cleanSvg,
} as const satisfies Record<
  PictureType,
  (bytes: Uint8Array, naming: Naming) => CleanPicture | Promise<CleanPicture>
>

/**
 * Makes a picture safe to keep, to show and to hand on: the bytes must be what they claim to be, within the limits;
 * metadata (places, names, comments, thumbnails, colour profiles) is taken out, and of an SVG everything that is not
 * plain drawing. The same bytes give the same picture.
 *
 * @param name for messages
 * @throws AttestError `empty`, `too-large`, `unsupported`, `damaged`
 */
export async function readPicture(name: string, bytes: Uint8Array): Promise<SafePicture> {
  if (bytes.length === 0) {
    throw new AttestError('empty', `The file “${name}” is empty.`, 'Choose another one.')
  }
  if (bytes.length > maxPictureBytes) {
    throw new AttestError(
      'too-large',
      `The picture “${name}” has ${Math.ceil(bytes.length / 1024 / 1024)} MiB; ${maxPictureBytes / 1024 / 1024} MiB are possible.`,
      'Make it smaller in another program, or save it as JPEG.',
    )
  }
  const naming = namingOf(name)
  const mediaType = pictureTypeOf(bytes)
  if (mediaType === null)
    throw naming.unsupported(otherKind(bytes), 'Save it as PNG, JPEG, WebP or SVG and try again.')
  const clean = await cleaners[mediaType](bytes, naming)
  checkSize(clean.width, clean.height, naming)
  return { ...clean, mediaType, sha256: await sha256Of(clean.bytes) }
}
