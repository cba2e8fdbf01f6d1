import { countWords } from '../../shared/document/words.ts'
import { AttestError } from '../../shared/model/error.ts'
import { type Decoded, decode } from './encoding.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { notText } from './kinds.ts'
import { madeBy } from './made.ts'
import { markdownDetails } from './markdown.ts'
import { cleanText, headlineOf, isBlank } from './plainText.ts'

/** A document's bytes as text. Throws `unsupported`. */
export function decodedText({ name, kind, bytes, extent }: ExtractJob): Decoded {
  const decoded =
    extent === 'fragment'
      ? { text: new TextDecoder('utf-8').decode(bytes), encoding: 'utf-8', notes: [] }
      : decode(bytes, kind)
  if (decoded === null) throw notText(name)
  return decoded
}

/** The text of a document without a mark-up to parse. Throws `unsupported` and `empty`. */
export function extractPlain(job: ExtractJob & { kind: 'text' | 'markdown' }): Extracted {
  const { name, kind } = job
  const decoded = decodedText(job)
  const text = cleanText(decoded.text)
  if (isBlank(text)) throw blank(name)
  const headline = headlineOf(text)
  const found = kind === 'markdown' ? markdownDetails(text) : headline === null ? {} : { title: headline }
  return { ...madeBy(kind, decoded.encoding), text, words: countWords(text), found, notes: decoded.notes }
}

/** The error for a document in which nothing can be read. */
export const blank = (name: string): AttestError =>
  new AttestError(
    'empty',
    `${name} holds no text, only white space.`,
    'Is it the right file? If it should have text, save it again and capture it then.',
  )
