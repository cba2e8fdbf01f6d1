import type { PaletteItem } from '../../shared/contract/briefings.ts'
import type { Id } from '../../shared/model/identity.ts'
import { speakerKinds } from '../../shared/model/speaker.ts'
import { claimRows } from './claims.ts'
import { claimDetail, grade } from './labels.ts'
import { quoteRows } from './quotes.ts'
import { referencesOnly } from './references.ts'
import { countBySpeaker } from './speakerRows.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

export interface Candidate {
  readonly type: PaletteItem['type']
  readonly id: Id
}

/** The rows of the palette, in the order of the candidates. `cited` holds `type:id` of what the briefing cites. */
export async function paletteItems(
  store: Store,
  db: ReadDb,
  candidates: readonly Candidate[],
  cited: ReadonlySet<string>,
): Promise<PaletteItem[]> {
  const ids = (type: Candidate['type']) => candidates.filter((item) => item.type === type).map(({ id }) => id)
  const found = new Map<string, PaletteItem>()
  const put = (item: Omit<PaletteItem, 'inBriefing'>) => {
    const key = `${item.type}:${item.id}`
    found.set(key, { ...item, inBriefing: cited.has(key) })
  }
  for (const row of await claimRows(store, db, ids('claim'))) {
    put({
      type: 'claim',
      id: row.id,
      key: row.key,
      text: row.text,
      detail: `${claimDetail(row.kind, row.modality)}. ${row.supporting} for, ${row.contradicting} against`,
      source: row.sourceTitle,
      grade: grade(row.reliability, row.credibility),
      verdict: row.verdict,
      unnamed: row.attribution === 'anonymous',
    })
  }
  const quotes = await quoteRows(store, db, ids('quote'))
  const heads = await sourceHeads(db, [...ids('source'), ...quotes.map(({ sourceId }) => sourceId)])
  for (const row of quotes) {
    const source = heads.get(row.sourceId)
    put({
      type: 'quote',
      id: row.id,
      key: row.key,
      text: row.words,
      detail: [row.speakerName || row.roleAsPrinted, source?.publisher || row.sourceTitle]
        .filter(Boolean)
        .join(', '),
      source: row.sourceTitle,
      grade: source?.reliability ?? '',
      verdict: row.verdict,
      unnamed: row.speakerKind === 'anonymous',
    })
  }
  const undocumented = await referencesOnly(db, ids('source'))
  for (const id of ids('source')) {
    const row = heads.get(id)
    if (!row) continue
    put({
      type: 'source',
      id,
      key: row.key,
      text: row.title || row.key,
      detail: [
        row.publisher,
        row.issued_as_printed || row.issued,
        undocumented.has(id) ? 'reference without its document' : '',
      ]
        .filter(Boolean)
        .join(', '),
      source: row.title,
      grade: row.reliability,
      verdict: null,
      unnamed: false,
    })
  }
  await putSpeakers(db, ids('speaker'), put)
  return candidates.flatMap(({ type, id }) => found.get(`${type}:${id}`) ?? [])
}

async function sourceHeads(db: ReadDb, ids: readonly Id[]) {
  if (ids.length === 0) return new Map<Id, never>()
  const rows = await db
    .selectFrom('source')
    .select(['id', 'key', 'title', 'publisher', 'issued', 'issued_as_printed', 'reliability'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function putSpeakers(
  db: ReadDb,
  ids: readonly Id[],
  put: (item: Omit<PaletteItem, 'inBriefing'>) => void,
): Promise<void> {
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('speaker')
    .leftJoin('source', 'source.id', 'speaker.source_id')
    .select(['speaker.id', 'speaker.key', 'speaker.name', 'speaker.kind', 'source.title'])
    .where('speaker.id', 'in', ids)
    .execute()
  const counts = await countBySpeaker(db, 'quote', ids)
  for (const row of rows) {
    const count = counts.get(row.id) ?? 0
    put({
      type: 'speaker',
      id: row.id,
      key: row.key,
      text: row.name,
      detail: `${speakerKinds[row.kind as keyof typeof speakerKinds] ?? row.kind}. ${count} ${count === 1 ? 'quote' : 'quotes'}`,
      source: row.title ?? '',
      grade: '',
      verdict: null,
      unnamed: row.kind === 'anonymous',
    })
  }
}
