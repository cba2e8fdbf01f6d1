import { sql } from 'kysely'
import type { PaletteItem } from '../../shared/contract/briefings.ts'
import type { Parsed } from '../../shared/contract/index.ts'
import type { Id } from '../../shared/model/identity.ts'
import { type CitedWords, matchesWords, readCitedWords, wordsOf } from './citedWords.ts'
import { type Candidate, paletteItems } from './paletteItems.ts'
import { foldWords, matchExpression } from './searchWords.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/**
 * Rows of one type that are ranked, newest first. FTS5 would read every match to sort by its own rank: on a crowded
 * beginning of a word that takes a second in a large library, newest first takes a few ms.
 */
const CANDIDATES = 150
/** Speakers whose quotes are offered when their name is typed. */
const SPEAKERS = 5
/** Rows of one type that no palette shows more of. */
const ENOUGH = 20

const types = ['claim', 'quote', 'source', 'speaker'] as const
type Type = (typeof types)[number]
interface Found extends Candidate {
  /** Higher is better. */
  readonly score: number
}

/** Searches claims, quotes, sources and speakers at every keystroke, and remembers what the open briefing cites. */
export class Palette {
  readonly #store: Store
  #cited: CitedWords | null = null

  constructor(store: Store) {
    this.#store = store
  }

  /**
   * What the palette shows, in its order: cited in this briefing first, then claims, quotes, sources and speakers; in
   * each group what starts with the typed words first, then the newest. An empty query gives what was used or made
   * last. No query throws.
   */
  search({ query, briefingId, limit }: Parsed<'palette.search'>): Promise<PaletteItem[]> {
    return this.#store.database.read(async (db) => {
      const cited = briefingId === null ? null : await this.#citedIn(db, briefingId)
      const match = matchExpression(query)
      if (match === null && query.trim() !== '') return []
      const inBriefing = citedMatches(cited, query)
      const groups: Candidate[][] = [inBriefing]
      for (const type of types) {
        const found = match === null ? await newest(db, type, limit) : await matches(db, type, match, query)
        groups.push(found.filter((item) => !cited?.keys.has(`${item.type}:${item.id}`)))
      }
      const chosen = share(groups, limit)
      return paletteItems(this.#store, db, chosen, cited?.keys ?? new Set())
    })
  }

  async #citedIn(db: ReadDb, briefingId: Id): Promise<CitedWords> {
    const generation = this.#store.generation()
    const known = this.#cited
    if (known && known.briefingId === briefingId && known.generation === generation) return known
    const read = await readCitedWords(db, briefingId, generation)
    this.#cited = read
    return read
  }
}

function citedMatches(cited: CitedWords | null, query: string): Candidate[] {
  if (!cited) return []
  const typed = wordsOf(query)
  const found =
    typed.length === 0 ? cited.entries : cited.entries.filter(({ words }) => matchesWords(words, typed))
  const starts = ({ words }: { words: readonly string[] }) =>
    typed.every((word, at) => words[at]?.startsWith(word))
  return [...found]
    .sort((a, b) => Number(starts(b)) - Number(starts(a)))
    .map(({ target }) => ({ type: target.type, id: target.id }))
}

async function newest(db: ReadDb, type: Type, limit: number): Promise<Candidate[]> {
  const rows = await db
    .selectFrom(type)
    .select('id')
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => ({ type, id }))
}

async function matches(db: ReadDb, type: Type, match: string, query: string): Promise<Candidate[]> {
  const rows = await hitsOf(db, type, match, query)
  const folded = foldWords(query)
  const found: Found[] = rows.map(({ id, text }) => ({ type, id, score: scoreOf(foldWords(text), folded) }))
  if (type === 'quote') {
    const known = new Set(found.map(({ id }) => id))
    for (const id of await quotesOfSpeakers(db, match, query)) {
      if (!known.has(id)) found.push({ type, id, score: 1 })
    }
  }
  // Array.sort is stable: equals stay newest first.
  return found.sort((a, b) => b.score - a.score)
}

/** 4 the same words, 3 starts with them, 2 has them in a row, 1 has them somewhere. */
function scoreOf(text: string, query: string): number {
  if (text === query) return 4
  if (text.startsWith(query)) return 3
  return text.includes(` ${query}`) ? 2 : 1
}

/** A match: the words it is shown and ranked by, and all that full text knows of it. */
interface Hit {
  readonly id: Id
  readonly text: string
  readonly all: string
}

/**
 * The newest matches. Where the last word is one letter after others it is left out of the search and looked for in
 * the rows found, because a tenth of a large library has a word that begins with it; only when that leaves too few is
 * the whole asked.
 */
async function hitsOf(db: ReadDb, type: Type, match: string, query: string): Promise<Hit[]> {
  const typed = wordsOf(query)
  const last = typed.at(-1)
  const others = query.trimEnd().replace(/\S+$/u, '')
  const easier = matchExpression(others, false)
  if (last === undefined || last.length > 1 || easier === null) return newestHits(db, type, match)
  const rows = await newestHits(db, type, easier)
  const found = rows.filter(({ all }) => matchesWords(wordsOf(all), [last]))
  return rows.length < CANDIDATES || found.length >= ENOUGH ? found : newestHits(db, type, match)
}

function newestHits(db: ReadDb, type: Type, match: string): Promise<Hit[]> {
  const matching = sql<boolean>`${sql.ref(`${type}_fts`)} match ${match}`
  switch (type) {
    case 'claim':
      return db
        .selectFrom('claim_fts')
        .innerJoin('claim', 'claim.seq', 'claim_fts.rowid')
        .select(['claim.id', 'claim.text', sql<string>`claim.text || ' ' || claim.key`.as('all')])
        .where(matching)
        .orderBy('claim_fts.rowid', 'desc')
        .limit(CANDIDATES)
        .execute()
    case 'quote':
      return db
        .selectFrom('quote_fts')
        .innerJoin('quote', 'quote.seq', 'quote_fts.rowid')
        .innerJoin('passage', 'passage.id', 'quote.passage_id')
        .select(['quote.id', 'passage.exact as text'])
        .select(
          sql<string>`passage.exact || ' ' || quote.translation || ' ' || quote.role_as_printed || ' ' || quote.key`.as(
            'all',
          ),
        )
        .where(matching)
        .orderBy('quote_fts.rowid', 'desc')
        .limit(CANDIDATES)
        .execute()
    case 'source':
      return db
        .selectFrom('source_fts')
        .innerJoin('source', 'source.seq', 'source_fts.rowid')
        .select(['source.id', 'source.title as text'])
        .select(
          sql<string>`source.title || ' ' || source.publisher || ' ' || source.authors_text || ' ' || source.key`.as(
            'all',
          ),
        )
        .where(matching)
        .orderBy('source_fts.rowid', 'desc')
        .limit(CANDIDATES)
        .execute()
    case 'speaker':
      return db
        .selectFrom('speaker_fts')
        .innerJoin('speaker', 'speaker.seq', 'speaker_fts.rowid')
        .select(['speaker.id', 'speaker.name as text'])
        .select(sql<string>`speaker.name || ' ' || speaker.aliases_text || ' ' || speaker.key`.as('all'))
        .where(matching)
        .orderBy('speaker_fts.rowid', 'desc')
        .limit(CANDIDATES)
        .execute()
  }
}

async function quotesOfSpeakers(db: ReadDb, match: string, query: string): Promise<Id[]> {
  const speakers = await hitsOf(db, 'speaker', match, query)
  if (speakers.length === 0) return []
  const rows = await db
    .selectFrom('quote')
    .select('id')
    .where(
      'speaker_id',
      'in',
      speakers.slice(0, SPEAKERS).map(({ id }) => id),
    )
    .where('deleted_at', 'is', null)
    .orderBy('seq', 'desc')
    .limit(CANDIDATES)
    .execute()
  return rows.map(({ id }) => id)
}

/** At most `limit` of all groups in their order, each group having a fifth for itself before any takes more. */
function share(groups: readonly Candidate[][], limit: number): Candidate[] {
  const own = Math.floor(limit / groups.length)
  const taken = groups.map((group) => Math.min(group.length, own))
  let left = limit - taken.reduce((sum, count) => sum + count, 0)
  for (const [at, group] of groups.entries()) {
    const more = Math.min(left, group.length - (taken[at] ?? 0))
    taken[at] = (taken[at] ?? 0) + more
    left -= more
  }
  return groups.flatMap((group, at) => group.slice(0, taken[at]))
}
