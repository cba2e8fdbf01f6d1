import { expect, it } from 'vitest'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'
import { mintId, type Target } from '../../../shared/model/identity.ts'
import { claimOn, document, library, person, placeOf, quoteOn, strait } from './written.ts'

it('tells all a chip, a note and a check need of a claim, a quote and a source', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(
    document(strait, {
      found: { title: 'Split over the break: officials', publisher: 'Courier', reliability: 'B' },
    }),
  )
  const speaker = await desk.speakers.create({
    details: {
      kind: 'person',
      name: 'Ilsa Tarnmoor',
      aliases: [],
      roles: [{ title: 'Director', organization: 'Directorate', from: null, to: null }],
      sourceId: null,
    },
  })
  const unnamed = await desk.speakers.create({
    details: {
      kind: 'anonymous',
      name: 'Two officials',
      aliases: [],
      roles: [],
      sourceId: captured.source.id,
    },
  })
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor', {
    text: 'An anchor broke the cable that night',
    speakerId: unnamed.id,
    credibility: 3,
  })
  const quote = await quoteOn(desk, captured, strait, '“We have asked,”', {
    speakerId: speaker.id,
    form: 'partial',
    via: 'a spokesman',
    saidOn: '2026-03-10',
  })
  const targets: Target[] = [
    { type: 'source', id: captured.source.id },
    { type: 'quote', id: quote.id },
    { type: 'claim', id: claim.id },
    { type: 'claim', id: mintId() },
    { type: 'quote', id: quote.id },
  ]
  const [source, cited, stated, ...rest] = await desk.citations.describe(targets)
  expect(rest).toEqual([])
  const snapshot = {
    id: captured.snapshot.id,
    sha256: captured.snapshot.sha256,
    capturedAt: captured.snapshot.capturedAt,
    extractionId: captured.extraction.id,
    superseded: false,
  }
  expect(source).toMatchObject({
    target: targets[0],
    label: 'Split over the break',
    text: 'Split over the break: officials',
    snapshot,
    passage: null,
    verification: null,
    source: { reliability: 'B', status: 'current', publisher: 'Courier' },
  })
  expect(cited).toMatchObject({
    label: 'Tarnmoor',
    text: '“We have asked,”',
    snapshot,
    speaker: { name: 'Ilsa Tarnmoor', role: 'Director, Directorate', kind: 'person' },
    quote: { form: 'partial', via: 'a spokesman', saidOn: '2026-03-10' },
    claim: null,
    verification: { verdict: 'exact' },
    passage: { before: 'The line failed at 03:52. 🙂 ', exact: '“We have asked,”', page: null },
  })
  const after = Array.from(strait.slice(strait.indexOf('“We have asked,”') + '“We have asked,”'.length))
  expect(cited?.passage?.after).toBe(after.slice(0, 160).join(''))
  expect(stated).toMatchObject({
    label: 'An anchor broke the…',
    key: 'an-anchor-broke-the-cable',
    speaker: { name: 'Two officials', kind: 'anonymous' },
    claim: { kind: 'fact', modality: 'asserted', credibility: 3 },
    quote: null,
  })
})

it('says when a newer capture exists, and describes the source by the newest', async () => {
  const desk = await library()
  const url = 'https://example.org/a'
  const first = await desk.sources.capture(document(strait, { found: { url } }))
  const claim = await claimOn(desk, first, strait, 'the break looked like an anchor')
  const second = await desk.sources.capture(document(`${strait} Corrected.`, { found: { url } }))
  const [stated, source] = await desk.citations.describe([
    { type: 'claim', id: claim.id },
    { type: 'source', id: first.source.id },
  ])
  expect(stated?.snapshot).toMatchObject({ id: first.snapshot.id, superseded: true })
  expect(source?.snapshot).toMatchObject({ id: second.snapshot.id, superseded: false })
})

it('leaves out what was removed, and finds keys whatever their case', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor', { key: 'anchor' })
  const gone = await claimOn(desk, captured, strait, 'One ship lay within two miles', { key: 'ship' })
  await person(desk, 'Ilsa Tarnmoor')
  await desk.claims.remove(gone.id, 1)
  const found = await desk.citations.resolveKeys([
    'Anchor',
    'anchor',
    'strait',
    'ship',
    'nothing',
    'ilsa-tarnmoor',
    '',
  ])
  expect(found).toEqual([
    { key: 'Anchor', target: { type: 'claim', id: claim.id } },
    { key: 'anchor', target: { type: 'claim', id: claim.id } },
    { key: 'strait', target: { type: 'source', id: captured.source.id } },
  ])
  expect(await desk.citations.describe([{ type: 'claim', id: gone.id }])).toEqual([])
})

it('describes a passage in a text too long for SQLite to cut', async () => {
  const desk = await library()
  const filler = '🙂 nothing happened. '.repeat(15_000)
  const text = `${filler}${strait} ${filler}`
  const captured = await desk.sources.capture(document(text))
  const claim = await claimOn(desk, captured, text, 'the break looked like an anchor')
  expect(claim.evidence[0]?.verification.verdict).toBe('exact')
  const [stated] = await desk.citations.describe([{ type: 'claim', id: claim.id }])
  expect(stated?.passage?.before.endsWith('Two officials said ')).toBe(true)
  expect(Array.from(stated?.passage?.before ?? '').length).toBe(160)
})

it('walks every live passage once, in pages', async () => {
  const desk = await library()
  const text = Array.from({ length: 600 }, (_, n) => `Statement number ${n} stands here.`).join(' ')
  const captured = await desk.sources.capture(document(text))
  const made = []
  for (let n = 0; n < 600; n++) {
    const place = placeOf(captured.extraction.id, text, `Statement number ${n} stands`)
    made.push((await desk.claims.create({ ...emptyClaimDetails, text: `number ${n}`, place })).key)
  }
  const quote = await quoteOn(desk, captured, text, 'number 17 stands')
  const walked = []
  for await (const { type, key, extractionId, selector } of desk.passages()) {
    expect(extractionId).toBe(captured.extraction.id)
    walked.push([type, key, selector?.exact.startsWith(type === 'claim' ? 'Statement' : 'number')])
  }
  expect(walked).toEqual([...made.map((key) => ['claim', key, true]), ['quote', quote.key, true]])
})
