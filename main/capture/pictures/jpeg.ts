import { exifWith, orientationOf, upright } from './exif.ts'
import { type CleanPicture, checkSize, type Naming } from './naming.ts'

/** ITU-T T.81, Annex B: markers of a JPEG file. */
const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP14 = 0xee
/** Tables, restart intervals, and the number of lines. */
const tables = new Set([0xc4, 0xdb, 0xdd, 0xdc])
/** Baseline, extended and progressive Huffman: what every viewer shows. */
const frames = new Set([0xc0, 0xc1, 0xc2])
const otherFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf])

const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** Where the coded data of a scan ends: at the next marker that is no restart. */
function scanEnd(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] as number
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return -1
}

/**
 * A JPEG with nothing in it but its picture: no EXIF but which way is up, no XMP, comments, colour profile, thumbnail,
 * nor what phones append after the end.
 */
export function cleanJpeg(bytes: Uint8Array, naming: Naming): CleanPicture {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const out: Buffer[] = []
  let orientation = 1
  let size: { width: number; height: number } | null = null
  let scans = 0
  let at = 2
  for (;;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at += 1
    const marker = file[at + 1]
    if (file[at] !== 0xff || marker === undefined) throw naming.damaged('it ends in the middle')
    if (marker === EOI) break
    if (at + 4 > file.length) throw naming.damaged('it ends in the middle')
    const end = at + 2 + file.readUInt16BE(at + 2)
    if (end < at + 4 || end > file.length) throw naming.damaged('it ends in the middle')
    const body = file.subarray(at + 4, end)
    const whole = file.subarray(at, end)
    if (otherFrames.has(marker))
      throw naming.unsupported('it is packed in a rare way', 'Save it again as an ordinary JPEG or PNG.')
    if (frames.has(marker)) {
      if (size || body.length < 6) throw naming.damaged('its size cannot be read')
      const parts = body[5] as number
      if (parts === 4)
        throw naming.unsupported('its colours are made for print (CMYK)', 'Save it with RGB colours.')
      if (body[0] !== 8 || (parts !== 1 && parts !== 3))
        throw naming.unsupported('its kind of colours is rare', 'Save it again as an ordinary JPEG or PNG.')
      size = { width: body.readUInt16BE(3), height: body.readUInt16BE(1) }
      checkSize(size.width, size.height, naming)
      out.push(whole)
    } else if (marker === SOS) {
      const next = scanEnd(file, end)
      if (next < 0) throw naming.damaged('it ends in the middle')
      if (!size) throw naming.damaged('its size cannot be read')
      out.push(file.subarray(at, next))
      scans += 1
      at = next
      continue
    } else if (tables.has(marker)) out.push(whole)
    else if (marker === APP14 && body.toString('latin1', 0, 5) === 'Adobe') {
      // Says how its colours are coded; Photoshop's own notes behind that are left out.
      out.push(segment(APP14, body.subarray(0, 12)))
    } else if (marker === APP0 && body.toString('latin1', 0, 5) === 'JFIF\0' && body.length >= 14) {
      const plain = Buffer.from(body.subarray(0, 14))
      plain.writeUInt16BE(0, 12)
      out.push(segment(APP0, plain))
    } else if (marker === APP1 && body.toString('latin1', 0, 6) === 'Exif\0\0')
      orientation = orientationOf(body.subarray(6))
    else if (marker < 0xc0) throw naming.damaged('it holds what no JPEG has')
    at = end
  }
  if (!size || scans === 0) throw naming.damaged('it holds no picture')
  const turn =
    orientation === 1 ? [] : [segment(APP1, Buffer.concat([Buffer.from('Exif\0\0'), exifWith(orientation)]))]
  return {
    bytes: Buffer.concat([Buffer.from([0xff, SOI]), ...turn, ...out, Buffer.from([0xff, EOI])]),
    ...upright(orientation, size.width, size.height),
    leftOut: [],
  }
}
