import { referenceMediaType } from '../../shared/model/source.ts'

/** The extractors and their versions: a change of what comes out of the same bytes needs a higher number. */
export const extractorVersions = {
  text: 1,
  markdown: 1,
  html: 1,
  subtitles: 1,
  mail: 1,
  mbox: 1,
  docx: 1,
  odt: 1,
  epub: 1,
  mhtml: 1,
  zip: 1,
  pdf: 1,
  rtf: 1,
  reference: 1,
} as const
export type ExtractorName = keyof typeof extractorVersions

const mediaTypes: Record<ExtractorName, string> = {
  text: 'text/plain',
  markdown: 'text/markdown',
  html: 'text/html',
  subtitles: 'text/vtt',
  mail: 'message/rfc822',
  mbox: 'application/mbox',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  epub: 'application/epub+zip',
  mhtml: 'multipart/related',
  zip: 'application/zip',
  pdf: 'application/pdf',
  rtf: 'application/rtf',
  reference: referenceMediaType,
}

/** What a result says of how it was made. */
export const madeBy = (extractor: ExtractorName, encoding: string) => ({
  mediaType: mediaTypes[extractor],
  encoding,
  extractor,
  extractorVersion: extractorVersions[extractor],
})
