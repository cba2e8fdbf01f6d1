import type { Migration } from './migration.ts'

/** Every table whose rows carry a checksum: all but the caches, and the bytes of snapshots, which have their SHA-256. */
const tables = [
  'meta',
  'setting',
  'author',
  'entity_key',
  'marking',
  'source',
  'snapshot',
  'extraction',
  'passage',
  'speaker',
  'speaker_alias',
  'speaker_role',
  'quote',
  'quote_segment',
  'claim',
  'evidence',
  'claim_link',
  'briefing',
  'block',
  'usage',
  'briefing_revision',
  'history',
  'release',
  'waiver',
  'comment_thread',
  'comment',
]

const sql = `
${tables.map((table) => `ALTER TABLE ${table} ADD COLUMN checksum INTEGER;`).join('\n')}

CREATE TABLE ledger (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, total INTEGER NOT NULL) STRICT;
CREATE TABLE loss (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'restored', 'doubtful')),
  type TEXT NOT NULL,
  entity_id TEXT,
  label TEXT NOT NULL,
  what TEXT NOT NULL,
  count INTEGER NOT NULL,
  checksum INTEGER
) STRICT;

DROP TRIGGER extraction_never_changes;
CREATE TRIGGER extraction_never_changes
BEFORE UPDATE OF seq, id, snapshot_id, extractor, extractor_version, code_points, pages, text ON extraction
BEGIN SELECT raise(ABORT, 'an extraction never changes'); END;
DROP TRIGGER history_never_changes;
CREATE TRIGGER history_never_changes
BEFORE UPDATE OF seq, at, author_id, act, entity_type, entity_id, before, after ON history
BEGIN SELECT raise(ABORT, 'history is only added to'); END;
DROP TRIGGER release_never_changes;
CREATE TRIGGER release_never_changes
BEFORE UPDATE OF seq, id, briefing_id, revision, created_at, format, file_name, sha256, bytes, pages, citations,
  findings, waivers ON release
BEGIN SELECT raise(ABORT, 'a release never changes'); END;
`

/**
 * A checksum in every row and the sum of them for every table, so that a changed byte, a lost row and a page from
 * yesterday are noticed; and the record of what a repair could not save.
 */
export const checksums: Migration = { version: 2, name: 'checksums', sql }
