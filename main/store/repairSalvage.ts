import { createHash } from 'node:crypto'
import { documentVersion } from '../../shared/document/block.ts'
import { idSchema } from '../../shared/model/identity.ts'
import { CHECKSUM, checksumOfRow, MODULUS, type TableShape } from './checksums.ts'
import { rowFromHistory } from './repairHistory.ts'
import type { PageImage } from './repairImage.ts'
import type { Repair } from './repairReport.ts'
import { type FoundRow, findRows } from './repairRows.ts'
import { blockInVersions, seenIn } from './repairVersions.ts'

export interface Salvaging {
  readonly image: PageImage
  readonly tables: ReadonlyMap<string, TableShape>
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((done: number, total: number) => void) | undefined
}

type Row = Record<string, unknown>
/** Made anew from the rest. */
const derived = new Set(['block_index', 'briefing_index'])
/** Rows in one transaction of the copy. */
const AT_ONCE = 2000

const rowOf = ({ table, values }: FoundRow): Row =>
  Object.fromEntries(table.columns.map((column, n) => [column, values[n] ?? null]))

/**
 * Puts every row of the damaged library that can be read into the copy: first those beyond doubt, then those whose one
 * changed bit was put back or which were found on pages that hang nowhere, then the doubtful ones as far as the
 * history or a version does not know them better.
 *
 * @returns how many rows were put in
 */
export async function salvage(repair: Repair, salvaging: Salvaging): Promise<number> {
  const { image, tables, signal, onProgress } = salvaging
  const walking = { image, tables, signal }
  let count = 0
  await repair.change('BEGIN')
  const insert = async (table: TableShape, row: Row): Promise<boolean> => {
    const added = await repair.insert(table.name, row)
    if (added && ++count % AT_ONCE === 0) {
      await repair.change('COMMIT')
      await repair.change('BEGIN')
    }
    return added
  }
  const half = (begin: number) => (done: number, total: number) => onProgress?.(begin + done, 2 * total)
  for await (const found of findRows({ ...walking, walk: 'sure', onProgress: half(0) })) {
    if (!derived.has(found.table.name)) await insert(found.table, rowOf(found))
  }
  const missing = await missingRows(repair, tables)
  const doubtful: FoundRow[] = []
  for await (const found of findRows({ ...walking, walk: 'rest', onProgress: half(image.count) })) {
    const { table, trust, isAttached } = found
    if (derived.has(table.name)) continue
    if (trust === 'doubtful') {
      doubtful.push(found)
      continue
    }
    const left = missing.get(table.name)
    // A page that hangs nowhere may be one of yesterday: only what is missing is taken from it.
    if (!isAttached && left !== undefined && left <= 0) continue
    if (!(await insert(table, rowOf(found)))) continue
    if (left !== undefined) missing.set(table.name, left - 1)
    const row = rowOf(found)
    const how =
      trust === 'corrected'
        ? 'had one bit that was changed; it was put back, and the checksum fits.'
        : 'was found on a damaged or lost page, whole.'
    repair.tell('restored', table.name, idOf(row), labelOf(row), `${titleOf(table, row)} ${how}`)
  }
  for (const found of doubtful) count += (await insertDoubtful(repair, found)) ? 1 : 0
  await repair.change('COMMIT')
  return count
}

const idOf = (row: Row): unknown =>
  row.id ?? row.snapshot_id ?? row.speaker_id ?? row.quote_id ?? row.entity_id ?? null
const labelOf = (row: Row): unknown =>
  row.key ?? row.file_name ?? row.exact ?? row.name ?? row.id ?? row.sha256 ?? ''
const titleOf = ({ name }: TableShape, row: Row): string =>
  `The ${name.replaceAll('_', ' ')} “${String(labelOf(row)).slice(0, 80)}”`

/** Whether a row says what it is and belongs to: one with damaged ids would become a thing that never was. */
const hasSoundIds = (row: Row): boolean =>
  Object.entries(row).every(
    ([name, value]) => !/^(?:.*_)?id$/u.test(name) || value === null || idSchema.safeParse(value).success,
  )

/** A row whose checksum does not fit: as the history or a version has it, or else as it was found. */
async function insertDoubtful(repair: Repair, found: FoundRow): Promise<boolean> {
  const { table } = found
  const row = rowOf(found)
  if (table.name === 'snapshot_bytes') return insertBytes(repair, row)
  if (!found.isAttached) return false
  if (table.name === 'picture') return insertPicture(repair, row)
  const known =
    table.name === 'block' ? await blockInVersions(repair, row) : await rowFromHistory(repair, table, row)
  if (known && row.checksum === checksumOfRow(table, { ...row, ...known })) {
    if (!(await repair.insert(table.name, { ...row, ...known }))) return false
    repair.tell(
      'restored',
      table.name,
      idOf(row),
      labelOf(row),
      `${titleOf(table, row)} was damaged and is whole again.`,
    )
    return true
  }
  if (hasSoundIds(row) && (await repair.insert(table.name, row))) {
    repair.tell(
      'doubtful',
      table.name,
      idOf(row),
      labelOf(row),
      `${titleOf(table, row)} was changed by the damage; it was kept as it was found.`,
    )
    return true
  }
  const mended = { ...row, ...known }
  if (known && hasSoundIds(mended) && (await repair.insert(table.name, mended))) {
    repair.tell(
      'doubtful',
      table.name,
      idOf(mended),
      labelOf(mended),
      `${titleOf(table, mended)} could not be read; it is as it was kept last elsewhere in the library.`,
    )
    return true
  }
  if (table.name === 'block' && hasSoundIds(row) && (await insertWords(repair, row))) return true
  repair.tell(
    'lost',
    table.name,
    idOf(row),
    labelOf(row),
    `${titleOf(table, row)} was changed so that it fits nowhere any more.`,
  )
  return false
}

/** A block that is no JSON any more fits no table: the words that can be seen in it do. */
async function insertWords(repair: Repair, row: Row): Promise<boolean> {
  const { words, json } = seenIn(String(row.id), String(row.json))
  if (!(await repair.insert('block', { ...row, json, version: documentVersion }))) return false
  repair.tell(
    'doubtful',
    'block',
    row.id,
    words,
    'A block could not be read; the words that could be seen in it are a paragraph now.',
  )
  return true
}

/** A picture is its bytes: with others it would be shown as what it never was. */
async function insertPicture(repair: Repair, row: Row): Promise<boolean> {
  const { bytes, sha256 } = row
  const made = bytes instanceof Uint8Array ? createHash('sha256').update(bytes).digest('hex') : ''
  if (made !== sha256 || !(await repair.insert('picture', row))) {
    repair.tell('lost', 'picture', null, sha256, 'The bytes of a picture were changed by the damage.')
    return false
  }
  repair.tell('doubtful', 'picture', null, sha256, 'A picture is whole; its size or kind may be wrong.')
  return true
}

/** Bytes find their snapshot by their SHA-256, whatever the row says. */
async function insertBytes(repair: Repair, row: Row): Promise<boolean> {
  const bytes = row.bytes
  if (!(bytes instanceof Uint8Array)) return false
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const [snapshot] = await repair.rows('SELECT id, file_name FROM snapshot WHERE sha256 = ?', [sha256])
  if (!snapshot || !(await repair.insert('snapshot_bytes', { snapshot_id: snapshot.id, bytes }))) return false
  repair.tell(
    'restored',
    'snapshot_bytes',
    snapshot.id,
    snapshot.file_name,
    `The bytes of “${snapshot.file_name}” were found on a lost page, whole.`,
  )
  return true
}

/** How many rows the ledger has more than the copy, by table; a table that the ledger does not name has no entry. */
export async function missingRows(
  repair: Repair,
  tables: ReadonlyMap<string, TableShape>,
): Promise<Map<string, number>> {
  const missing = new Map<string, number>()
  if (!tables.has('ledger')) return missing
  for (const { name, rows } of await repair.rows('SELECT name, rows FROM ledger')) {
    const table = tables.get(String(name))
    if (!table?.isSealed) continue
    const [found] = await repair.rows(`SELECT count(*) AS n FROM ${table.name}`)
    missing.set(table.name, Number(rows) - Number(found?.n))
  }
  return missing
}

/** Tables whose rows are as many as they were, but not the ones that were written last. */
export async function agedTables(repair: Repair, tables: ReadonlyMap<string, TableShape>): Promise<string[]> {
  const aged: string[] = []
  if (!tables.has('ledger')) return aged
  for (const { name, rows, total } of await repair.rows('SELECT name, rows, total FROM ledger')) {
    const table = tables.get(String(name))
    if (!table?.isSealed) continue
    await sealRestored(repair, table)
    const [sum] = await repair.rows(
      `SELECT count(*) AS n, total(${CHECKSUM} >> 24) AS high, total(${CHECKSUM} & 16777215) AS low FROM ${table.name}`,
    )
    const present = (BigInt(Number(sum?.high)) * 16777216n + BigInt(Number(sum?.low))) % BigInt(MODULUS)
    if (Number(sum?.n) === Number(rows) && present !== BigInt(Number(total))) aged.push(table.name)
  }
  return aged
}

/** Rows that were put together anew are compared too: as they were, they bring the same checksum. */
async function sealRestored(repair: Repair, table: TableShape): Promise<void> {
  for (const row of await repair.rows(
    `SELECT rowid AS "row number", * FROM ${table.name} WHERE ${CHECKSUM} IS NULL`,
  )) {
    await repair.change(`UPDATE ${table.name} SET ${CHECKSUM} = ? WHERE rowid = ?`, [
      checksumOfRow(table, row),
      row['row number'],
    ])
  }
}
