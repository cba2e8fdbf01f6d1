import type { Header } from '../../shared/document/header.ts'
import type { SourceDetails } from '../../shared/model/source.ts'
import { headerVersion, storedHeader } from './blocks.ts'
import type { TableShape } from './checksums.ts'
import type { Repair } from './repairReport.ts'
import { foldWords } from './searchWords.ts'
import { detailColumns } from './sourceRows.ts'

type Row = Record<string, unknown>
export const entityTables = ['source', 'speaker', 'quote', 'claim', 'briefing'] as const
export type EntityTable = (typeof entityTables)[number]

const isEntity = (table: string): table is EntityTable => (entityTables as readonly string[]).includes(table)

/** What the history has of an entity, newest last; entries that cannot be read are left out. */
export async function historyOf(repair: Repair, id: unknown): Promise<Row[]> {
  const rows = await repair.rows('SELECT before, after FROM history WHERE entity_id = ? ORDER BY seq', [id])
  return rows
    .flatMap(({ before, after }) => [before, after])
    .flatMap((json) => {
      const entity = parsed(json)
      return entity !== null && entity.id === id && typeof entity.key === 'string' ? [entity] : []
    })
}

function parsed(json: unknown): Row | null {
  if (typeof json !== 'string') return null
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? (value as Row) : null
  } catch {
    return null
  }
}

/** The columns of an entity's row that its newest entry in the history knows; null when there is none. */
export async function rowFromHistory(repair: Repair, table: TableShape, row: Row): Promise<Row | null> {
  if (!isEntity(table.name) || row.id === undefined) return null
  const entity = (await historyOf(repair, row.id)).at(-1)
  return entity ? columnsFrom(table, entity) : null
}

const camel = (column: string): string =>
  column.replace(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase())

/** An entity of the model as the columns of its row: what they share by name, and what is made from it. */
export function columnsFrom(table: TableShape, entity: Row): Row {
  const row: Row = {}
  for (const column of table.columns) {
    const value = entity[camel(column)]
    if (value === undefined || (typeof value === 'object' && value !== null)) continue
    row[column] = typeof value === 'boolean' ? Number(value) : value
  }
  if (table.name === 'source') {
    Object.assign(row, detailColumns(entity as unknown as SourceDetails))
  } else if (table.name === 'quote') {
    const passage = entity.passage as Row | undefined
    if (passage) row.passage_id = passage.id
  } else if (table.name === 'speaker') {
    row.folded = foldWords(String(entity.name ?? ''))
    row.aliases_text = Array.isArray(entity.aliases) ? entity.aliases.join('; ') : ''
  } else if (table.name === 'briefing' && typeof entity.header === 'object') {
    Object.assign(row, { header: storedHeader(entity.header as Header), header_version: headerVersion })
  }
  return row
}

/** Every passage that the history mentions, by id. */
export async function passagesInHistory(repair: Repair, ids: ReadonlySet<string>): Promise<Map<string, Row>> {
  const found = new Map<string, Row>()
  if (ids.size === 0) return found
  const rows = await repair.rows(
    `SELECT before, after FROM history WHERE entity_type IN ('claim', 'quote') ORDER BY seq`,
  )
  for (const json of rows.flatMap(({ before, after }) => [before, after])) {
    const entity = parsed(json)
    const evidence = Array.isArray(entity?.evidence) ? (entity.evidence as Row[]) : []
    for (const passage of [entity?.passage, ...evidence.map((one) => one.passage)] as (Row | undefined)[]) {
      if (passage && typeof passage.id === 'string' && ids.has(passage.id)) found.set(passage.id, passage)
    }
  }
  return found
}
