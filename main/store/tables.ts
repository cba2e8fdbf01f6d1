import type { Generated } from 'kysely'

/**
 * The rows of the library as SQLite holds them; `docs/reference/library-file.md` describes each table.
 *
 * `seq` is an explicit INTEGER PRIMARY KEY where full text points at rows: a hidden rowid may be renumbered by VACUUM.
 * Booleans are 0 and 1, times are ms since the Unix epoch, positions are code points, `json` columns hold JSON text.
 */
interface EntityRow {
  seq: Generated<number>
  id: string
  key: string
  revision: number
  created_at: number
  updated_at: number
  /** When it was removed; the row stays as a tombstone. */
  deleted_at: number | null
}

export interface SourceTable extends EntityRow {
  type: string
  title: string
  publisher: string
  authors: string
  authors_text: string
  issued: string | null
  issued_as_printed: string
  accessed: string | null
  url: string
  /** Normalised address without its fragment, by which a new capture finds its source. */
  address: string
  language: string
  reliability: string
  descriptor: string
  marking: string
  confirmed: number
  status: string
}

export interface SnapshotTable {
  seq: Generated<number>
  id: string
  source_id: string
  sha256: string
  size: number
  media_type: string
  file_name: string
  url: string
  captured_at: number
  encoding: string
  superseded_by: string | null
}

export interface ExtractionTable {
  seq: Generated<number>
  id: string
  snapshot_id: string
  extractor: string
  extractor_version: number
  code_points: number
  pages: string
  text: string
}

interface PassageTable {
  seq: Generated<number>
  id: string
  extraction_id: string
  start_cp: number
  end_cp: number
  exact: string
  prefix: string
  suffix: string
  page: number | null
  marking: Generated<string>
}

export interface SpeakerTable extends EntityRow {
  kind: string
  name: string
  folded: string
  source_id: string | null
  /** Aliases in one string, for full text. */
  aliases_text: string
}

export interface QuoteTable extends EntityRow {
  form: string
  speaker_id: string | null
  ground_rule: string
  role_as_printed: string
  said_on: string | null
  said_on_as_printed: string
  audience: string
  via: string
  language: string
  translation: string
  translator: string
  note: string
  passage_id: string
}

export interface ClaimTable extends EntityRow {
  text: string
  kind: string
  modality: string
  attribution: string
  speaker_id: string | null
  credibility: number
  likelihood: string | null
  confidence: string | null
  date: string | null
  date_as_printed: string
  note: string
}

export interface BriefingTable extends EntityRow {
  header: string
  header_version: number
}

interface BlockTable {
  seq: Generated<number>
  id: string
  briefing_id: string
  rank: string
  /** Document version of the JSON. */
  version: number
  /** The briefing's revision that wrote it. */
  revision: number
  json: string
}

interface UsageTable {
  seq: Generated<number>
  briefing_id: string
  block_id: string
  node_id: string
  position: number
  kind: string
  target_type: string
  target_id: string
  cited_revision: number | null
  cited_sha256: string | null
}

export interface RevisionTable {
  seq: Generated<number>
  id: string
  briefing_id: string
  revision: number
  created_at: number
  name: string | null
  words: number
  citations: number
  body: Uint8Array
}

export interface Tables {
  meta: { name: string; value: string }
  setting: { name: string; value: string }
  author: { id: string; name: string; is_local: number; created_at: number }
  entity_key: { key: string; type: string; entity_id: string }
  marking: { id: string; position: number; name: string; portion: string }
  source: SourceTable
  snapshot: SnapshotTable
  snapshot_bytes: { snapshot_id: string; bytes: Uint8Array }
  extraction: ExtractionTable
  passage: PassageTable
  speaker: SpeakerTable
  speaker_alias: { speaker_id: string; position: number; name: string; folded: string }
  speaker_role: {
    id: string
    speaker_id: string
    position: number
    title: string
    organization: string
    from_date: string | null
    to_date: string | null
  }
  quote: QuoteTable
  quote_segment: { quote_id: string; position: number; start_cp: number; end_cp: number }
  claim: ClaimTable
  evidence: {
    seq: Generated<number>
    id: string
    claim_id: string
    passage_id: string
    position: number
    stance: string
  }
  claim_link: {
    id: string
    from_id: string
    to_id: string
    type: string
    independence: string
    revision: number
    created_at: number
    deleted_at: number | null
  }
  briefing: BriefingTable
  block: BlockTable
  usage: UsageTable
  briefing_revision: RevisionTable
  history: {
    seq: Generated<number>
    at: number
    author_id: string
    act: string
    entity_type: string
    entity_id: string
    before: string | null
    after: string | null
  }
  release: {
    seq: Generated<number>
    id: string
    briefing_id: string
    revision: number
    created_at: number
    format: string
    file_name: string
    sha256: string
    bytes: number
    pages: number | null
    citations: string
    findings: string
    waivers: string
  }
  waiver: {
    id: string
    briefing_id: string
    check_id: string
    block_id: string | null
    node_id: string | null
    reason: string
    author_id: string
    created_at: number
    withdrawn_at: number | null
  }
  comment_thread: {
    id: string
    briefing_id: string
    created_at: number
    resolved_at: number | null
    deleted_at: number | null
  }
  comment: {
    id: string
    thread_id: string
    author_id: string
    created_at: number
    updated_at: number
    body: string
    deleted_at: number | null
  }
  /** Pictures of figures, each once. */
  picture: {
    seq: Generated<number>
    sha256: string
    media_type: string
    width: number
    height: number
    size: number
    added_at: number
    bytes: Uint8Array
  }
  /** What was answered to suggestions: rejected where it became no quote or claim. */
  suggestion_answer: {
    seq: Generated<number>
    extraction_id: string
    type: 'quote' | 'claim'
    start_cp: number
    end_cp: number
    entity_id: string | null
    answered_at: number
  }
  /** What a repair could not save, made again or kept in doubt. */
  loss: {
    seq: Generated<number>
    at: number
    kind: string
    type: string
    entity_id: string | null
    label: string
    what: string
    count: number
  }
  /** Which state of a block its full text holds; brought up to date when idle. */
  block_index: { block_seq: number; revision: number }
  briefing_index: { briefing_id: string; revision: number }

  source_fts: { rowid: number; rank: Generated<number> }
  speaker_fts: { rowid: number; rank: Generated<number> }
  quote_fts: { rowid: number; rank: Generated<number> }
  claim_fts: { rowid: number; rank: Generated<number> }
  extraction_fts: { rowid: number; rank: Generated<number> }
  block_fts: { rowid: number; rank: Generated<number>; text: string }
}
