import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { Block } from '../../../shared/document/block.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { claimOn, codeOf, document, header, library, paragraph, person, quoteOn } from './written.ts'

/** Fragments of the words below: full text shortens words by the beginnings they share with their neighbours. */
const secrets = {
  title: 'zyxwvort',
  text: 'qandelbrak',
  quoted: 'ümläutwört',
  note: 'frobnitzel',
  translation: 'übersätzung',
  claim: 'klaxonbrev',
  bytes: 'pärlwhisk',
  speaker: 'vlognarf',
  alias: 'aliaszomp',
  role: 'rolequibb',
  typed: 'typedgleem',
  old: 'oldrevisk',
  head: 'headjumpf',
}
const text =
  `The line ${secrets.text} failed. “We ${secrets.quoted} have asked,” said somebody. ` +
  `Two officials said that the break looked like ${secrets.bytes}. One ship lay within two miles.`
const quoted = `“We ${secrets.quoted} have asked,”`

const forms = (word: string) => [word, word.normalize('NFKD').replace(/\p{M}+/gu, '')]

/** Which of the words stand in some file of the library's folder, raw or within a kept version. */
async function found(desk: Pick<Library, 'path'>, words: readonly string[]): Promise<string[]> {
  const folder = dirname(desk.path)
  const hits: string[] = []
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name))
    for (const word of words) {
      for (const form of forms(word)) {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          if (bytes.includes(Buffer.from(form, encoding))) hits.push(`${word} in ${name}`)
        }
      }
    }
  }
  const raw = await Connection.open(desk.path, 'read-only')
  const { rows } = await raw.run('SELECT body FROM briefing_revision')
  for (const { body } of rows) {
    const read = (await promisify(inflateRaw)(body as Uint8Array)).toString('utf8')
    for (const word of words) if (read.includes(word)) hits.push(`${word} in a version`)
  }
  await raw.close()
  return [...new Set(hits)]
}

const bound = (target: { type: 'quote'; id: string }, words: string): Block => ({
  type: 'paragraph',
  id: mintId(),
  children: [
    { text: 'He said ' },
    {
      type: 'quotation',
      id: mintId(),
      target,
      cited: { revision: 1, sha256: null },
      children: [{ text: words }],
    },
    { text: '.' },
  ],
})

/** A library with the words in all places, edited so that earlier states are left in history and free pages. */
async function filled() {
  const desk = await library()
  const other = 'Something else that stays. It was said on a Monday.'
  const kept = await desk.sources.capture(document(other, { found: { title: 'Kept' } }))
  const captured = await desk.sources.capture(
    document(text, { found: { title: `A ${secrets.title} affair` } }),
  )
  const speaker = await desk.speakers.create({
    details: {
      kind: 'person',
      name: `Ilsa ${secrets.speaker}`,
      aliases: [secrets.alias],
      roles: [{ id: mintId(), title: secrets.role, organization: '', from: null, to: null }],
      sourceId: null,
    },
  })
  const quote = await quoteOn(desk, captured, text, quoted, {
    note: secrets.note,
    translation: secrets.translation,
    speakerId: speaker.id,
  })
  const claim = await claimOn(desk, captured, text, `the break looked like ${secrets.bytes}`, {
    text: `It was ${secrets.claim}`,
  })
  const staying = await claimOn(desk, kept, other, 'said on a Monday')
  await desk.quotes.update({ id: quote.id, revision: 1, details: { note: `${secrets.note} again` } })
  const blocks = [paragraph(`my ${secrets.typed} words`), bound({ type: 'quote', id: quote.id }, quoted)]
  const briefing = await desk.briefings.create({ header: header(`About ${secrets.head}`), blocks })
  await desk.versions.name(briefing.id, 'first')
  const upserts = [{ ...paragraph(`${secrets.old} text`), id: blocks[0]?.id ?? '' }]
  await desk.briefings.save({ briefingId: briefing.id, baseRevision: 1, upserts, removals: [] })
  await desk.versions.name(briefing.id, 'second')
  await desk.releases.add({
    briefingId: briefing.id,
    revision: 2,
    format: 'md',
    fileName: 'out.md',
    sha256: 'a'.repeat(64),
    bytes: 1,
    pages: null,
    citations: [{ target: { type: 'quote', id: quote.id }, key: quote.key, revision: 2, sha256: null }],
    findings: [{ check: 'x', message: quoted, detail: quoted, block: null, node: null }],
  })
  await desk.tidy()
  return { desk, captured, kept, speaker, quote, claim, staying, briefing }
}

const ofSource = [
  secrets.title,
  secrets.text,
  secrets.quoted,
  secrets.note,
  secrets.translation,
  secrets.claim,
  secrets.bytes,
]

/** Nothing to be found while it is open, after closing, and after opening again; and nothing is wrong. */
async function expectGone(desk: Library, words: readonly string[]) {
  expect(await found(desk, words)).toEqual([])
  expect(await desk.doctor()).toEqual([])
  await desk.tidy()
  expect(await found(desk, words)).toEqual([])
  await desk.close()
  expect(await found(desk, words)).toEqual([])
  const again = await openLibrary(desk.path)
  expect(await again.doctor()).toEqual([])
  const { rows } = await (async () => {
    const raw = await Connection.open(desk.path, 'read-only')
    await raw.exec(`CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, extraction_fts, row)`)
    const answer = await raw.run('SELECT term FROM temp.words')
    await raw.close()
    return answer
  })()
  for (const word of words) expect(rows.some(({ term }) => String(term).includes(word))).toBe(false)
  return again
}

describe('purging for good', () => {
  it('finds the words before, so that finding none afterwards means something', async () => {
    const { desk } = await filled()
    const before = await found(desk, Object.values(secrets))
    for (const word of Object.values(secrets)) {
      expect(
        before.some((hit) => hit.startsWith(word)),
        word,
      ).toBe(true)
    }
  })

  it('refuses what a briefing cites, and names the briefing; nothing is changed', async () => {
    const { desk, captured, quote } = await filled()
    const plan = await desk.purge.plan('source', captured.source.id)
    expect(plan.goes).toMatchObject({ captures: 1, claims: 1, quotes: 1 })
    expect(plan.cited.map(({ subject }) => subject)).toEqual([`About ${secrets.head}`])
    await expect(desk.purge.run('source', captured.source.id, false)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining(`About ${secrets.head}`),
    })
    expect((await desk.quotes.get(quote.id)).quote.id).toBe(quote.id)
    expect(await desk.doctor()).toEqual([])
  })

  it('takes a source with all that rests on it, and the bound words in briefings and versions', async () => {
    const { desk, captured, briefing, quote, staying, kept } = await filled()
    await desk.purge.run('source', captured.source.id, true)
    expect(await codeOf(desk.sources.get(captured.source.id))).toBe('not-found')
    const { blocks, revision } = await desk.briefings.get(briefing.id)
    expect(revision).toBe(3)
    expect(JSON.stringify(blocks)).toContain(quote.id)
    expect(JSON.stringify(blocks)).toContain(secrets.old)
    const again = await expectGone(desk, ofSource)
    expect((await again.claims.get(staying.id)).claim.evidence.length).toBe(1)
    expect((await again.sources.read(kept.source.id)).text).toContain('a Monday')
    expect(await again.purge.find(captured.source.key)).toBe(null)
    // The same bytes may come in again, as if they had never been here.
    expect((await again.sources.capture(document(text))).status).toBe('imported')
    await again.close()
  })

  it('takes what was removed before', async () => {
    const { desk, captured, briefing } = await filled()
    await desk.briefings.remove(briefing.id, 2)
    await desk.sources.remove(captured.source.id, 1)
    await desk.purge.run('source', captured.source.id, false)
    await (await expectGone(desk, ofSource)).close()
  })

  it('takes a briefing with its versions, and keeps of its releases the hash', async () => {
    const { desk, briefing } = await filled()
    await desk.purge.run('briefing', briefing.id, false)
    const again = await expectGone(desk, [secrets.typed, secrets.old, secrets.head])
    await again.close()
    const raw = await Connection.open(desk.path, 'read-only')
    const after = await raw.value(`SELECT after FROM history WHERE act = 'purge'`)
    await raw.close()
    expect(String(after)).toContain('a'.repeat(64))
    expect(String(after)).not.toContain('out.md')
  })

  it('takes a quote and its notes, a claim, and a speaker', async () => {
    const { desk, quote, claim, speaker, captured } = await filled()
    expect(await codeOf(desk.purge.run('speaker', speaker.id, false))).toBe('not-allowed')
    await desk.purge.run('quote', quote.id, true)
    await desk.purge.run('claim', claim.id, false)
    await desk.purge.run('speaker', speaker.id, false)
    expect((await desk.sources.read(captured.source.id)).text).toBe(text)
    const again = await expectGone(desk, [
      secrets.note,
      secrets.translation,
      secrets.claim,
      secrets.speaker,
      secrets.alias,
      secrets.role,
    ])
    await again.close()
  })

  it('clears what a surviving claim knew of the words, and leaves the claim', async () => {
    const { desk, captured, staying } = await filled()
    const raw = await Connection.open(desk.path, 'read-write')
    // A claim that rests on two sources: the screens cannot make one yet.
    await raw.exec(`INSERT INTO evidence (id, claim_id, passage_id, position, stance)
      SELECT 'second', '${staying.id}', evidence.passage_id, 1, 'supports' FROM evidence
      JOIN claim ON claim.id = evidence.claim_id WHERE claim.text LIKE 'It was%'`)
    await raw.close()
    await desk.close()
    const again = await openLibrary(desk.path)
    await again.claims.update({ id: staying.id, revision: 1, details: { note: 'mine' } })
    await again.purge.run('source', captured.source.id, true)
    expect((await again.claims.get(staying.id)).claim.evidence.length).toBe(1)
    expect(await found(again, ofSource)).toEqual([])
    await again.close()
  })

  it('does not change a briefing that a window writes to', async () => {
    const { desk, captured, briefing } = await filled()
    desk.briefings.acquire(briefing.id, 'window 1')
    expect(await codeOf(desk.purge.run('source', captured.source.id, true))).toBe('busy')
    expect((await desk.briefings.get(briefing.id)).revision).toBe(2)
    desk.briefings.release(briefing.id, 'window 1')
    await desk.purge.run('source', captured.source.id, true)
    await person(desk, 'Somebody Else')
  })
})

it('goes on at the next opening with a purge that was killed before the last trace was gone', async () => {
  const { desk, captured } = await filled()
  await desk.close()
  // As a kill leaves it: the rows are gone, free pages and indexes still hold the words.
  const { migrations } = await import('../../../main/store/migrations/index.ts')
  expect(migrations.length).toBeGreaterThan(0)
  const again = await openLibrary(desk.path)
  const stop = new Error('killed')
  const { Database } = await import('../../../main/store/transactions.ts')
  const maintain = Database.prototype.maintain
  Database.prototype.maintain = () => Promise.reject(stop)
  await expect(again.purge.run('source', captured.source.id, true)).rejects.toBe(stop)
  Database.prototype.maintain = maintain
  expect(await found(again, ofSource)).not.toEqual([])
  await again.close()
  expect(await found(desk, ofSource)).not.toEqual([])
  const third = await openLibrary(desk.path)
  expect(await found(third, ofSource)).toEqual([])
  await third.close()
})
