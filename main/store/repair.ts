import { open, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AttestError } from '../../shared/model/error.ts'
import { mintId } from '../../shared/model/identity.ts'
import { sealAll, type TableShape } from './checksums.ts'
import { Connection } from './database.ts'
import { type KnownSchema, knownSchema } from './doctorSchema.ts'
import { failure, isFailure, toFailure } from './failure.ts'
import type { LibraryProblem } from './library.ts'
import { lockLibrary } from './lock.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { openLibrary, putInPlace } from './open.ts'
import { mendBriefings } from './repairBriefings.ts'
import {
  dropKeys,
  mendAllParts,
  mendEntities,
  mendIdentity,
  mendPassages,
  mendSnapshots,
} from './repairEntities.ts'
import { PageImage } from './repairImage.ts'
import { dropOrphans, mendBytes, mendPlaces, mendReferences, mendTexts } from './repairReferences.ts'
import { Repair, type RepairItem } from './repairReport.ts'
import { storedSchema } from './repairRows.ts'
import { agedTables, missingRows, salvage } from './repairSalvage.ts'

export type { RepairItem } from './repairReport.ts'

export interface RepairOptions {
  /** ms since the Unix epoch. */
  readonly now?: () => number
  /** Version of Attest, recorded in a library that does not say any more what made it. */
  readonly version?: string
  readonly signal?: AbortSignal
  /** Called with how much of the file was read, of all. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface RepairedCopy {
  /** What was lost, what was restored, what is doubtful. */
  readonly items: readonly RepairItem[]
  /** Rows that were taken over. */
  readonly rows: number
  /** What the doctor finds in the copy: nothing, unless it was damaged beyond what a repair knows. */
  readonly remaining: readonly LibraryProblem[]
}

/**
 * Makes a new library of what can be read of a damaged one, whatever SQLite says of it. The damaged file is only read.
 * The copy is built beside `out`, examined, and only then given its name.
 *
 * Every row is taken whose checksum fits, wherever in the file it stands; one changed bit is put back; what the history
 * or a kept version knows better is taken from there; references, search indexes, the order of blocks and the list of
 * citations are made sound. Nothing is left out in silence: every loss is told, and recorded in the copy.
 *
 * @throws AttestError `not-found`, `taken` for a file at `out`, `library-locked` while the damaged one is open,
 *   `library-newer`, `library-corrupt` when nothing of a library is in the file, `cancelled`, `disk-full`, `io`
 */
export async function createRepairedCopy(
  path: string,
  out: string,
  options: RepairOptions = {},
): Promise<RepairedCopy> {
  const from = resolve(path)
  const target = resolve(out)
  const name = basename(from, '.attest')
  const beside = join(dirname(target), `.${basename(target).slice(0, 40)}.${mintId().slice(-12)}.part`)
  let made = false
  const unlock = await lockDamaged(from, name)
  try {
    if (!(await stat(from)).isFile()) throw failure.foreign(name)
    if ((await stat(target).catch(() => null)) !== null) throw failure.exists(basename(target, '.attest'))
    if ((await stat(dirname(target)).catch(() => null)) === null) throw failure.noFolder(basename(target))
    await (await open(beside, 'wx', (await stat(from)).mode & 0o666)).close()
    made = true
    const { items, rows } = await rebuild(from, beside, name, options)
    const remaining = await examineCopy(beside)
    await putInPlace(beside, target, basename(target, '.attest'))
    return { items, rows, remaining }
  } catch (error) {
    if (options.signal?.aborted)
      throw new AttestError('cancelled', 'The repair was stopped.', 'Nothing was made.')
    throw toFailure(error, name)
  } finally {
    if (made)
      for (const rest of ['', '-journal', '-wal', '-shm']) await rm(`${beside}${rest}`, { force: true })
    await unlock()
  }
}

/** Nobody may write to it meanwhile; where no lock can be made, in a folder that is read-only, nobody can. */
async function lockDamaged(path: string, name: string): Promise<() => Promise<void>> {
  try {
    const lock = await lockLibrary(path, name)
    return () => lock.release()
  } catch (error) {
    if (isFailure(error, 'read-only')) return async () => undefined
    throw error
  }
}

async function rebuild(from: string, to: string, name: string, options: RepairOptions) {
  const { now = Date.now, version = '', signal, onProgress } = options
  const image = await PageImage.of(from)
  const connection = await Connection.open(to, 'create')
  try {
    const known = await formatOf(image, name)
    await connection.exec('PRAGMA page_size = 4096; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF')
    await migrate(connection, migrations.slice(0, known.format))
    const triggers = known.objects.filter(({ type }) => type === 'trigger')
    // No trigger may act on rows that come in no order; a ledger is in the damaged file.
    for (const trigger of triggers) await connection.exec(`DROP TRIGGER ${trigger.name}`)
    if (known.tables.has('ledger')) await connection.exec('DELETE FROM ledger')
    const repair = new Repair(connection, now())
    const rows = await salvage(repair, { image, tables: known.tables, signal, onProgress })
    if (rows === 0) throw failure.foreign(name)
    if (image.endIsLost) {
      const what =
        'The end of the log beside the library is damaged: the change that was saved last may be gone.'
      repair.tell('doubtful', 'log', null, '', what)
    }
    await connection.exec('BEGIN')
    await mend(repair, known, version)
    for (const trigger of triggers) await connection.exec(trigger.sql ?? '')
    await remakeIndexes(connection)
    await connection.exec('COMMIT')
    await migrate(connection)
    await connection.exec('BEGIN')
    await record(repair)
    await sealAll(connection)
    await connection.exec('COMMIT; PRAGMA synchronous = FULL')
    return { items: repair.items, rows }
  } finally {
    await image.close()
    await connection.close()
  }
}

async function mend(repair: Repair, known: KnownSchema, version: string): Promise<void> {
  const { tables } = known
  await mendIdentity(repair, version)
  const missing = await missingRows(repair, tables)
  await mendSnapshots(repair)
  await mendPassages(
    repair,
    (
      await repair.rows(`SELECT passage_id AS id FROM quote WHERE passage_id NOT IN (SELECT id FROM passage)
        UNION SELECT passage_id FROM evidence WHERE passage_id NOT IN (SELECT id FROM passage)`)
    ).map(({ id }) => id),
  )
  await mendEntities(repair, tables)
  await mendAllParts(repair, missing)
  await mendTexts(repair)
  await mendBriefings(repair, missing)
  await tellMissing(repair, tables)
  await mendReferences(repair)
  await mendPlaces(repair)
  await dropOrphans(repair)
  await dropKeys(repair)
  await mendBytes(repair)
}

/** What the ledger counts and nothing else told of. */
async function tellMissing(repair: Repair, tables: ReadonlyMap<string, TableShape>): Promise<void> {
  const named = new Map<string, number>()
  for (const { kind, type, count } of repair.items) {
    if (kind === 'lost') named.set(type, (named.get(type) ?? 0) + count)
  }
  for (const [table, missing] of await missingRows(repair, tables)) {
    const unnamed = missing - (named.get(table) ?? 0)
    if (table === 'usage' || unnamed <= 0) continue
    const what = `${unnamed} ${unnamed === 1 ? 'row' : 'rows'} of the table ${table.replaceAll('_', ' ')} could not be read.`
    repair.tell('lost', table, null, '', what, unnamed)
    if (table === 'snapshot')
      repair.tell('lost', 'snapshot_bytes', null, '', 'With them went their bytes.', unnamed)
  }
  await tellUncounted(repair, tables)
  for (const table of await agedTables(repair, tables)) {
    if (table === 'usage' || repair.items.some(({ type }) => type === table)) continue
    repair.tell(
      'doubtful',
      table,
      null,
      '',
      `Rows of the table ${table.replaceAll('_', ' ')} are not those that were written last: they may be older.`,
    )
  }
}

/** Where the ledger itself is lost nobody can say what is missing: that is said. */
async function tellUncounted(repair: Repair, tables: ReadonlyMap<string, TableShape>): Promise<void> {
  if (!tables.has('ledger')) return
  const counted = new Set((await repair.rows('SELECT name FROM ledger')).map(({ name }) => name))
  for (const { name, isSealed } of tables.values()) {
    if (!isSealed || counted.has(name)) continue
    const what = `How many rows the table ${name.replaceAll('_', ' ')} had is lost: some may be missing.`
    repair.tell('doubtful', name, null, '', what)
    if (name === 'snapshot')
      repair.tell('doubtful', 'snapshot_bytes', null, '', 'So may the bytes of captures.')
  }
}

async function remakeIndexes(connection: Connection): Promise<void> {
  for (const table of ['source_fts', 'speaker_fts', 'claim_fts', 'quote_fts', 'extraction_fts']) {
    await connection.exec(`INSERT INTO ${table} (${table}) VALUES ('rebuild')`)
  }
}

/** The copy keeps the record of what it is. */
async function record(repair: Repair): Promise<void> {
  for (const { kind, type, id, label, what, count } of repair.items) {
    await repair.change(
      'INSERT INTO loss (at, kind, type, entity_id, label, what, count) VALUES (?, ?, ?, ?, ?, ?, ?)',
      [repair.now, kind, type, id, label, what, count],
    )
  }
}

/** Opens the copy as Attest opens any library, brings its search index up to date, and examines it. */
async function examineCopy(path: string): Promise<LibraryProblem[]> {
  const copy = await openLibrary(path)
  try {
    await copy.tidy()
    return await copy.doctor()
  } finally {
    await copy.close()
  }
}

/** In which format the file was written, also where its header does not tell. */
async function formatOf(image: PageImage, name: string): Promise<KnownSchema> {
  const newest = await knownSchema()
  const written = (await image.page(1)).readUInt32BE(60)
  const tables = (await storedSchema(image))
    .filter(({ type }) => type === 'table')
    .map((object) => object.name)
  const isKnown = (known: KnownSchema) => {
    const names = new Set(known.objects.map((object) => object.name))
    return tables
      .filter((table) => /^\w+$/u.test(table) && !table.startsWith('sqlite_'))
      .every((table) => names.has(table))
  }
  if (written > newest.format && !isKnown(newest)) throw failure.newer(name, written, newest.format)
  if (tables.length === 0) return newest
  for (let format = Math.max(1, Math.min(written, newest.format)); format < newest.format; format++) {
    const known = await knownSchema(format)
    if (written === format && isKnown(known)) return known
  }
  return newest
}
