import { type Figure, maxAlt, maxPictureBytes } from '../../shared/document/figure.ts'
import { mintId } from '../../shared/model/identity.ts'
import type { Allowance } from './clipboardText.ts'

/** Most pictures of one paste. */
const maxPictures = 50

/** The bytes of a `data:` address of a picture; null for any other address, which is never asked for. */
function bytesOf(address: string): Blob | null {
  const found = /^data:(image\/(?:png|jpeg|webp|svg\+xml))(?:;[\w=-]+)*?(;base64)?,/iu.exec(
    address.slice(0, 200),
  )
  if (!found || address.length > maxPictureBytes * 1.5) return null
  const [head, type = '', base64] = found
  try {
    const rest = address.slice(head.length)
    const text = base64 ? atob(decodeURIComponent(rest).replace(/\s/gu, '')) : decodeURIComponent(rest)
    const bytes = base64
      ? Uint8Array.from(text, (sign) => sign.charCodeAt(0))
      : new TextEncoder().encode(text)
    return new Blob([bytes], { type })
  } catch {
    return null
  }
}

/**
 * A picture of pasted HTML as a figure, its bytes noted in the allowance; null for one that is elsewhere, which is
 * counted there as left out.
 */
export function pastedFigure(
  node: { getAttribute?(name: string): string | null },
  allowance: Allowance,
): Figure | null {
  // A dot that only tells who reads it.
  const isDot = ['width', 'height'].every((side) => /^[01]$/u.test(node.getAttribute?.(side) ?? ''))
  if (isDot) return null
  const bytes =
    allowance.coming.size < maxPictures ? bytesOf((node.getAttribute?.('src') ?? '').trim()) : null
  if (!bytes || !allowance.block()) {
    allowance.pictures += 1
    return null
  }
  const id = mintId()
  allowance.coming.set(id, bytes)
  return {
    type: 'figure',
    id,
    picture: { sha256: '0'.repeat(64), mediaType: 'image/png', width: 1, height: 1 },
    alt: allowance.take((node.getAttribute?.('alt') ?? '').trim()).slice(0, maxAlt),
    width: 100,
    children: [{ text: '' }],
  }
}
