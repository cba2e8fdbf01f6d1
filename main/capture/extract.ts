import { z } from 'zod'
import { countWords } from '../../shared/document/words.ts'
import { AttestError } from '../../shared/model/error.ts'
import { sourceDetailsSchema } from '../../shared/model/source.ts'
import { decode } from './encoding.ts'
import { type PageExtent, readPage } from './html/page.ts'
import { type CaptureKind, notText } from './kinds.ts'
import { markdownDetails } from './markdown.ts'
import { cleanText, headlineOf, isBlank } from './plainText.ts'

/** A document to take the text from. */
export interface ExtractJob {
  readonly name: string
  readonly kind: CaptureKind
  readonly bytes: Uint8Array
  /** How much is wanted. A fragment was pasted: its bytes are UTF-8, whatever they look like. */
  readonly extent: PageExtent
}

/** The versions of the extractors: a change of what comes out of the same bytes needs a higher number. */
const extractorVersions = { text: 1, markdown: 1, html: 1 } as const satisfies Record<CaptureKind, number>

export const extractedSchema = z.object({
  mediaType: z.string(),
  encoding: z.string(),
  extractor: z.enum(['text', 'markdown', 'html']),
  extractorVersion: z.int(),
  text: z.string(),
  words: z.int(),
  found: sourceDetailsSchema.partial(),
  /** Full sentences for the person. */
  notes: z.array(z.string()),
})
export type Extracted = z.infer<typeof extractedSchema>

const mediaTypes: Record<CaptureKind, string> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
}

/** The text of a document and what it says of itself. Throws `unsupported`, `empty` and `too-large`. */
export function extract({ name, kind, bytes, extent }: ExtractJob): Extracted {
  const decoded =
    extent === 'fragment'
      ? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', notes: [] }
      : decode(bytes, kind)
  if (decoded === null) throw notText(name)
  const common = {
    mediaType: mediaTypes[kind],
    encoding: decoded.encoding,
    extractor: kind,
    extractorVersion: extractorVersions[kind],
  }
  if (kind === 'html') {
    const page = readPage(name, cleanText(decoded.text), extent)
    return {
      ...common,
      text: page.text,
      words: countWords(page.text),
      found: page.found,
      notes: [...decoded.notes, ...page.notes],
    }
  }
  const text = cleanText(decoded.text)
  if (isBlank(text)) throw blank(name)
  const headline = headlineOf(text)
  const found = kind === 'markdown' ? markdownDetails(text) : headline === null ? {} : { title: headline }
  return { ...common, text, words: countWords(text), found, notes: decoded.notes }
}

/** The error for a document in which nothing can be read. */
const blank = (name: string): AttestError =>
  new AttestError(
    'empty',
    `${name} holds no text, only white space.`,
    'Is it the right file? If it should have text, save it again and capture it then.',
  )
