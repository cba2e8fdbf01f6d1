import { referenceMediaType } from '../../shared/model/source.ts'

interface Extractor {
  /** A change of what comes out of the same bytes needs a higher number. */
  readonly version: number
  readonly mediaType: string
  /** Of the file name of what came without one, such as pasted text. */
  readonly ending: string
}

const extractors = {
  text: { version: 1, mediaType: 'text/plain', ending: 'txt' },
  markdown: { version: 1, mediaType: 'text/markdown', ending: 'md' },
  html: { version: 1, mediaType: 'text/html', ending: 'html' },
  subtitles: { version: 1, mediaType: 'text/vtt', ending: 'vtt' },
  mail: { version: 1, mediaType: 'message/rfc822', ending: 'eml' },
  mbox: { version: 1, mediaType: 'application/mbox', ending: 'mbox' },
  docx: {
    version: 1,
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
  },
  odt: { version: 1, mediaType: 'application/vnd.oasis.opendocument.text', ending: 'odt' },
  epub: { version: 1, mediaType: 'application/epub+zip', ending: 'epub' },
  mhtml: { version: 1, mediaType: 'multipart/related', ending: 'mhtml' },
  zip: { version: 1, mediaType: 'application/zip', ending: 'zip' },
  pdf: { version: 1, mediaType: 'application/pdf', ending: 'pdf' },
  rtf: { version: 1, mediaType: 'application/rtf', ending: 'rtf' },
  reference: { version: 1, mediaType: referenceMediaType, ending: 'json' },
} as const satisfies Record<string, Extractor>

export type ExtractorName = keyof typeof extractors
export const extractorNames = Object.keys(extractors) as [ExtractorName]

/** The ending of a file of this media type; `txt` for those that nothing here makes. */
export const endingOf = (mediaType: string): string =>
  Object.values(extractors).find((extractor) => extractor.mediaType === mediaType)?.ending ?? 'txt'

/** What a result says of how it was made. */
export const madeBy = (extractor: ExtractorName, encoding: string) => ({
  mediaType: extractors[extractor].mediaType,
  encoding,
  extractor,
  extractorVersion: extractors[extractor].version,
})
