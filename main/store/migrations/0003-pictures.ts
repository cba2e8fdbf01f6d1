import type { Migration } from './migration.ts'

const sql = `
CREATE TABLE picture (
  seq INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  media_type TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width >= 1),
  height INTEGER NOT NULL CHECK (height >= 1),
  size INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  bytes BLOB NOT NULL,
  checksum INTEGER
) STRICT;
CREATE TRIGGER picture_never_changes
BEFORE UPDATE OF seq, sha256, media_type, width, height, size, added_at, bytes ON picture
BEGIN SELECT raise(ABORT, 'a picture never changes'); END;
`

/** The pictures of figures, each once by its SHA-256. */
export const pictures: Migration = { version: 3, name: 'pictures', sql }
