import type { Selectable } from 'kysely'
import {
  type Extraction,
  type Name,
  nameText,
  type Snapshot,
  type Source,
  type SourceDetails,
} from '../../shared/model/source.ts'
import type { ExtractionTable, SnapshotTable, SourceTable } from './tables.ts'

export type SourceRecord = Selectable<SourceTable>

/** A stored row as the model has it. */
export const sourceOf = (row: SourceRecord): Source => ({
  id: row.id,
  key: row.key,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...detailsOf(row),
  confirmed: row.confirmed === 1,
  status: row.status === 'withdrawn' ? 'withdrawn' : 'current',
})

export const detailsOf = (row: SourceRecord): SourceDetails => ({
  type: row.type as SourceDetails['type'],
  title: row.title,
  publisher: row.publisher,
  authors: JSON.parse(row.authors) as Name[],
  issued: row.issued,
  issuedAsPrinted: row.issued_as_printed,
  accessed: row.accessed,
  url: row.url,
  language: row.language,
  reliability: row.reliability as SourceDetails['reliability'],
  descriptor: row.descriptor,
  marking: row.marking,
})

/** The columns of the details. `authors_text` and `address` are derived for search. */
export const detailColumns = (details: SourceDetails) => ({
  type: details.type,
  title: details.title,
  publisher: details.publisher,
  authors: JSON.stringify(details.authors),
  authors_text: details.authors.map(nameText).join('; '),
  issued: details.issued,
  issued_as_printed: details.issuedAsPrinted,
  accessed: details.accessed,
  url: details.url,
  address: normalAddress(details.url),
  language: details.language,
  reliability: details.reliability,
  descriptor: details.descriptor,
  marking: details.marking,
})

export const snapshotOf = (row: Selectable<SnapshotTable>): Snapshot => ({
  id: row.id,
  sourceId: row.source_id,
  sha256: row.sha256,
  bytes: row.size,
  mediaType: row.media_type,
  fileName: row.file_name,
  url: row.url,
  capturedAt: row.captured_at,
  encoding: row.encoding,
  supersededBy: row.superseded_by,
})

export const extractionOf = (row: Omit<Selectable<ExtractionTable>, 'text' | 'seq'>): Extraction => ({
  id: row.id,
  snapshotId: row.snapshot_id,
  extractor: row.extractor,
  extractorVersion: row.extractor_version,
  codePoints: row.code_points,
  pages: JSON.parse(row.pages) as number[],
})

export const extractionColumns = [
  'extraction.id',
  'extraction.snapshot_id',
  'extraction.extractor',
  'extraction.extractor_version',
  'extraction.code_points',
  'extraction.pages',
] as const

/** Parameters that only say where a reader came from. */
const TRACKING = /^(?:utm_.*|fbclid|gclid|msclkid|mc_cid|mc_eid)$/u

/**
 * An address by which two captures are of the same source: no fragment, no tracking parameters, http as https, no
 * slash at the end. Empty for what is no address.
 */
export function normalAddress(url: string): string {
  if (!canParse(url)) return ''
  const address = new URL(url)
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return ''
  address.protocol = 'https:'
  address.hash = ''
  for (const name of [...address.searchParams.keys()]) {
    if (TRACKING.test(name)) address.searchParams.delete(name)
  }
  return address.href.replace(/\/$/u, '')
}

function canParse(url: string): boolean {
  try {
    return new URL(url).href !== ''
  } catch {
    return false
  }
}
