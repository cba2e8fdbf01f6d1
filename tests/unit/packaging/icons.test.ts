import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'

const icons = join(root, 'resources/icons')
const kinds = ['app', 'document']

/** Width and height of a PNG: https://www.w3.org/TR/png/#11IHDR */
function pngSize(bytes: Buffer): [number, number] {
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** Sizes in an .ico: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10) */
function icoSizes(bytes: Buffer): number[] {
  expect(bytes.readUInt16LE(2)).toBe(1)
  return Array.from({ length: bytes.readUInt16LE(4) }, (_, i) => bytes.readUInt8(6 + i * 16) || 256)
}

/** Kinds of picture in an .icns, in order: a name of four letters and a length each. */
function icnsKinds(bytes: Buffer): string[] {
  expect(bytes.subarray(0, 4).toString()).toBe('icns')
  expect(bytes.readUInt32BE(4)).toBe(bytes.length)
  const found: string[] = []
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at + 4)) {
    found.push(bytes.subarray(at, at + 4).toString())
  }
  return found
}

describe.each(kinds)('the icon of the %s', (kind) => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('has %i px for Linux', (size) => {
    const bytes = readFileSync(join(icons, kind, `${size}x${size}.png`))
    expect(pngSize(bytes)).toEqual([size, size])
  })
  it('has every size that Windows shows', () => {
    expect(icoSizes(readFileSync(join(icons, `${kind}.ico`)))).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 256])
  })
  it('has every size that macOS shows, for dense screens too', () => {
    const found = icnsKinds(readFileSync(join(icons, `${kind}.icns`)))
    expect(found).toEqual(
      expect.arrayContaining([
        'ic04',
        'ic05',
        'ic07',
        'ic08',
        'ic09',
        'ic10',
        'ic11',
        'ic12',
        'ic13',
        'ic14',
      ]),
    )
  })
})
