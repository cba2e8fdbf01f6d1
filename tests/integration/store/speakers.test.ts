import { expect, it } from 'vitest'
import type { SpeakerDetails } from '../../../shared/model/speaker.ts'
import { claimOn, codeOf, document, library, person, quoteOn, strait } from './written.ts'

const list = { query: '', limit: 50, offset: 0 }
const tarnmoor: SpeakerDetails = {
  kind: 'person',
  name: 'Ilsa Tärnmoor',
  aliases: ['I. Tarnmoor', 'the director'],
  roles: [
    { title: 'Engineer', organization: 'Hollin Cable', from: '2010', to: '2024-08' },
    { title: 'Director', organization: 'Maritime Security Directorate', from: '2024-09', to: null },
  ],
  sourceId: null,
}

it('keeps names, aliases and roles in order', async () => {
  const desk = await library()
  const speaker = await desk.speakers.create({ details: tarnmoor })
  expect(speaker.key).toBe('ilsa-tarnmoor')
  expect(speaker.aliases).toEqual(tarnmoor.aliases)
  expect(speaker.roles.map(({ title, to }) => [title, to])).toEqual([
    ['Engineer', '2024-08'],
    ['Director', null],
  ])
  expect((await desk.speakers.get(speaker.id)).speaker).toEqual(speaker)
  const roles = [...speaker.roles].reverse()
  const changed = await desk.speakers.update({
    id: speaker.id,
    revision: 1,
    details: { ...tarnmoor, aliases: ['Madam Director'], roles },
  })
  expect(changed).toMatchObject({ revision: 2, aliases: ['Madam Director'], roles })
  expect(await codeOf(desk.speakers.update({ id: speaker.id, revision: 1, details: tarnmoor }))).toBe(
    'conflict',
  )
})

it('finds a named speaker by name or alias, and an unnamed one only in its source and as printed', async () => {
  const desk = await library()
  const first = await desk.sources.capture(document('one'))
  const second = await desk.sources.capture(document('two'))
  const speaker = await desk.speakers.create({ details: tarnmoor })
  const describe = (sourceId: string) =>
    desk.speakers.create({
      details: {
        kind: 'anonymous',
        name: 'current and former US officials',
        aliases: [],
        roles: [],
        sourceId,
      },
    })
  const here = await describe(first.source.id)
  const there = await describe(second.source.id)
  expect(here.id).not.toBe(there.id)
  expect(await desk.speakers.find('ilsa  TARNMOOR', null)).toEqual(speaker)
  expect(await desk.speakers.find('The Director', first.source.id)).toEqual(speaker)
  expect(await desk.speakers.find('current and former US officials', first.source.id)).toEqual(here)
  expect(await desk.speakers.find('current and former US officials', second.source.id)).toEqual(there)
  expect(await desk.speakers.find('Current and former US officials', first.source.id)).toBeNull()
  expect(await desk.speakers.find('current and former US officials', null)).toBeNull()
  expect(await desk.speakers.find('Nobody', null)).toBeNull()
})

it('refuses an unnamed speaker without a source, with an unknown one, or moved away from its words', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const other = await desk.sources.capture(document('Elsewhere.'))
  const details: SpeakerDetails = { ...tarnmoor, kind: 'anonymous', aliases: [], roles: [], sourceId: null }
  expect(await codeOf(desk.speakers.create({ details }))).toBe('bad-request')
  const unknown = { ...details, sourceId: '01900000-0000-7000-8000-000000000000' }
  expect(await codeOf(desk.speakers.create({ details: unknown }))).toBe('not-found')
  const named = await person(desk, 'Ilsa Tarnmoor')
  await quoteOn(desk, captured, strait, '“We have asked,”', { speakerId: named.id })
  const moved = { id: named.id, revision: 1, details: { ...details, sourceId: other.source.id } }
  expect(await codeOf(desk.speakers.update(moved))).toBe('not-allowed')
  const hidden = { ...moved, details: { ...details, sourceId: captured.source.id } }
  expect((await desk.speakers.update(hidden)).kind).toBe('anonymous')
})

it('lists by name with counts of quotes and claims, by words and by source', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const zed = await person(desk, 'Zed')
  const speaker = await desk.speakers.create({ details: tarnmoor })
  await quoteOn(desk, captured, strait, '“We have asked,”', { speakerId: speaker.id })
  await claimOn(desk, captured, strait, 'the answer is nine', { speakerId: speaker.id })
  const { items, total } = await desk.speakers.list(list)
  expect(total).toBe(2)
  expect(items.map(({ name, quotes, claims }) => [name, quotes, claims])).toEqual([
    ['Ilsa Tärnmoor', 1, 1],
    ['Zed', 0, 0],
  ])
  expect((await desk.speakers.list({ ...list, query: 'madam' })).total).toBe(0)
  expect((await desk.speakers.list({ ...list, query: 'the direc' })).total).toBe(1)
  const here = await desk.speakers.list({ ...list, sourceId: captured.source.id })
  expect(here.items.map(({ id }) => id)).toEqual([speaker.id])
  expect((await desk.speakers.get(speaker.id)).quotes.map(({ words }) => words)).toEqual(['“We have asked,”'])
  expect((await desk.speakers.get(zed.id)).quotes).toEqual([])
})

it('refuses a role with the id of another role, and writes nothing of the speaker', async () => {
  const desk = await library()
  const first = await desk.speakers.create({ details: tarnmoor })
  const id = '01900000-0000-7000-8000-000000000001'
  const role = { id, title: 'Director', organization: 'Harbour Board', from: null, to: null }
  const second = await desk.speakers.create({
    details: { ...tarnmoor, name: 'Zed', aliases: [], roles: [role] },
  })
  const taken = { ...tarnmoor, name: 'Another', aliases: [], roles: [role] }
  expect(await codeOf(desk.speakers.create({ details: taken }))).toBe('bad-request')
  const twice = { ...taken, roles: [role, role].map((one) => ({ ...one, id: first.id })) }
  expect(await codeOf(desk.speakers.create({ details: twice }))).toBe('bad-request')
  expect(await codeOf(desk.speakers.update({ id: first.id, revision: 1, details: taken }))).toBe(
    'bad-request',
  )
  expect((await desk.speakers.list(list)).total).toBe(2)
  expect((await desk.speakers.update({ id: second.id, revision: 1, details: taken })).roles).toEqual([role])
})
