import { createHash } from 'node:crypto'
import type { NewCapture } from '../../../main/store/library.ts'

/** A document as capture would hand it over. */
export function document(text: string, more: Partial<NewCapture> = {}): NewCapture {
  const bytes = more.bytes ?? Buffer.from(text, 'utf8')
  return {
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'text/plain',
    fileName: 'note.txt',
    encoding: 'utf-8',
    extractor: 'text',
    extractorVersion: 1,
    text,
    pages: [],
    found: {},
    capturedAt: 1_700_000_000_000,
    ...more,
  }
}
