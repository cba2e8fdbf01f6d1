import { expect, it, onTestFinished } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { claimOn, document, header, library, paragraph, quoteOn, strait } from './written.ts'

const text =
  'The Directorate employs nine cable engineers. Boarding engineers adds twelve days. ' +
  'Engineers are few, said Ruane Okellan. “Nobody has asked how many engineers they have.” Nine is the answer.'

async function desk(): Promise<Library> {
  return library()
}
const ask = (on: Library, query: string, briefingId: string | null = null, limit = 20) =>
  on.search.palette({ query, briefingId, limit })
const texts = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).map((item) => item.text)

async function filled() {
  const on = await desk()
  const captured = await on.sources.capture(
    document(text, {
      found: { title: 'Circular 4: marine engineers', publisher: 'Courier', reliability: 'B' },
    }),
  )
  const organization = await on.speakers.create({
    details: { kind: 'organization', name: 'Marine Engineers', aliases: [], roles: [], sourceId: null },
  })
  const okellan = await on.speakers.create({
    details: { kind: 'person', name: 'Ruane Okellan', aliases: [], roles: [], sourceId: null },
  })
  const employs = await claimOn(on, captured, text, 'The Directorate employs nine cable engineers.', {
    credibility: 2,
  })
  const boarding = await claimOn(on, captured, text, 'Boarding engineers adds twelve days.', {
    credibility: 3,
  })
  const few = await claimOn(on, captured, text, 'Engineers are few')
  const nobody = await quoteOn(on, captured, text, '“Nobody has asked how many engineers they have.”', {
    speakerId: okellan.id,
  })
  return { on, captured, organization, okellan, employs, boarding, few, nobody }
}

it('shows claims, quotes, sources and speakers with their grade and verdict', async () => {
  const { on } = await filled()
  const items = await ask(on, 'engineers')
  expect(
    items.map(({ type, text: words, detail, grade, verdict }) => [type, words, detail, grade, verdict]),
  ).toEqual([
    ['claim', 'Engineers are few', 'Fact, asserted. 1 for, 0 against', 'B6', 'exact'],
    ['claim', 'Boarding engineers adds twelve days.', 'Fact, asserted. 1 for, 0 against', 'B3', 'exact'],
    [
      'claim',
      'The Directorate employs nine cable engineers.',
      'Fact, asserted. 1 for, 0 against',
      'B2',
      'exact',
    ],
    ['quote', '“Nobody has asked how many engineers they have.”', 'Ruane Okellan, Courier', 'B', 'exact'],
    ['source', 'Circular 4: marine engineers', 'Courier', 'B', null],
    ['speaker', 'Marine Engineers', 'Organization. 0 quotes', '', null],
  ])
})

it('puts what starts with the typed words before newer matches', async () => {
  const { on } = await filled()
  expect((await texts(on, 'the dir'))[0]).toBe('The Directorate employs nine cable engineers.')
  expect((await texts(on, 'boarding'))[0]).toBe('Boarding engineers adds twelve days.')
})

it('puts what the briefing cites first, once', async () => {
  const { on, employs, nobody } = await filled()
  const briefing = await on.briefings.create({
    header: header('M'),
    blocks: [paragraph('x', { type: 'claim', id: employs.id }, { type: 'quote', id: nobody.id })],
  })
  const items = await ask(on, 'engineers', briefing.id)
  expect(items.map(({ inBriefing }) => inBriefing)).toEqual([true, true, false, false, false, false])
  expect(
    items
      .slice(0, 2)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([employs.id, nobody.id].sort())
  const other = await ask(on, 'engineers')
  expect(other.some(({ inBriefing }) => inBriefing)).toBe(false)

  const block = { ...paragraph('x'), id: briefing.blocks[0]?.id ?? '' }
  await on.briefings.save({ briefingId: briefing.id, baseRevision: 1, upserts: [block], removals: [] })
  expect((await ask(on, 'engineers', briefing.id)).some(({ inBriefing }) => inBriefing)).toBe(false)
})

it('finds a quote by its speaker and anything by its key', async () => {
  const { on, nobody } = await filled()
  expect((await ask(on, 'okel')).map(({ type }) => type)).toEqual(['claim', 'quote', 'speaker'].slice(1))
  expect((await ask(on, nobody.key)).map(({ id }) => id)).toContain(nobody.id)
})

it('gives what was cited and made last for an empty query', async () => {
  const { on, few } = await filled()
  const briefing = await on.briefings.create({
    header: header('M'),
    blocks: [paragraph('x', { type: 'claim', id: few.id })],
  })
  const items = await ask(on, '', briefing.id)
  expect(items[0]).toMatchObject({ id: few.id, inBriefing: true })
  expect(items.map(({ type }) => type)).toEqual([
    'claim',
    'claim',
    'claim',
    'quote',
    'source',
    'speaker',
    'speaker',
  ])
  expect(await ask(on, '  ')).toHaveLength(7)
})

it('leaves each kind a place when one of them has many', async () => {
  const on = await desk()
  const many = Array.from({ length: 30 }, (_, n) => `anchor ${n} lay there.`).join(' ')
  const captured = await on.sources.capture(document(many, { found: { title: 'Anchor report' } }))
  for (let n = 0; n < 30; n++) await claimOn(on, captured, many, `anchor ${n} lay`)
  await quoteOn(on, captured, many, 'anchor 7 lay there.')
  const items = await ask(on, 'anchor', null, 10)
  expect(items).toHaveLength(10)
  expect(items.map(({ type }) => type)).toEqual([...Array(8).fill('claim'), 'quote', 'source'])
  expect(await ask(on, 'anchor', null, 1)).toHaveLength(1)
})

it('finds a last word by its first letter, also among more rows than are looked at', async () => {
  const on = await desk()
  const many = Array.from({ length: 200 }, (_, n) => `anchor number${n} lay there.`).join(' ')
  const captured = await on.sources.capture(document(many, { found: { title: 'Report' } }))
  await claimOn(on, captured, many, 'anchor number0 lay', { text: 'anchor under quay' })
  for (let n = 1; n < 200; n++) await claimOn(on, captured, many, `anchor number${n} lay`)
  expect(await texts(on, 'anchor q')).toEqual(['anchor under quay'])
  expect(await texts(on, 'anchor z')).toEqual([])
  expect((await texts(on, 'anchor l'))[0]).toBe('anchor number199 lay')
  expect(await texts(on, 'under q')).toEqual(['anchor under quay'])
})

it('folds case and diacritics and knows other scripts', async () => {
  const on = await desk()
  const words = 'Über die Meerenge. Пролив закрыт. 海峡は閉鎖された。 مضيق مغلق.'
  const captured = await on.sources.capture(document(words, { found: { title: 'T' } }))
  for (const claim of ['Über die Meerenge.', 'Пролив закрыт.', '海峡は閉鎖された。', 'مضيق مغلق.']) {
    await claimOn(on, captured, words, claim)
  }
  for (const [query, expected] of [
    ['uber', 'Über die Meerenge.'],
    ['ÜBER MEER', 'Über die Meerenge.'],
    ['пролив', 'Пролив закрыт.'],
    ['海峡', '海峡は閉鎖された。'],
    ['مضيق', 'مضيق مغلق.'],
  ] as const) {
    expect(await texts(on, query), query).toEqual([expected])
  }
})

it('does not call words exact that no longer stand where they were marked', async () => {
  const on = await desk()
  const captured = await on.sources.capture(document(strait))
  const claim = await claimOn(on, captured, strait, 'the break looked like an anchor', { text: 'Anchor' })
  expect((await ask(on, 'anchor'))[0]?.verdict).toBe('exact')
  await on.close()
  // No act of Attest can do this; a damaged or doctored file can.
  const raw = await Connection.open(on.path, 'read-write')
  await raw.exec(`DROP TRIGGER extraction_never_changes; UPDATE extraction SET text = 'Moved. ' || text`)
  await raw.close()
  const again = await openLibrary(on.path)
  onTestFinished(() => again.close())
  expect((await ask(again, 'anchor'))[0]?.verdict).toBe('relocated')
  const { claim: moved } = await again.claims.get(claim.id)
  expect(moved.evidence[0]?.verification).toMatchObject({ verdict: 'relocated' })
  const { marks } = await again.sources.read(captured.source.id)
  expect(Array.from(`Moved. ${strait}`).slice(marks[0]?.start, marks[0]?.end).join('')).toBe(
    'the break looked like an anchor',
  )
  const kinds = (await again.doctor()).map(({ kind }) => kind)
  expect(kinds.sort()).toEqual(['checksum', 'index', 'passage', 'schema'])
})
