import { countWords } from '../../shared/document/words.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { decodedText, extractPlain, madeBy } from './extractPlain.ts'
import { readPage } from './html/page.ts'
import { cleanText } from './plainText.ts'

/** The text of a document and what it says of itself. Throws `unsupported`, `empty` and `too-large`. */
export function extract(job: ExtractJob): Extracted {
  const { name, kind, extent } = job
  if (kind !== 'html') return extractPlain({ ...job, kind })
  const decoded = decodedText(job)
  const page = readPage(name, cleanText(decoded.text), extent)
  return {
    ...madeBy('html', decoded.encoding),
    text: page.text,
    words: countWords(page.text),
    found: page.found,
    notes: [...decoded.notes, ...page.notes],
  }
}
