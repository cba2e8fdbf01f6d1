import type { Migration } from './migration.ts'

const sql = `
CREATE TABLE suggestion_answer (
  seq INTEGER PRIMARY KEY,
  extraction_id TEXT NOT NULL REFERENCES extraction (id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('quote', 'claim')),
  start_cp INTEGER NOT NULL CHECK (start_cp >= 0),
  end_cp INTEGER NOT NULL CHECK (end_cp > start_cp),
  entity_id TEXT,
  answered_at INTEGER NOT NULL,
  checksum INTEGER,
  UNIQUE (extraction_id, type, start_cp, end_cp)
) STRICT;
CREATE INDEX suggestion_answer_entity ON suggestion_answer (entity_id) WHERE entity_id IS NOT NULL;
`

/** What a person answered to the quotes and claims that were suggested: rejected ones are not shown again. */
export const suggestions: Migration = { version: 4, name: 'suggestions', sql }
