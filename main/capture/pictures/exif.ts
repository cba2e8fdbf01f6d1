/** https://www.cipa.jp/std/documents/e/DC-X008-Translation-2019-E.pdf §4.6.4: orientation, 1 to 8. */
const orientationTag = 0x0112

/**
 * How a picture is to be turned, as its EXIF says: 1 for upright, and for whatever cannot be read.
 *
 * @param tiff the EXIF data from its byte order on
 */
export function orientationOf(tiff: Buffer): number {
  const order = tiff.toString('latin1', 0, 4)
  if (order !== 'II*\0' && order !== 'MM\0*') return 1
  const little = order === 'II*\0'
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const u32 = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  try {
    const at = u32(4)
    const count = u16(at)
    for (let n = 0; n < count; n++) {
      const entry = at + 2 + n * 12
      if (u16(entry) !== orientationTag) continue
      const value = u16(entry + 8)
      return value >= 1 && value <= 8 ? value : 1
    }
  } catch {
    // It points beyond its end.
  }
  return 1
}

/** EXIF data that says only how a picture is to be turned, from its byte order on. */
export function exifWith(orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 0, 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(orientationTag, 10)
  tiff.writeUInt16BE(3, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

/** Width and height as they are seen: turned by a quarter they change places. */
export const upright = (orientation: number, width: number, height: number) =>
  orientation >= 5 ? { width: height, height: width } : { width, height }
