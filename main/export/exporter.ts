import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type { Block } from '../../shared/document/block.ts'
import type { CitedEntity } from '../../shared/document/evidence.ts'
import { pictureTypes } from '../../shared/document/figure.ts'
import { resolveBriefing } from '../../shared/document/resolve.ts'
import { project, type Reading } from '../../shared/document/suggestions.ts'
import { picturesOf } from '../../shared/document/walk.ts'
import type { OpenBriefing, Release } from '../../shared/model/briefing.ts'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Library } from '../store/library.ts'
import { citedEntities, findingsOf } from '../verify/checker.ts'
import { writeWhole } from '../wholeFile.ts'
import { cancelled } from './problems.ts'
import type { Typst } from './typst.ts'
import type { PrintedPicture } from './typstMessages.ts'

export type Entities = ReadonlyMap<string, CitedEntity>

export interface ExportRequest {
  readonly briefingId: Id
  readonly format: 'pdf' | 'md'
  /** Where to; an earlier file there is replaced only when the new one is whole. */
  readonly path: string
  /** A PDF that is neither PDF/UA nor PDF/A, for text that the fonts cannot show. */
  readonly plain?: boolean
  /** Which of its two texts is written while something in it is only suggested: `final` when left out. */
  readonly reading?: Reading | undefined
  readonly signal?: AbortSignal | undefined
  /** Words for a person: what is being done now. */
  readonly onStage?: (stage: string) => void
}

export interface ExportedFile {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  /** Null where the format has no pages. */
  readonly pages: number | null
  readonly release: Release
}

export interface Exporter {
  /**
   * Writes a saved briefing to a file and records the release.
   *
   * @throws AttestError `not-found` (briefing, or a citation that points at nothing), what else
   *   `resolveBriefing` throws, `missing-glyph`, `compile-failed`, `timeout`, `cancelled`, and what `writeWhole` throws
   */
  exportBriefing(request: ExportRequest): Promise<ExportedFile>
  /** The bytes of the PDF without writing a file. */
  pdf(
    briefing: OpenBriefing,
    options?: { plain?: boolean; signal?: AbortSignal | undefined },
  ): Promise<{ pdf: Uint8Array; pages: number }>
}

export interface ExporterOptions {
  readonly library: Parameters<typeof findingsOf>[0] & Pick<Library, 'releases' | 'pictures'>
  readonly typst: Typst
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}

/** The calendar day where the person is, ISO 8601. */
function localDay(timestampMs: number): string {
  const day = new Date(timestampMs)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
}

/** The file is there, and its record is not: the person must hear of both. */
function unrecorded(error: unknown, name: string): AttestError {
  const { code, message } = toErrorValue(error)
  return new AttestError(
    code,
    `“${name}” was written and is whole, but the library could not record that. ${message}`,
    'Export again once the library can be saved, so that the release is on record.',
    { cause: error },
  )
}

export function createExporter({ library, typst, now }: ExporterOptions): Exporter {
  /** The bytes of every picture that is here; the resolved document says which is missing. */
  async function printedPictures(blocks: readonly Block[]) {
    const found: (PrintedPicture & { readonly sha256: string })[] = []
    for (const sha256 of picturesOf(blocks)) {
      const picture = await library.pictures.get(sha256)
      if (!picture) continue
      found.push({ sha256, file: `${sha256}.${pictureTypes[picture.mediaType]}`, bytes: picture.bytes })
    }
    return found
  }

  async function setPdf(briefing: OpenBriefing, entities: Entities, plain: boolean, signal?: AbortSignal) {
    const today = localDay(now())
    const { header, blocks } = briefing
    const pictures = await printedPictures(blocks)
    const document = resolveBriefing({
      header,
      blocks,
      entities,
      today,
      pictures: new Set(pictures.map(({ sha256 }) => sha256)),
    })
    // The file's own date is the document's, so that the same briefing and date give the same bytes.
    const timestampMs = Date.parse(`${header.date ?? today}T12:00:00Z`)
    return typst.compile(document, { signal, timestampMs, conformance: plain ? 'plain' : 'ua-a2a', pictures })
  }

  return {
    async exportBriefing({ briefingId, format, path, plain = false, reading = 'final', signal, onStage }) {
      onStage?.('Reading the briefing')
      const written = await library.briefings.get(briefingId)
      const briefing = { ...written, blocks: [...project(written.blocks, reading)] }
      const entities = await citedEntities(library, briefing.blocks)
      if (signal?.aborted) throw cancelled()
      let bytes: Uint8Array
      let pages: number | null = null
      if (format === 'pdf') {
        onStage?.('Setting the pages')
        const set = await setPdf(briefing, entities, plain, signal)
        bytes = set.pdf
        pages = set.pages
      } else {
        const { writeMarkdown } = await import('../../shared/document/markdown/index.ts')
        bytes = Buffer.from(writeMarkdown(briefing, entities))
      }
      // Before the file is there: it must not be written for nothing.
      const findings = await findingsOf(library, written)
      onStage?.('Writing the file')
      await writeWhole(path, bytes, signal)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const record = {
        briefingId,
        revision: briefing.revision,
        format: format === 'pdf' && plain ? 'pdf-plain' : format,
        fileName: basename(path),
        sha256,
        bytes: bytes.length,
        pages,
        citations: [...entities.values()].map(({ target, key, revision, snapshot }) => ({
          target,
          key,
          revision,
          sha256: snapshot.sha256,
        })),
        findings,
      }
      const release = await library.releases.add(record).catch((error: unknown) => {
        throw unrecorded(error, basename(path))
      })
      return { file: path, sha256, bytes: bytes.length, pages, release }
    },
    pdf: async (briefing, { plain = false, signal } = {}) =>
      setPdf(briefing, await citedEntities(library, briefing.blocks), plain, signal),
  }
}
