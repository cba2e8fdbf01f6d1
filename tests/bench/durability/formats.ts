import { migrations } from '../../../main/store/migrations/index.ts'
import type { Migration } from '../../../main/store/migrations/migration.ts'

/** The newest format that the product knows: where the migrations under test begin. */
export const from = migrations.length
const ROWS = 8000

/**
 * Two steps after the product's own. Each takes long enough to be killed in its middle, and each half of one would be
 * seen: a table without its rows, rows without their column, a column without its values.
 */
export const later: readonly Migration[] = [
  ...migrations,
  {
    version: from + 1,
    name: 'reading',
    sql: `
      CREATE TABLE reading (seq INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${ROWS})
      INSERT INTO reading (words) SELECT 'read ' || i || ' ' || hex(randomblob(40)) FROM n;
      CREATE INDEX reading_words ON reading (words);`,
  },
  {
    version: from + 2,
    name: 'reader',
    sql: `
      ALTER TABLE reading ADD COLUMN reader TEXT NOT NULL DEFAULT '';
      UPDATE reading SET reader = 'reader of ' || words;
      CREATE INDEX reading_reader ON reading (reader);
      UPDATE source SET title = title || ' (read)';`,
  },
]
export const newest = later.length

/** What the tables of a library say of its format, to be compared with the number it bears. */
export const signs = {
  tables: `SELECT count(*) FROM sqlite_schema WHERE name IN ('reading', 'reading_words', 'reading_reader')`,
  rows: 'SELECT count(*) FROM reading',
  readers: `SELECT count(*) FROM reading WHERE reader = 'reader of ' || words`,
  titles: `SELECT count(*) FROM source WHERE title LIKE '% (read)'`,
}

/** The same of a library that is whole. @param sources how many it has */
export function signsOf(format: number, sources: number): Record<keyof typeof signs, number> {
  const step = format - from
  return {
    tables: step === 0 ? 0 : step === 1 ? 2 : 3,
    rows: step === 0 ? 0 : ROWS,
    readers: step < 2 ? 0 : ROWS,
    titles: step < 2 ? 0 : sources,
  }
}
