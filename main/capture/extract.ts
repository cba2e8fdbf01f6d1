import { countWords } from '../../shared/document/words.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { decodedText, extractPlain } from './extractPlain.ts'
import { readPage } from './html/page.ts'
import { madeBy } from './made.ts'
import { cleanText } from './plainText.ts'
import { extractSubtitles } from './subtitles.ts'

/** The text of a document and what it says of itself. Throws `unsupported`, `empty`, `damaged` and `too-large`. */
export async function extract(job: ExtractJob): Promise<Extracted> {
  switch (job.kind) {
    case 'text':
    case 'markdown':
      return extractPlain({ ...job, kind: job.kind })
    case 'html':
      return extractPage(job)
    case 'subtitles':
      return extractSubtitles(job)
    // What most imports do not need is loaded when it is: a child has to start at once.
    case 'mail':
      return (await import('./mail.ts')).extractMail(job)
    case 'mhtml':
      return (await import('./mhtml.ts')).extractMhtml(job)
    case 'pdf':
      return (await import('./pdf/pdf.ts')).extractPdf(job)
    case 'rtf':
      return (await import('./rtf/rtf.ts')).extractRtf(job)
    case 'zip':
      return (await import('./archive.ts')).extractArchive(job)
    case 'ris':
    case 'bibtex':
    case 'csl-json':
    case 'nbib':
    case 'endnote':
    case 'zotero':
      return (await import('./references/read.ts')).extractReferences({ ...job, kind: job.kind })
    case 'mbox':
      return (await import('./mbox.ts')).extractMbox(job)
  }
}

function extractPage(job: ExtractJob): Extracted {
  const { name, extent } = job
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
