import { z } from 'zod'
import { sha256Schema } from '../model/identity.ts'
import { inlinesSchema } from './inline.ts'
import { blockShape } from './paragraph.ts'

/** Kinds of pictures that a library keeps, and how their files end. */
export const pictureTypes = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/svg+xml': 'svg',
} as const
export type PictureType = keyof typeof pictureTypes

/** Largest picture, in bytes: 25 MiB. */
export const maxPictureBytes = 25 * 1024 * 1024
/** Most pixels of a picture, 50 million: more than any page shows, and as much as can be set safely. */
export const maxPixels = 50_000_000
/** Longest side of a picture, in pixels: what every viewer takes. */
export const maxSide = 16_384

/** A picture of the library: its bytes are found by their SHA-256. */
export const pictureSchema = z.object({
  sha256: sha256Schema,
  mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/svg+xml']),
  /** Pixels as it is seen, turned upright; for SVG its own units. */
  width: z.int().min(1).max(maxSide),
  height: z.int().min(1).max(maxSide),
})
export type Picture = z.infer<typeof pictureSchema>

/** Per cent of the text's width. */
export const narrowestFigure = 10
export const widestFigure = 100

/** Longest description of a picture, in UTF-16 units. */
export const maxAlt = 2000

/**
 * A picture with a description for those who do not see it, or the word that it says nothing (`decorative`). The
 * children are its caption.
 */
export const figureSchema = z.object({
  type: z.literal('figure'),
  ...blockShape,
  picture: pictureSchema,
  /** What the picture shows; empty where nobody has said so yet. */
  alt: z.string().max(maxAlt),
  decorative: z.literal(true).optional(),
  width: z.int().min(narrowestFigure).max(widestFigure),
  children: inlinesSchema,
})
export type Figure = z.infer<typeof figureSchema>

/** Whether a figure still needs its description. */
export const isUndescribed = ({ alt, decorative }: Pick<Figure, 'alt' | 'decorative'>): boolean =>
  decorative !== true && alt.trim() === ''

/** Where the window finds a picture, on every host. */
export const pictureAddress = (sha256: string): string => `/picture/${sha256}`

/** The SHA-256 that an address names; null for any other address. */
export function pictureAt(pathname: string): string | null {
  const found = /^\/picture\/([0-9a-f]{64})$/u.exec(pathname)
  return found?.[1] ?? null
}

/** How wide a picture is put in, in per cent: at 96 pixels an inch and a text width of 496, never wider than that. */
export function fittingWidth({ width, mediaType }: Picture): number {
  if (mediaType === 'image/svg+xml') return widestFigure
  return Math.min(widestFigure, Math.max(25, Math.round((width / 496) * 20) * 5))
}
