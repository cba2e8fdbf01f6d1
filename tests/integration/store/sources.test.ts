import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { claimOn, codeOf, document, header, library, paragraph, person, quoteOn, strait } from './written.ts'

const list = { query: '', limit: 50, offset: 0 }

it('keeps a captured document: bytes, text and what was found in it', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(
    document(strait, {
      encoding: 'utf-8',
      found: {
        title: 'The cable',
        publisher: 'Courier',
        url: 'https://example.org/cable',
        issued: '2026-03-11',
      },
    }),
  )
  expect(captured.status).toBe('imported')
  expect(captured.source).toMatchObject({
    key: 'the-cable',
    confirmed: false,
    publisher: 'Courier',
    reliability: 'F',
  })
  expect(captured.extraction.codePoints).toBe(Array.from(strait).length)
  const bytes = await desk.sources.bytes(captured.snapshot.id)
  expect(Buffer.from(bytes).toString('utf8')).toBe(strait)
  const read = await desk.sources.read(captured.source.id)
  expect(read.text).toBe(strait)
  expect(await desk.counts()).toEqual({ sources: 1, claims: 0, quotes: 0, speakers: 0, briefings: 0 })
})

it('leaves out what was found but does not fit, rather than refusing the document', async () => {
  const desk = await library()
  const { source } = await desk.sources.capture(
    document(strait, { found: { title: 'T', issued: 'last Tuesday', url: 'javascript:alert(1)' } }),
  )
  expect(source).toMatchObject({ title: 'T', issued: null, url: '' })
})

it('names a source after its file when it has no title, and numbers equal keys', async () => {
  const desk = await library()
  const first = await desk.sources.capture(document('one', { fileName: 'Über Note.txt' }))
  const second = await desk.sources.capture(document('two', { fileName: 'Über Note.txt' }))
  const third = await desk.sources.capture(document('three', { fileName: 'Über Note.txt' }))
  expect([first, second, third].map(({ source }) => source.key)).toEqual([
    'uber-note',
    'uber-note-2',
    'uber-note-3',
  ])
})

it('recognises the same bytes', async () => {
  const desk = await library()
  const first = await desk.sources.capture(document(strait))
  const again = await desk.sources.capture(document(strait, { fileName: 'other name.txt' }))
  expect(again).toMatchObject({ status: 'duplicate', source: { id: first.source.id } })
  expect(await desk.sources.bySha256(first.snapshot.sha256)).toMatchObject({
    snapshot: { id: first.snapshot.id },
  })
  expect(await desk.sources.bySha256('0'.repeat(64))).toBeNull()
  expect((await desk.counts()).sources).toBe(1)
})

it('makes a new capture of the same address a snapshot that supersedes the one before', async () => {
  const desk = await library()
  const url = 'http://Example.org/cable?utm_source=mail&page=2#top'
  const first = await desk.sources.capture(document('The line failed.', { found: { url } }))
  const second = await desk.sources.capture(
    document('The line failed twice.', { found: { url: 'https://example.org/cable?page=2' } }),
  )
  const other = await desk.sources.capture(
    document('Another page.', { found: { url: 'https://example.org/cable?page=3' } }),
  )
  expect(second.status).toBe('new-capture')
  expect(second.source.id).toBe(first.source.id)
  expect(other.status).toBe('imported')
  const { snapshots } = await desk.sources.get(first.source.id)
  expect(snapshots.map(({ id, supersededBy }) => [id, supersededBy])).toEqual([
    [second.snapshot.id, null],
    [first.snapshot.id, second.snapshot.id],
  ])
  expect((await desk.sources.read(first.source.id)).text).toBe('The line failed twice.')
  expect((await desk.sources.read(first.source.id, first.snapshot.id)).text).toBe('The line failed.')
})

it('never changes captured bytes, text or a snapshot, whoever asks', async () => {
  const desk = await library()
  const { snapshot } = await desk.sources.capture(document(strait))
  await desk.close()
  const raw = await Connection.open(desk.path, 'read-write')
  const refused = [
    `UPDATE snapshot_bytes SET bytes = x'00'`,
    `UPDATE snapshot SET sha256 = '${'0'.repeat(64)}'`,
    `UPDATE extraction SET text = 'other'`,
    `UPDATE history SET act = 'other'`,
  ]
  for (const sql of refused) await expect(raw.exec(sql), sql).rejects.toThrow(/never change|only added/u)
  expect(await raw.value('SELECT sha256 FROM snapshot')).toBe(snapshot.sha256)
  await raw.close()
})

it('refuses a text that would not come back as it went in', async () => {
  const desk = await library()
  for (const text of ['a\0b', 'a\r\nb', 'a\uD800b']) {
    expect(await codeOf(desk.sources.capture(document(text))), JSON.stringify(text)).toBe('damaged')
  }
  expect((await desk.counts()).sources).toBe(0)
})

it('takes a document of 64 MiB', async () => {
  const desk = await library()
  const bytes = Buffer.alloc(64 * 1024 * 1024, 'The line failed at four in the morning. ')
  const captured = await desk.sources.capture(document('The line failed.', { bytes }))
  const back = Buffer.from(await desk.sources.bytes(captured.snapshot.id))
  expect(back.equals(bytes)).toBe(true)
})

it('changes details, confirms them, and refuses a change based on an older revision', async () => {
  const desk = await library()
  const { source } = await desk.sources.capture(document(strait, { found: { title: 'Cable' } }))
  const changed = await desk.sources.update({
    id: source.id,
    revision: 1,
    details: { title: 'The cable', reliability: 'B', authors: [{ family: 'Astrell', given: 'Wenna' }] },
    key: 'courier-cable',
  })
  expect(changed).toMatchObject({ revision: 2, title: 'The cable', reliability: 'B', confirmed: true })
  expect(await desk.sources.byKey('courier-cable')).toEqual(changed)
  expect(await codeOf(desk.sources.byKey('cable'))).toBe('not-found')
  expect(await codeOf(desk.sources.update({ id: source.id, revision: 1, details: { title: 'Mine' } }))).toBe(
    'conflict',
  )
  expect(await codeOf(desk.sources.update({ id: source.id, revision: 2, details: { issued: 'May' } }))).toBe(
    'bad-request',
  )
  const withdrawn = await desk.sources.update({
    id: source.id,
    revision: 2,
    details: {},
    status: 'withdrawn',
  })
  expect(withdrawn).toMatchObject({ status: 'withdrawn', revision: 3 })
})

it('keeps keys unique across kinds', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Cable' } }))
  await person(desk, 'Cable')
  const speaker = await desk.speakers.byKey('cable-2')
  expect(speaker.name).toBe('Cable')
  const { id } = captured.source
  expect(await codeOf(desk.sources.update({ id, revision: 1, details: {}, key: 'cable-2' }))).toBe('taken')
  expect(await codeOf(desk.sources.update({ id, revision: 1, details: {}, key: 'No Key!' }))).toBe(
    'bad-request',
  )
})

it('finds sources by title, author, key and the words of their text', async () => {
  const desk = await library()
  const { source } = await desk.sources.capture(
    document(strait, { found: { title: 'Küstenbericht', authors: [{ literal: 'Port Authority' }] } }),
  )
  await desk.sources.capture(document('Nothing of the kind.', { found: { title: 'Weather' } }))
  for (const query of ['kustenb', 'port auth', 'anchor', 'kustenbericht', 'LINE fail']) {
    const { items, total } = await desk.sources.list({ ...list, query })
    expect(
      items.map(({ id }) => id),
      query,
    ).toEqual([source.id])
    expect(total).toBe(1)
  }
  await desk.sources.update({ id: source.id, revision: 1, details: { title: 'Coast report' } })
  expect((await desk.sources.list({ ...list, query: 'Küstenb' })).total).toBe(1) // its key
  expect((await desk.sources.list({ ...list, query: 'coast' })).total).toBe(1)
  expect((await desk.sources.list({ ...list, query: '"' })).total).toBe(0)
})

it('counts claims, quotes and citing blocks of each source, page by page', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  await desk.sources.capture(document('empty', { found: { title: 'Other' } }))
  const claim = await claimOn(desk, captured, strait, 'The line failed at 03:52.')
  const quote = await quoteOn(desk, captured, strait, '“We have asked,”')
  await desk.briefings.create({
    header: header('Memo'),
    blocks: [
      paragraph('One', { type: 'claim', id: claim.id }, { type: 'quote', id: quote.id }),
      paragraph('Two', { type: 'source', id: captured.source.id }),
    ],
  })
  const { items, total } = await desk.sources.list(list)
  expect(total).toBe(2)
  expect(items.map(({ title, claims, quotes, used }) => [title, claims, quotes, used])).toEqual([
    ['Other', 0, 0, 0],
    ['Strait', 1, 1, 2],
  ])
  const second = await desk.sources.list({ ...list, limit: 1, offset: 1 })
  expect([second.items[0]?.title, second.total]).toEqual(['Strait', 2])
  const { usage } = await desk.sources.get(captured.source.id)
  expect(usage.map(({ words }) => words).sort()).toEqual(['One', 'One', 'Two'])
})

it('removes a source with what is only in it, unless it is cited, and takes it back when captured again', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const { source } = captured
  const unnamed = await desk.speakers.create({
    details: { kind: 'anonymous', name: 'Two officials', aliases: [], roles: [], sourceId: source.id },
  })
  const quote = await quoteOn(desk, captured, strait, 'Two officials said', { speakerId: unnamed.id })
  const claim = await claimOn(desk, captured, strait, 'The line failed at 03:52.')
  const memo = await desk.briefings.create({
    header: header('Memo'),
    blocks: [paragraph('One', { type: 'claim', id: claim.id })],
  })
  expect(await codeOf(desk.sources.remove(source.id, 1))).toBe('not-allowed')
  await desk.briefings.remove(memo.id, memo.revision)
  expect(await codeOf(desk.sources.remove(source.id, 7))).toBe('conflict')
  await desk.sources.remove(source.id, 1)
  expect(await desk.counts()).toEqual({ sources: 0, claims: 0, quotes: 0, speakers: 0, briefings: 0 })
  expect(await codeOf(desk.sources.get(source.id))).toBe('not-found')
  expect(await codeOf(desk.claims.get(claim.id))).toBe('not-found')
  expect(await codeOf(desk.quotes.get(quote.id))).toBe('not-found')
  expect((await desk.search.palette({ query: 'strait', briefingId: null, limit: 20 })).length).toBe(0)
  expect(await desk.sources.bySha256(captured.snapshot.sha256)).toBeNull()
  const back = await desk.sources.capture(document(strait))
  expect(back).toMatchObject({ status: 'imported', source: { id: source.id, revision: 3 } })
  expect(await desk.doctor()).toEqual([])
})

it('tells listeners what changed, once the change is on the disk', async () => {
  const desk = await library()
  const heard: string[][] = []
  const stop = desk.onChange((types) => heard.push(types))
  await desk.sources.capture(document(strait))
  expect(await codeOf(desk.sources.capture(document('a\0')))).toBe('damaged')
  expect(heard).toEqual([['source']])
  stop()
  await desk.sources.capture(document('more'))
  expect(heard.length).toBe(1)
})
