import { z } from 'zod'
import { errorCodes } from '../model/error.ts'
import { idSchema } from '../model/identity.ts'
import { sourceDetailsSchema } from '../model/source.ts'
import { operation } from './operation.ts'

/** Largest captured file, in bytes (64 MiB): text documents beyond it are nearly always something else. */
export const maxCaptureBytes = 64 * 1024 * 1024
/** Extensions of the documents that can be captured, as dialogs offer them; what a file is, its bytes say. */
export const captureExtensions = [
  ...['txt', 'text', 'md', 'markdown', 'html', 'htm', 'xhtml'],
  ...['ris', 'bib', 'json', 'nbib', 'xml', 'rdf'],
  ...['srt', 'vtt', 'eml', 'mbox', 'docx', 'odt', 'rtf', 'epub', 'mht', 'mhtml', 'pdf', 'zip'],
] as const
/** Bytes that one `files.chunk` may carry (1 MiB before base64). */
export const maxChunkBytes = 1024 * 1024

const captureShape = {
  file: z.string(),
  status: z.enum(['imported', 'new-capture', 'duplicate', 'failed', 'cancelled']),
  sourceId: idSchema.nullable(),
  sourceKey: z.string().nullable(),
  snapshotId: idSchema.nullable(),
  /** Why it failed; absent when it did not. */
  code: z.enum(errorCodes).optional(),
  /** For a person: what was done or why not, and what to do next. */
  message: z.string(),
}
export const captureResultSchema = z.object({
  ...captureShape,
  /**
   * What came of the documents that it holds (attachments, messages of a mailbox), and of those in them, in order;
   * their `file` begins with the name of what holds them. A mailbox or an archive is no source of its own: it has
   * no `sourceId` then, whatever its status.
   */
  parts: z.array(z.object(captureShape)).optional(),
})
export type CaptureResult = z.infer<typeof captureResultSchema>

export const captureOperations = {
  /** Announces a file whose bytes come in chunks; the token is good until captured or the window closes. */
  'files.begin': operation(
    z.object({ name: z.string().min(1).max(1000), size: z.int().min(0) }),
    z.object({ token: z.string() }),
  ),
  'files.chunk': operation(
    z.object({
      token: z.string(),
      offset: z.int().min(0),
      base64: z.string().max(Math.ceil(maxChunkBytes / 3) * 4),
    }),
    z.object({ received: z.int() }),
  ),
  /** Asks for files through the host's dialog, of which kind; empty when cancelled. */
  'files.choose': operation(
    z.object({ kind: z.enum(['documents', 'picture']).default('documents') }),
    z.object({ files: z.array(z.object({ token: z.string(), name: z.string(), size: z.int() })) }),
  ),
  /** Starts an act that captures files one by one; each finished file is an `act.progress` event. */
  'capture.files': operation(
    z.object({ tokens: z.array(z.string()).min(1).max(10000) }),
    z.object({ actId: idSchema }),
  ),
  /** Captures pasted text, or HTML with it, as a source of its own. */
  'capture.text': operation(
    z.object({
      text: z.string().min(1).max(20_000_000),
      html: z.string().max(20_000_000).optional(),
      details: sourceDetailsSchema.partial().optional(),
    }),
    captureResultSchema,
  ),
  'acts.cancel': operation(z.object({ actId: idSchema }), z.object({})),
}
