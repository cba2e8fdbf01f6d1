import { expect, it } from 'vitest'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { claimOn, codeOf, document, header, library, paragraph, person, placeOf, strait } from './written.ts'

const list = { query: '', limit: 50, offset: 0 }
const words = 'the break looked like an anchor'

it('cuts the passage out of the text itself, counting code points', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, words, { text: 'An anchor broke the cable' })
  const [evidence] = claim.evidence
  expect(claim).toMatchObject({ key: 'an-anchor-broke-the-cable', revision: 1, credibility: 6 })
  expect(evidence?.passage).toMatchObject({
    exact: words,
    sourceId: captured.source.id,
    snapshotId: captured.snapshot.id,
    page: null,
  })
  expect(evidence?.verification).toMatchObject({ verdict: 'exact', score: 1 })
  const { start = 0, end = 0, prefix = '', suffix = '' } = evidence?.passage ?? {}
  const points = Array.from(strait)
  expect(points.slice(start, end).join('')).toBe(words)
  expect(points.slice(0, start).join('').endsWith(prefix)).toBe(true)
  expect(Array.from(prefix).length).toBe(32)
  expect(points.slice(end).join('').startsWith(suffix)).toBe(true)
})

it('knows the page of a passage where the text has pages', async () => {
  const desk = await library()
  const text = 'first page\nsecond page\nthird page'
  const captured = await desk.sources.capture(document(text, { pages: [0, 11, 23] }))
  const pages = []
  for (const on of ['first page', 'second page', 'third page']) {
    pages.push((await claimOn(desk, captured, text, on)).evidence[0]?.passage.page)
  }
  expect(pages).toEqual([1, 2, 3])
})

it('refuses a place outside the text, an empty one and one of white space, and leaves nothing behind', async () => {
  const desk = await library()
  const text = 'One   word.'
  const { extraction } = await desk.sources.capture(document(text))
  const at = (start: number, end: number, extractionId = extraction.id) =>
    codeOf(desk.claims.create({ ...emptyClaimDetails, text: 'x', place: { extractionId, start, end } }))
  expect(await at(0, 12)).toBe('not-anchored')
  expect(await at(11, 12)).toBe('not-anchored')
  expect(await at(3, 6)).toBe('not-anchored')
  expect(await at(4, 4)).toBe('bad-request')
  expect(await at(-1, 4)).toBe('bad-request')
  expect(await at(0, 3, mintId())).toBe('not-found')
  expect((await desk.counts()).claims).toBe(0)
  expect(await desk.doctor()).toEqual([])
})

it('gives an unnamed speaker words only in the source it belongs to', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const other = await desk.sources.capture(document('Elsewhere.'))
  const unnamed = await desk.speakers.create({
    details: { kind: 'anonymous', name: 'Two officials', aliases: [], roles: [], sourceId: other.source.id },
  })
  const asked = claimOn(desk, captured, strait, words, { speakerId: unnamed.id, attribution: 'anonymous' })
  expect(await codeOf(asked)).toBe('not-allowed')
  const claim = await claimOn(desk, captured, strait, words)
  const change = { id: claim.id, revision: 1, details: { speakerId: unnamed.id } }
  expect(await codeOf(desk.claims.update(change))).toBe('not-allowed')
})

it('lists with speaker, source, evidence, use and verdict, newest first, by words and by source', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
  const first = await claimOn(desk, captured, strait, words, { speakerId: speaker.id, kind: 'judgment' })
  const second = await claimOn(desk, captured, strait, 'One ship lay within two miles')
  await desk.briefings.create({
    header: header('Memo'),
    blocks: [
      paragraph('One', { type: 'claim', id: first.id }),
      paragraph('Two', { type: 'claim', id: first.id }),
    ],
  })
  const { items, total } = await desk.claims.list({ ...list, sourceId: captured.source.id })
  expect(total).toBe(2)
  expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
  expect(items[1]).toMatchObject({
    speakerName: 'Ilsa Tarnmoor',
    sourceTitle: 'Strait',
    reliability: 'F',
    supporting: 1,
    contradicting: 0,
    used: 2,
    verdict: 'exact',
  })
  expect((await desk.claims.list({ ...list, query: 'anch' })).items.map(({ id }) => id)).toEqual([first.id])
  expect((await desk.claims.list({ ...list, query: 'anchor ship' })).total).toBe(0)
  expect((await desk.claims.list({ ...list, sourceId: mintId() })).total).toBe(0)
})

it('changes a claim, keeps it findable by its new words only, and refuses an older revision', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, words)
  const changed = await desk.claims.update({
    id: claim.id,
    revision: 1,
    details: { text: 'A grapnel', likelihood: 'likely' },
  })
  expect(changed).toMatchObject({ revision: 2, text: 'A grapnel', likelihood: 'likely', key: claim.key })
  expect(changed.evidence).toEqual(claim.evidence)
  expect((await desk.claims.list({ ...list, query: 'grapnel' })).total).toBe(1)
  expect(await codeOf(desk.claims.update({ id: claim.id, revision: 1, details: { text: 'x' } }))).toBe(
    'conflict',
  )
})

it('removes a claim that nothing cites; its key stays taken', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, words, { key: 'anchor' })
  const memo = await desk.briefings.create({
    header: header('Memo'),
    blocks: [paragraph('One', { type: 'claim', id: claim.id })],
  })
  expect(await codeOf(desk.claims.remove(claim.id, 1))).toBe('not-allowed')
  const [block] = memo.blocks
  if (!block) throw new Error('no block')
  const emptied = { ...paragraph('One'), id: block.id }
  await desk.briefings.save({ briefingId: memo.id, baseRevision: 1, upserts: [emptied], removals: [] })
  await desk.claims.remove(claim.id, 1)
  expect(await codeOf(desk.claims.byKey('anchor'))).toBe('not-found')
  expect((await desk.claims.list({ ...list, query: 'anchor' })).total).toBe(0)
  const place = placeOf(captured.extraction.id, strait, words)
  const again = desk.claims.create({ ...emptyClaimDetails, text: 'x', place, key: 'anchor' })
  expect(await codeOf(again)).toBe('taken')
})

it('links claims, and shows a link from both ends', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const a = await claimOn(desk, captured, strait, words)
  const b = await claimOn(desk, captured, strait, 'One ship lay within two miles')
  const link = await desk.claims.link({ from: a.id, to: b.id, type: 'corroborates', independence: 'unknown' })
  expect(await desk.claims.links(a.id)).toEqual([link])
  expect(await desk.claims.links(b.id)).toEqual([link])
  const self = { from: a.id, to: a.id, type: 'repeats' as const, independence: 'unknown' as const }
  expect(await codeOf(desk.claims.link(self))).toBe('bad-request')
  expect(await codeOf(desk.claims.link({ ...self, to: mintId() }))).toBe('not-found')
  await desk.claims.remove(b.id, 1)
  expect(await desk.claims.links(a.id)).toEqual([])
})
