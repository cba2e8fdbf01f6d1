import type { Image, Paragraph as ParagraphNode } from 'mdast'
import { mintId } from '../../model/identity.ts'
import {
  type Figure,
  figureSchema,
  maxAlt,
  type Picture,
  pictureSchema,
  pictureTypes,
  widestFigure,
} from '../figure.ts'
import { attributePrefix } from './attributes.ts'
import { flatten } from './flat.ts'
import { readInlines } from './readInlines.ts'
import { type BlockReading, lineOf, type Pending, takePending, unsupported } from './readParagraph.ts'
import { unguard } from './syntax.ts'

/** Stands for a picture until its file is read. */
const unread: Picture = { sha256: '0'.repeat(64), mediaType: 'image/png', width: 1, height: 1 }

/** `attest:picture/HASH.png#640x480`: a picture of the library. */
const pictureUrl = ({ sha256, mediaType, width, height }: Picture): string =>
  `attest:picture/${sha256}.${pictureTypes[mediaType]}#${width}x${height}`

function pictureOf(url: string): Picture | null {
  const found = /^attest:picture\/([0-9a-f]{64})\.(png|jpg|webp|svg)#(\d{1,5})x(\d{1,5})$/u.exec(url)
  if (!found) return null
  const [, sha256, extension, width, height] = found
  const mediaType = Object.entries(pictureTypes).find(([, ending]) => ending === extension)?.[0]
  const parsed = pictureSchema.safeParse({ sha256, mediaType, width: Number(width), height: Number(height) })
  return parsed.success ? parsed.data : null
}

function fileOf(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

/** The attributes that a figure has besides those of every block. */
type Own = Partial<Pick<Figure, 'width' | 'decorative'>>

/** What `width=60%` and `decorative=true` say; false for what is none of them. */
function readOwn(own: Own, name: string, value: string): boolean {
  if (name === 'width') {
    const width = figureSchema.shape.width.safeParse(Number(value.replace(/%$/u, '')))
    if (!width.success) return false
    own.width = width.data
    return true
  }
  if (name !== 'decorative' || value !== 'true') return false
  own.decorative = true
  return true
}

/** Whether a paragraph is a figure: it begins with an image. */
export const beginsWithImage = (
  node: ParagraphNode,
): node is ParagraphNode & { children: [Image, ...ParagraphNode['children']] } =>
  node.children[0]?.type === 'image'

/**
 * `![description](file.png){width=60%}` and, on the next line, its caption. A picture on the web is not fetched
 * (reported); null then.
 */
export function readFigure(
  node: ParagraphNode & { children: [Image, ...ParagraphNode['children']] },
  pending: Pending,
  reading: BlockReading,
): Figure | null {
  const [image, ...rest] = node.children
  const line = lineOf(node)
  const own: Own = {}
  const flat = flatten(rest, line, reading.source, reading.problems)
  const { attributes, from } = attributePrefix(flat, line, reading.problems, (name, value) =>
    readOwn(own, name, value),
  )
  // The line end between the picture and its caption.
  const start = from === 0 && flat.text[0] === ' ' ? 1 : from
  const url = unguard(image.url)
  const picture = pictureOf(url)
  if (!picture && /^[a-z][a-z\d+.-]+:/iu.test(url)) {
    const shown = url.length > 80 ? `${url.slice(0, 79)}…` : url
    unsupported(
      reading,
      line,
      `The picture “${shown}” cannot be brought in: Attest fetches nothing.`,
      'Save it beside the text, and write the name of that file.',
    )
    return null
  }
  const id = mintId()
  if (!picture)
    reading.pictures.push({ figure: id, file: fileOf(url), line, hasWidth: own.width !== undefined })
  return {
    type: 'figure',
    id,
    ...takePending(pending),
    ...attributes,
    picture: picture ?? unread,
    alt: unguard(image.alt ?? '').slice(0, maxAlt),
    ...(own.decorative ? { decorative: true as const } : {}),
    width: own.width ?? widestFigure,
    children: readInlines(flat, start, reading),
  }
}

/** `![description](attest:picture/…)`: every sign that could be syntax in the description is escaped. */
export const writePicture = ({ alt, picture }: Pick<Figure, 'alt' | 'picture'>): string => {
  const words = alt
    .replace(/[!-/:-@[-`{-~]/gu, (sign, at: number) => {
      if (/[()/,.\-'=+%$?;!]/u.test(sign) || (sign === ':' && /\s/u.test(alt[at + 1] ?? ' '))) return sign
      return `\\${sign}`
    })
    .replace(/[\t\n\r]/gu, (blank) => `&#x${blank.charCodeAt(0).toString(16).toUpperCase()};`)
  return `![${words}](${pictureUrl(picture)})`
}

/** What stands in braces behind a figure's picture, besides what every block has. */
export const figureAttributes = ({ width, decorative }: Figure): string =>
  `width=${width}%${decorative ? ' decorative=true' : ''}`
