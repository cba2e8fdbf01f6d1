import type { Migration } from './migration.ts'

/** Makes the columns that every entity has. The key's row is renamed with the entity by the foreign key. */
const entity = `
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE REFERENCES entity_key (key) ON UPDATE CASCADE,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER`

/**
 * A full-text table over the rows of a view, kept in step by triggers on the table behind it.
 *
 * @param columns the columns of the view that are indexed
 * @param values how a trigger finds them for the row named `row`
 */
function fullText(table: string, columns: string[], values: (row: 'old' | 'new') => string[]): string {
  const list = columns.join(', ')
  const add = (row: 'old' | 'new') =>
    `INSERT INTO ${table}_fts (rowid, ${list}) SELECT ${row}.seq, ${values(row).join(', ')} WHERE ${row}.deleted_at IS NULL;`
  const drop = (row: 'old' | 'new') =>
    `INSERT INTO ${table}_fts (${table}_fts, rowid, ${list}) SELECT 'delete', ${row}.seq, ${values(row).join(', ')} WHERE ${row}.deleted_at IS NULL;`
  const changed = ['key', 'deleted_at', ...columns.filter((column) => column !== 'words' && column !== 'key')]
  return `
CREATE VIRTUAL TABLE ${table}_fts USING fts5 (
  ${list}, content = '${table}_text', content_rowid = 'seq',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER ${table}_fts_insert AFTER INSERT ON ${table} BEGIN ${add('new')} END;
CREATE TRIGGER ${table}_fts_delete AFTER DELETE ON ${table} BEGIN ${drop('old')} END;
CREATE TRIGGER ${table}_fts_update AFTER UPDATE OF ${changed.join(', ')} ON ${table} BEGIN ${drop('old')} ${add('new')} END;
`
}

const columnsOf = (columns: string[]) => (row: string) => columns.map((column) => `${row}.${column}`)
const sourceText = ['title', 'publisher', 'authors_text', 'key']
const speakerText = ['name', 'aliases_text', 'key']
const claimText = ['text', 'key']
const quoteText = ['words', 'translation', 'role_as_printed', 'key']

const sql = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE author (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, is_local INTEGER NOT NULL, created_at INTEGER NOT NULL) STRICT;
CREATE TABLE entity_key (key TEXT PRIMARY KEY, type TEXT NOT NULL, entity_id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE marking (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, name TEXT NOT NULL UNIQUE, portion TEXT NOT NULL) STRICT;

CREATE TABLE source (${entity},
  type TEXT NOT NULL,
  title TEXT NOT NULL,
  publisher TEXT NOT NULL,
  authors TEXT NOT NULL CHECK (json_valid(authors)),
  authors_text TEXT NOT NULL,
  issued TEXT,
  issued_as_printed TEXT NOT NULL,
  accessed TEXT,
  url TEXT NOT NULL,
  address TEXT NOT NULL,
  language TEXT NOT NULL,
  reliability TEXT NOT NULL CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  descriptor TEXT NOT NULL,
  marking TEXT NOT NULL,
  confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('current', 'withdrawn'))
) STRICT;
CREATE INDEX source_live ON source (created_at) WHERE deleted_at IS NULL;
CREATE INDEX source_address ON source (address) WHERE address <> '';

CREATE TABLE snapshot (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_id TEXT NOT NULL REFERENCES source (id),
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  file_name TEXT NOT NULL,
  url TEXT NOT NULL,
  captured_at INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  superseded_by TEXT REFERENCES snapshot (id)
) STRICT;
CREATE INDEX snapshot_source ON snapshot (source_id);
CREATE INDEX snapshot_superseded_by ON snapshot (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE TABLE snapshot_bytes (
  snapshot_id TEXT PRIMARY KEY REFERENCES snapshot (id) ON DELETE CASCADE, bytes BLOB NOT NULL) STRICT;
CREATE TRIGGER snapshot_bytes_never_change BEFORE UPDATE ON snapshot_bytes
BEGIN SELECT raise(ABORT, 'the bytes of a snapshot never change'); END;
CREATE TRIGGER snapshot_never_changes
BEFORE UPDATE OF seq, id, source_id, sha256, size, media_type, file_name, url, captured_at, encoding ON snapshot
BEGIN SELECT raise(ABORT, 'a snapshot never changes'); END;

CREATE TABLE extraction (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  snapshot_id TEXT NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE,
  extractor TEXT NOT NULL,
  extractor_version INTEGER NOT NULL,
  code_points INTEGER NOT NULL,
  pages TEXT NOT NULL CHECK (json_valid(pages)),
  text TEXT NOT NULL,
  UNIQUE (snapshot_id, extractor, extractor_version)
) STRICT;
CREATE TRIGGER extraction_never_changes BEFORE UPDATE ON extraction
BEGIN SELECT raise(ABORT, 'an extraction never changes'); END;

CREATE TABLE passage (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  extraction_id TEXT NOT NULL REFERENCES extraction (id),
  start_cp INTEGER NOT NULL CHECK (start_cp >= 0),
  end_cp INTEGER NOT NULL CHECK (end_cp > start_cp),
  exact TEXT NOT NULL CHECK (exact <> ''),
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  page INTEGER,
  marking TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX passage_extraction ON passage (extraction_id, start_cp);

CREATE TABLE speaker (${entity},
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'anonymous')),
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  source_id TEXT REFERENCES source (id),
  aliases_text TEXT NOT NULL,
  CHECK ((kind = 'anonymous') = (source_id IS NOT NULL))
) STRICT;
CREATE INDEX speaker_folded ON speaker (folded);
CREATE INDEX speaker_source ON speaker (source_id) WHERE source_id IS NOT NULL;
CREATE TABLE speaker_alias (
  speaker_id TEXT NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (speaker_id, position)
) STRICT;
CREATE INDEX speaker_alias_folded ON speaker_alias (folded);
CREATE TABLE speaker_role (
  id TEXT PRIMARY KEY,
  speaker_id TEXT NOT NULL REFERENCES speaker (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  organization TEXT NOT NULL,
  from_date TEXT,
  to_date TEXT
) STRICT;
CREATE INDEX speaker_role_speaker ON speaker_role (speaker_id, position);

CREATE TABLE quote (${entity},
  form TEXT NOT NULL CHECK (form IN ('direct', 'partial', 'indirect', 'mixed')),
  speaker_id TEXT REFERENCES speaker (id),
  ground_rule TEXT NOT NULL,
  role_as_printed TEXT NOT NULL,
  said_on TEXT,
  said_on_as_printed TEXT NOT NULL,
  audience TEXT NOT NULL,
  via TEXT NOT NULL,
  language TEXT NOT NULL,
  translation TEXT NOT NULL,
  translator TEXT NOT NULL,
  note TEXT NOT NULL,
  passage_id TEXT NOT NULL REFERENCES passage (id)
) STRICT;
CREATE INDEX quote_live ON quote (created_at) WHERE deleted_at IS NULL;
CREATE INDEX quote_speaker ON quote (speaker_id);
CREATE INDEX quote_passage ON quote (passage_id);
CREATE TABLE quote_segment (
  quote_id TEXT NOT NULL REFERENCES quote (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start_cp INTEGER NOT NULL,
  end_cp INTEGER NOT NULL CHECK (end_cp > start_cp),
  PRIMARY KEY (quote_id, position)
) STRICT;

CREATE TABLE claim (${entity},
  text TEXT NOT NULL CHECK (text <> ''),
  kind TEXT NOT NULL,
  modality TEXT NOT NULL,
  attribution TEXT NOT NULL,
  speaker_id TEXT REFERENCES speaker (id),
  credibility INTEGER NOT NULL CHECK (credibility BETWEEN 1 AND 6),
  likelihood TEXT,
  confidence TEXT,
  date TEXT,
  date_as_printed TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX claim_live ON claim (created_at) WHERE deleted_at IS NULL;
CREATE INDEX claim_speaker ON claim (speaker_id) WHERE speaker_id IS NOT NULL;
CREATE TABLE evidence (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  claim_id TEXT NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  passage_id TEXT NOT NULL REFERENCES passage (id),
  position INTEGER NOT NULL,
  stance TEXT NOT NULL CHECK (stance IN ('supports', 'contradicts'))
) STRICT;
CREATE INDEX evidence_claim ON evidence (claim_id, position);
CREATE INDEX evidence_passage ON evidence (passage_id);
CREATE TABLE claim_link (
  id TEXT PRIMARY KEY,
  from_id TEXT NOT NULL REFERENCES claim (id),
  to_id TEXT NOT NULL REFERENCES claim (id),
  type TEXT NOT NULL CHECK (type IN ('corroborates', 'contradicts', 'qualifies', 'repeats', 'supersedes')),
  independence TEXT NOT NULL CHECK (independence IN ('independent', 'same-origin', 'unknown')),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER,
  CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX claim_link_from ON claim_link (from_id);
CREATE INDEX claim_link_to ON claim_link (to_id);

CREATE TABLE briefing (${entity},
  header TEXT NOT NULL CHECK (json_valid(header)),
  header_version INTEGER NOT NULL
) STRICT;
CREATE TABLE block (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  briefing_id TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  rank TEXT NOT NULL,
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  json TEXT NOT NULL CHECK (json_valid(json)),
  UNIQUE (briefing_id, id)
) STRICT;
CREATE INDEX block_rank ON block (briefing_id, rank);
CREATE TABLE usage (
  seq INTEGER PRIMARY KEY,
  briefing_id TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  block_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('citation', 'quotation')),
  target_type TEXT NOT NULL CHECK (target_type IN ('claim', 'quote', 'source')),
  target_id TEXT NOT NULL,
  cited_revision INTEGER,
  cited_sha256 TEXT
) STRICT;
CREATE INDEX usage_block ON usage (briefing_id, block_id);
CREATE INDEX usage_target ON usage (target_id, target_type);
CREATE TABLE briefing_revision (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  briefing_id TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  name TEXT,
  words INTEGER NOT NULL,
  citations INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX briefing_revision_briefing ON briefing_revision (briefing_id, revision);
CREATE TRIGGER briefing_revision_never_changes
BEFORE UPDATE OF seq, id, briefing_id, revision, created_at, words, citations, body ON briefing_revision
BEGIN SELECT raise(ABORT, 'a version never changes'); END;

CREATE TABLE history (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  author_id TEXT NOT NULL REFERENCES author (id),
  act TEXT NOT NULL,
  entity_type TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX history_entity ON history (entity_id, seq);
CREATE TRIGGER history_never_changes BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'history is only added to'); END;

CREATE TABLE release (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  briefing_id TEXT NOT NULL REFERENCES briefing (id),
  revision INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  format TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pages INTEGER,
  citations TEXT NOT NULL CHECK (json_valid(citations)),
  findings TEXT NOT NULL CHECK (json_valid(findings)),
  waivers TEXT NOT NULL CHECK (json_valid(waivers))
) STRICT;
CREATE INDEX release_briefing ON release (briefing_id, created_at);
CREATE TRIGGER release_never_changes BEFORE UPDATE ON release
BEGIN SELECT raise(ABORT, 'a release never changes'); END;
CREATE TABLE waiver (
  id TEXT PRIMARY KEY,
  briefing_id TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  check_id TEXT NOT NULL,
  block_id TEXT,
  node_id TEXT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  author_id TEXT NOT NULL REFERENCES author (id),
  created_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX waiver_briefing ON waiver (briefing_id);
CREATE TABLE comment_thread (
  id TEXT PRIMARY KEY,
  briefing_id TEXT NOT NULL REFERENCES briefing (id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  resolved_at INTEGER,
  deleted_at INTEGER
) STRICT;
CREATE INDEX comment_thread_briefing ON comment_thread (briefing_id);
CREATE TABLE comment (
  id TEXT PRIMARY KEY,
  thread_id TEXT NOT NULL REFERENCES comment_thread (id) ON DELETE CASCADE,
  author_id TEXT NOT NULL REFERENCES author (id),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX comment_thread_of ON comment (thread_id, created_at);

CREATE VIEW source_text AS SELECT seq, ${sourceText.join(', ')} FROM source WHERE deleted_at IS NULL;
CREATE VIEW speaker_text AS SELECT seq, ${speakerText.join(', ')} FROM speaker WHERE deleted_at IS NULL;
CREATE VIEW claim_text AS SELECT seq, ${claimText.join(', ')} FROM claim WHERE deleted_at IS NULL;
CREATE VIEW quote_text AS
SELECT quote.seq, passage.exact AS words, quote.translation, quote.role_as_printed, quote.key
FROM quote JOIN passage ON passage.id = quote.passage_id WHERE quote.deleted_at IS NULL;
${fullText('source', sourceText, columnsOf(sourceText))}
${fullText('speaker', speakerText, columnsOf(speakerText))}
${fullText('claim', claimText, columnsOf(claimText))}
${fullText('quote', quoteText, (row) => [
  `(SELECT exact FROM passage WHERE id = ${row}.passage_id)`,
  ...columnsOf(quoteText.slice(1))(row),
])}
CREATE VIRTUAL TABLE extraction_fts USING fts5 (
  text, content = 'extraction', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TRIGGER extraction_fts_insert AFTER INSERT ON extraction
BEGIN INSERT INTO extraction_fts (rowid, text) VALUES (new.seq, new.text); END;
CREATE TRIGGER extraction_fts_delete AFTER DELETE ON extraction
BEGIN INSERT INTO extraction_fts (extraction_fts, rowid, text) VALUES ('delete', old.seq, old.text); END;

CREATE VIRTUAL TABLE block_fts USING fts5 (
  text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');
CREATE TABLE block_index (block_seq INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
CREATE TABLE briefing_index (briefing_id TEXT PRIMARY KEY, revision INTEGER NOT NULL) STRICT;
`

/** Everything of the first format. */
export const first: Migration = { version: 1, name: 'first', sql }
