import type { Id, Target } from '../../shared/model/identity.ts'
import { chunks } from './passages.ts'
import { foldWords } from './searchWords.ts'
import type { ReadDb } from './transactions.ts'

/** What a briefing cites already, ready to be searched in memory at every keystroke. */
export interface CitedWords {
  readonly briefingId: Id
  /** State of the library it was read from. */
  readonly generation: number
  readonly keys: ReadonlySet<string>
  readonly entries: readonly { readonly target: Target; readonly words: readonly string[] }[]
}

/** Words of a text, folded, as they are compared: runs of letters and digits. */
export const wordsOf = (text: string): string[] => foldWords(text).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []

/** Whether every word but the last occurs and the last begins one. */
export function matchesWords(words: readonly string[], typed: readonly string[]): boolean {
  const last = typed.at(-1)
  return (
    last !== undefined &&
    typed.slice(0, -1).every((word) => words.includes(word)) &&
    words.some((word) => word.startsWith(last))
  )
}

/** Reads what a briefing cites, last cited first. */
export async function readCitedWords(db: ReadDb, briefingId: Id, generation: number): Promise<CitedWords> {
  const rows = await db
    .selectFrom('usage')
    .select((eb) => ['target_type', 'target_id', eb.fn.max<number>('seq').as('last')])
    .where('briefing_id', '=', briefingId)
    .groupBy(['target_type', 'target_id'])
    .orderBy('last', 'desc')
    .execute()
  const texts = new Map<Id, string>()
  const ids = (type: string) => rows.filter((row) => row.target_type === type).map((row) => row.target_id)
  for (const part of chunks(ids('claim'))) {
    const claims = await db
      .selectFrom('claim')
      .select(['id', 'text', 'key'])
      .where('id', 'in', part)
      .where('deleted_at', 'is', null)
      .execute()
    for (const { id, text, key } of claims) texts.set(id, `${text} ${key}`)
  }
  for (const part of chunks(ids('quote'))) {
    const quotes = await db
      .selectFrom('quote')
      .innerJoin('passage', 'passage.id', 'quote.passage_id')
      .leftJoin('speaker', 'speaker.id', 'quote.speaker_id')
      .select(['quote.id', 'quote.key', 'passage.exact', 'speaker.name', 'quote.role_as_printed'])
      .where('quote.id', 'in', part)
      .where('quote.deleted_at', 'is', null)
      .execute()
    for (const row of quotes)
      texts.set(row.id, `${row.exact} ${row.name ?? ''} ${row.role_as_printed} ${row.key}`)
  }
  for (const part of chunks(ids('source'))) {
    const sources = await db
      .selectFrom('source')
      .select(['id', 'title', 'publisher', 'authors_text', 'key'])
      .where('id', 'in', part)
      .where('deleted_at', 'is', null)
      .execute()
    for (const row of sources) {
      texts.set(row.id, `${row.title} ${row.publisher} ${row.authors_text} ${row.key}`)
    }
  }
  const entries = rows.flatMap((row) => {
    const text = texts.get(row.target_id)
    if (text === undefined) return []
    return { target: { type: row.target_type as Target['type'], id: row.target_id }, words: wordsOf(text) }
  })
  const keys = new Set(entries.map(({ target }) => `${target.type}:${target.id}`))
  return { briefingId, generation, keys, entries }
}
