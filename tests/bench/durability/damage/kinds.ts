import { copyFile, open, readFile, stat, truncate } from 'node:fs/promises'
import { Connection } from '../../../../main/store/database.ts'
import type { Original } from './library.ts'

type Random = () => number
const PAGE = 4096

/** One way to damage a library: works on a copy of the original, and says what it did. */
interface Damage {
  /** Which copy it works on. */
  readonly on: 'closed' | 'logged'
  readonly share: number
  readonly act: (path: string, random: Random, original: Original) => Promise<string>
}

const below = (random: Random, most: number): number => Math.floor(random() * most)

async function change(path: string, act: (bytes: Buffer) => string): Promise<string> {
  const bytes = await readFile(path)
  const what = act(bytes)
  const file = await open(path, 'r+')
  await file.write(bytes, 0, bytes.length, 0)
  await file.close()
  return what
}

function flip(bytes: Buffer, random: Random, from = 0): string {
  const at = from + below(random, bytes.length - from)
  const bit = below(random, 8)
  bytes[at] = (bytes[at] ?? 0) ^ (1 << bit)
  return `bit ${bit} of byte ${at} (page ${Math.floor(at / PAGE) + 1})`
}

const pageOf = (bytes: Buffer, n: number): Buffer => bytes.subarray((n - 1) * PAGE, n * PAGE)
const anyPage = (bytes: Buffer, random: Random): number => 1 + below(random, bytes.length / PAGE)

async function sql(path: string, statements: string): Promise<string> {
  const connection = await Connection.open(path, 'read-write')
  try {
    await connection.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${statements}`)
  } finally {
    await connection.close()
  }
  return statements
}

const pick = (random: Random, from: readonly string[]): string => from[below(random, from.length)] ?? ''
const anyRow = (table: string, random: Random): string =>
  `rowid = (SELECT rowid FROM ${table} ORDER BY rowid LIMIT 1 OFFSET ${below(random, 1000)} % (SELECT count(*) FROM ${table}))`

const rowTables = [
  'claim',
  'quote',
  'passage',
  'evidence',
  'block',
  'history',
  'source',
  'snapshot',
  'extraction',
  'entity_key',
  'speaker',
  'briefing',
  'usage',
  'quote_segment',
  'author',
  'speaker_alias',
]
const ftsTables = ['claim_fts', 'quote_fts', 'source_fts', 'speaker_fts', 'extraction_fts', 'block_fts']
const textColumns: readonly (readonly [string, string])[] = [
  ['claim', 'text'],
  ['claim', 'note'],
  ['quote', 'translation'],
  ['source', 'title'],
  ['source', 'reliability'],
  ['passage', 'exact'],
  ['passage', 'prefix'],
  ['speaker', 'name'],
  ['block', 'json'],
  ['briefing', 'header'],
  ['entity_key', 'entity_id'],
  ['author', 'name'],
  ['meta', 'value'],
]

export const kinds = {
  'one bit': { on: 'closed', share: 20, act: (path, random) => change(path, (bytes) => flip(bytes, random)) },
  'many bits': {
    on: 'closed',
    share: 10,
    act: (path, random) =>
      change(path, (bytes) =>
        Array.from({ length: 2 + below(random, 40) }, () => flip(bytes, random)).join(', '),
      ),
  },
  'page of zeros': {
    on: 'closed',
    share: 8,
    act: (path, random) =>
      change(path, (bytes) => {
        const count = 1 + below(random, 3)
        return Array.from({ length: count }, () => {
          const n = anyPage(bytes, random)
          pageOf(bytes, n).fill(0)
          return `page ${n}`
        }).join(', ')
      }),
  },
  'page twice': {
    on: 'closed',
    share: 6,
    act: (path, random) =>
      change(path, (bytes) => {
        const [from, to] = [anyPage(bytes, random), anyPage(bytes, random)]
        pageOf(bytes, from).copy(pageOf(bytes, to))
        return `page ${from} over ${to}`
      }),
  },
  'pages exchanged': {
    on: 'closed',
    share: 6,
    act: (path, random) =>
      change(path, (bytes) => {
        const [a, b] = [anyPage(bytes, random), anyPage(bytes, random)]
        const kept = Buffer.from(pageOf(bytes, a))
        pageOf(bytes, b).copy(pageOf(bytes, a))
        kept.copy(pageOf(bytes, b))
        return `pages ${a} and ${b}`
      }),
  },
  'page of yesterday': {
    on: 'closed',
    share: 6,
    act: async (path, random, { older }) => {
      const old = await readFile(older)
      return change(path, (bytes) => {
        const differing = Array.from({ length: old.length / PAGE }, (_, at) => at + 1).filter(
          (n) => !pageOf(bytes, n).equals(pageOf(old, n)),
        )
        const n = differing[below(random, differing.length)] ?? 1
        pageOf(old, n).copy(pageOf(bytes, n))
        return `page ${n}`
      })
    },
  },
  garbage: {
    on: 'closed',
    share: 8,
    act: (path, random) =>
      change(path, (bytes) => {
        const at = below(random, bytes.length)
        const length = 16 + below(random, 6000)
        for (let n = at; n < Math.min(at + length, bytes.length); n++) bytes[n] = below(random, 256)
        return `${length} bytes at ${at}`
      }),
  },
  'cut short': {
    on: 'closed',
    share: 6,
    act: async (path, random) => {
      const { size } = await stat(path)
      const to = random() < 0.5 ? PAGE * below(random, size / PAGE) : below(random, size)
      await truncate(path, to)
      return `to ${to} of ${size} bytes`
    },
  },
  'first page': {
    on: 'closed',
    share: 5,
    act: (path, random) =>
      change(path, (bytes) => {
        const length = random() < 0.5 ? 100 : PAGE
        if (random() < 0.3) bytes.fill(0, 0, length)
        else for (let n = 0; n < 1 + below(random, 30); n++) bytes[below(random, length)] = below(random, 256)
        return `in the first ${length} bytes`
      }),
  },
  'rows deleted': {
    on: 'closed',
    share: 7,
    act: (path, random) => {
      const table = pick(random, rowTables)
      return sql(path, `DELETE FROM ${table} WHERE ${anyRow(table, random)}`)
    },
  },
  'words changed': {
    on: 'closed',
    share: 6,
    act: (path, random) => {
      const [table, column] = textColumns[below(random, textColumns.length)] ?? ['claim', 'note']
      return sql(path, `UPDATE ${table} SET ${column} = ${column} || 'x' WHERE ${anyRow(table, random)}`)
    },
  },
  'places of blocks': {
    on: 'closed',
    share: 3,
    act: (path, random) =>
      sql(
        path,
        `UPDATE block SET rank = (SELECT rank FROM block ORDER BY rank LIMIT 1) WHERE ${anyRow('block', random)}`,
      ),
  },
  'search index': {
    on: 'closed',
    share: 5,
    act: (path, random) => {
      const table = pick(random, ftsTables)
      return sql(
        path,
        pick(random, [
          `DELETE FROM ${table}_data WHERE id > 10`,
          `UPDATE ${table}_data SET block = zeroblob(length(block)) WHERE id > 10`,
          table === 'block_fts'
            ? `DELETE FROM block_fts WHERE rowid IN (SELECT rowid FROM block_fts LIMIT 1)`
            : `INSERT INTO ${table} (${table}) VALUES ('delete-all')`,
        ]),
      )
    },
  },
  'bytes exchanged': {
    on: 'closed',
    share: 3,
    act: (path, random) =>
      sql(
        path,
        `DROP TRIGGER snapshot_bytes_never_change;
         UPDATE snapshot_bytes SET bytes = (SELECT bytes FROM snapshot_bytes ORDER BY rowid LIMIT 1) WHERE rowid = ${2 + below(random, 6)};
         CREATE TRIGGER snapshot_bytes_never_change BEFORE UPDATE ON snapshot_bytes
BEGIN SELECT raise(ABORT, 'the bytes of a snapshot never change'); END;`,
      ),
  },
  'tables and triggers': {
    on: 'closed',
    share: 4,
    act: (path, random) =>
      sql(
        path,
        pick(random, [
          'DROP TRIGGER history_never_changes',
          'DROP TRIGGER claim_fts_update',
          'DROP INDEX block_rank',
          'DROP INDEX evidence_claim',
          'DROP TABLE usage',
          'DROP TABLE quote_segment',
          'DROP TABLE ledger',
          'DROP TABLE entity_key',
          'DROP VIEW claim_text',
          "DELETE FROM meta WHERE name = 'library_id'",
          'DELETE FROM author',
          "UPDATE ledger SET rows = rows + 1 WHERE name = 'claim'",
          "INSERT INTO setting (name, value) VALUES ('marking', '{')",
        ]),
      ),
  },
  'one bit of the log': {
    on: 'logged',
    share: 8,
    act: (path, random) => change(`${path}-wal`, (bytes) => flip(bytes, random)),
  },
  'garbage in the log': {
    on: 'logged',
    share: 5,
    act: (path, random) =>
      change(`${path}-wal`, (bytes) => {
        const at = below(random, bytes.length)
        const length = 16 + below(random, 6000)
        for (let n = at; n < Math.min(at + length, bytes.length); n++) bytes[n] = below(random, 256)
        return `${length} bytes at ${at}`
      }),
  },
  'one bit beside a log': {
    on: 'logged',
    share: 4,
    act: (path, random) => change(path, (bytes) => flip(bytes, random)),
  },
  'log cut short': {
    on: 'logged',
    share: 4,
    act: async (path, random) => {
      const { size } = await stat(`${path}-wal`)
      const to = random() < 0.2 ? 0 : below(random, size)
      await truncate(`${path}-wal`, to)
      return `to ${to} of ${size} bytes`
    },
  },
} satisfies Record<string, Damage>

export type DamageKind = keyof typeof kinds

export const kindNames = Object.keys(kinds) as DamageKind[]

/** A kind of damage for the n-th library, by its share. */
export function kindFor(random: Random): DamageKind {
  const all = kindNames.reduce((sum, name) => sum + kinds[name].share, 0)
  let at = random() * all
  for (const name of kindNames) {
    at -= kinds[name].share
    if (at < 0) return name
  }
  return 'one bit'
}

/** Copies the original to a path and damages the copy. @returns what was done */
export async function damageCopy(
  kind: DamageKind,
  original: Original,
  path: string,
  random: Random,
): Promise<string> {
  const damage: Damage = kinds[kind]
  const from = damage.on === 'closed' ? original.closed : original.logged
  await copyFile(from, path)
  if (damage.on === 'logged') await copyFile(`${from}-wal`, `${path}-wal`)
  return damage.act(path, random, original)
}
