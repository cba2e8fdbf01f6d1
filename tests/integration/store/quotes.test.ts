import { expect, it } from 'vitest'
import { claimOn, codeOf, document, header, library, paragraph, person, quoteOn, strait } from './written.ts'

const list = { query: '', limit: 50, offset: 0 }
const spoken = '“We have asked,” said Ilsa Tarnmoor, “and the answer is nine.”'

it('keeps a quote with its passage as one segment, keyed by surname and words', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
  const quote = await quoteOn(desk, captured, strait, spoken, {
    speakerId: speaker.id,
    groundRule: 'on-record',
    form: 'direct',
    saidOn: '2026-03-11',
  })
  expect(quote.key).toBe('tarnmoor-we-have-asked-said')
  expect(quote.passage.exact).toBe(spoken)
  expect(quote.segments).toEqual([{ start: quote.passage.start, end: quote.passage.end }])
  expect(quote.verification.verdict).toBe('exact')
  expect((await desk.quotes.get(quote.id)).quote).toEqual(quote)
  expect(await desk.quotes.byKey(quote.key)).toEqual(quote)
})

it('lists quotes by their words, their speaker and their source', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
  const quote = await quoteOn(desk, captured, strait, '“We have asked,”', { speakerId: speaker.id })
  await quoteOn(desk, captured, strait, 'Two officials said')
  for (const query of ['tarnm', 'asked', 'we have']) {
    const { items } = await desk.quotes.list({ ...list, query })
    expect(
      items.map(({ id }) => id),
      query,
    ).toEqual([quote.id])
  }
  const { items, total } = await desk.quotes.list({ ...list, sourceId: captured.source.id })
  expect(total).toBe(2)
  expect(items[1]).toMatchObject({
    words: '“We have asked,”',
    speakerName: 'Ilsa Tarnmoor',
    speakerKind: 'person',
    sourceTitle: 'Strait',
    used: 0,
    verdict: 'exact',
  })
})

it('gives an unnamed speaker words only in the source it belongs to', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const other = await desk.sources.capture(document('Elsewhere.'))
  const unnamed = await desk.speakers.create({
    details: {
      kind: 'anonymous',
      name: 'Two officials',
      aliases: [],
      roles: [],
      sourceId: captured.source.id,
    },
  })
  const quote = await quoteOn(desk, captured, strait, 'Two officials said', { speakerId: unnamed.id })
  expect(await codeOf(quoteOn(desk, other, 'Elsewhere.', 'Elsewhere', { speakerId: unnamed.id }))).toBe(
    'not-allowed',
  )
  const elsewhere = await quoteOn(desk, other, 'Elsewhere.', 'Elsewhere')
  const change = { id: elsewhere.id, revision: 1, details: { speakerId: unnamed.id } }
  expect(await codeOf(desk.quotes.update(change))).toBe('not-allowed')
  const named = await desk.quotes.update({
    id: quote.id,
    revision: 1,
    details: { speakerId: null, note: 'who?' },
  })
  expect(named).toMatchObject({ speakerId: null, note: 'who?', revision: 2 })
  expect(await codeOf(desk.quotes.update({ id: quote.id, revision: 1, details: {} }))).toBe('conflict')
})

it('refuses to remove a quote in use and a speaker’s words that are nowhere', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const quote = await quoteOn(desk, captured, strait, 'Two officials said')
  const memo = await desk.briefings.create({
    header: header('Memo'),
    blocks: [paragraph('So', { type: 'quote', id: quote.id })],
  })
  expect(await codeOf(desk.quotes.remove(quote.id, 1))).toBe('not-allowed')
  await desk.briefings.remove(memo.id, 1)
  await desk.quotes.remove(quote.id, 1)
  expect((await desk.quotes.list(list)).total).toBe(0)
  expect(await codeOf(desk.quotes.get(quote.id))).toBe('not-found')
})

it('shows marks of a text in reading order with label, detail and use', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { reliability: 'B' } }))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
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
    credibility: 3,
    modality: 'alleged',
    attribution: 'anonymous',
    speakerId: unnamed.id,
  })
  await quoteOn(desk, captured, strait, spoken, { speakerId: speaker.id, groundRule: 'on-record' })
  await quoteOn(desk, captured, strait, 'Two officials said', { speakerId: unnamed.id, form: 'partial' })
  await desk.briefings.create({
    header: header('M'),
    blocks: [paragraph('x', { type: 'claim', id: claim.id })],
  })
  const marks = await desk.citations.marks(captured.snapshot.id)
  expect(
    marks.map(({ label, detail, unnamed: hidden, used, verdict }) => [label, detail, hidden, used, verdict]),
  ).toEqual([
    ['Ilsa Tarnmoor', 'Direct, on the record', false, 0, 'exact'],
    ['Two officials', 'Partial', true, 0, 'exact'],
    ['the break looked like…', 'Fact, alleged, B3', true, 1, 'exact'],
  ])
  expect((await desk.sources.read(captured.source.id)).marks).toEqual(marks)
})
