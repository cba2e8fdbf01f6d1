import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { type Block, documentVersion } from '../../../shared/document/block.ts'
import { newBriefing, type TemplateName, templateNames } from '../../../shared/document/templates.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { claimOn, codeOf, document, header, library, paragraph, quoteOn, strait } from './written.ts'

const idsOf = (blocks: readonly Block[]) => blocks.map(({ id }) => id)
const textOf = (block: Block | undefined) =>
  block?.type === 'paragraph' ? block.children.map((node) => ('text' in node ? node.text : '')).join('') : ''

async function memo(desk: Library, count: number): Promise<OpenBriefing> {
  const blocks = Array.from({ length: count }, (_, at) => paragraph(`paragraph ${at}`))
  return desk.briefings.create({ header: header('Strait permits'), blocks })
}

const edited = (block: Block | undefined, text: string): Block => ({
  ...paragraph(text),
  id: block?.id ?? '',
})

it('creates from every template and gives back what was given', async () => {
  const desk = await library()
  for (const template of Object.keys(templateNames) as TemplateName[]) {
    const given = newBriefing(template, `Permits: ${template}`, '2026-03-15')
    const made = await desk.briefings.create(given)
    expect(made).toMatchObject({ ...given, revision: 1, key: `permits-${template}` })
    expect(await desk.briefings.get(made.id)).toEqual(made)
    expect(await desk.briefings.byKey(made.key)).toEqual(made)
  }
  expect((await desk.briefings.list()).map(({ header: { subject } }) => subject)[0]).toBe('Permits: blank')
})

it('saves one block, and the change is there after reopening', async () => {
  const desk = await library()
  const briefing = await memo(desk, 3)
  const saved = await desk.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: [edited(briefing.blocks[1], 'changed')],
    removals: [],
  })
  expect(saved.revision).toBe(2)
  await desk.close()
  const again = await openLibrary(desk.path)
  const { blocks, revision } = await again.briefings.get(briefing.id)
  await again.close()
  expect(revision).toBe(2)
  expect(blocks.map(textOf)).toEqual(['paragraph 0', 'changed', 'paragraph 2'])
})

it('adds, removes and moves blocks and changes the head in one save', async () => {
  const desk = await library()
  const briefing = await memo(desk, 5)
  const [a, b, c, d, e] = idsOf(briefing.blocks)
  const added = paragraph('new')
  const order = [e, a, added.id, d, b].map((id) => id ?? '')
  await desk.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: [added, edited(briefing.blocks[3], 'fourth')],
    removals: [c ?? ''],
    order,
    header: header('Another subject'),
  })
  const now = await desk.briefings.get(briefing.id)
  expect(idsOf(now.blocks)).toEqual(order)
  expect(now.blocks.map(textOf)).toEqual(['paragraph 4', 'paragraph 0', 'new', 'fourth', 'paragraph 1'])
  expect(now.header.subject).toBe('Another subject')
  expect(await desk.doctor()).toEqual([])
})

it('refuses a save based on an older revision and writes nothing of it', async () => {
  const desk = await library()
  const briefing = await memo(desk, 2)
  const save = (text: string) =>
    desk.briefings.save({
      briefingId: briefing.id,
      baseRevision: 1,
      upserts: [edited(briefing.blocks[0], text)],
      removals: [],
    })
  const [first, second] = await Promise.all([codeOf(save('mine')), codeOf(save('theirs'))])
  expect([first, second]).toEqual([null, 'conflict'])
  expect(textOf((await desk.briefings.get(briefing.id)).blocks[0])).toBe('mine')
})

it('writes nothing when nothing changed', async () => {
  const desk = await library()
  const briefing = await memo(desk, 2)
  const saved = await desk.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: [],
    removals: [],
  })
  expect(saved.revision).toBe(1)
})

it('refuses a save that does not fit the blocks there are', async () => {
  const desk = await library()
  const briefing = await memo(desk, 3)
  const [a = '', b = '', c = ''] = idsOf(briefing.blocks)
  const added = paragraph('new')
  const base = { briefingId: briefing.id, baseRevision: 1, upserts: [], removals: [] }
  const bad = {
    'new block, no order': { ...base, upserts: [added] },
    'order lacks one': { ...base, order: [a, b] },
    'order has a stranger': { ...base, order: [a, b, c, added.id] },
    'order names one twice': { ...base, order: [a, b, b] },
    'order names a removed one': { ...base, removals: [a], order: [a, b, c] },
    'changed and removed': { ...base, upserts: [edited(briefing.blocks[0], 'x')], removals: [a] },
    'changed twice': { ...base, upserts: [edited(briefing.blocks[0], 'x'), edited(briefing.blocks[0], 'y')] },
    'no block at all': { ...base, upserts: [{ type: 'paragraph', id: a } as unknown as Block] },
  }
  for (const [why, change] of Object.entries(bad)) {
    expect(await codeOf(desk.briefings.save(change)), why).toBe('bad-request')
  }
  expect(await codeOf(desk.briefings.save({ ...base, briefingId: mintId() }))).toBe('not-found')
  expect(await desk.briefings.get(briefing.id)).toEqual(briefing)
  const twice = [paragraph('x'), { ...paragraph('y') }]
  if (twice[0] && twice[1]) twice[1].id = twice[0].id
  expect(await codeOf(desk.briefings.create({ header: header('x'), blocks: twice }))).toBe('bad-request')
  expect((await desk.counts()).briefings).toBe(1)
})

it('keeps order through a thousand blocks typed into one gap', async () => {
  const desk = await library()
  const briefing = await memo(desk, 2)
  let order = idsOf(briefing.blocks)
  let revision = 1
  for (let n = 0; n < 300; n++) {
    const block = paragraph(`typed ${n}`)
    // Always before the one typed last: the ranks have to squeeze in.
    order = [order[0] ?? '', block.id, ...order.slice(1)]
    const saved = await desk.briefings.save({
      briefingId: briefing.id,
      baseRevision: revision,
      upserts: [block],
      removals: [],
      order,
    })
    revision = saved.revision
  }
  expect(idsOf((await desk.briefings.get(briefing.id)).blocks)).toEqual(order)
  await desk.tidy()
  expect(idsOf((await desk.briefings.get(briefing.id)).blocks)).toEqual(order)
})

it('follows every citation and quotation of a block in its usage, in the same save', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const quote = await quoteOn(desk, captured, strait, '“We have asked,”')
  const cited = { revision: 1, sha256: captured.snapshot.sha256 }
  const item = { target: { type: 'quote' as const, id: quote.id }, cited }
  const inList = paragraph('in a list', { type: 'claim', id: claim.id })
  const blocks: Block[] = [
    {
      type: 'list',
      id: mintId(),
      ordered: false,
      children: [{ type: 'list-item', id: mintId(), children: [inList] }],
    },
    {
      type: 'quotation-block',
      id: mintId(),
      target: item.target,
      cited,
      citation: { id: mintId(), items: [item] },
      children: [{ text: 'We have asked' }],
    },
    {
      type: 'paragraph',
      id: mintId(),
      children: [
        { text: 'She said ' },
        {
          type: 'quotation',
          id: mintId(),
          target: item.target,
          cited,
          children: [{ text: 'We have asked' }],
        },
        { text: '.' },
      ],
    },
  ]
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
  const usage = async (type: 'claim' | 'quote', id: string) =>
    (await desk.citations.usage({ type, id })).map(({ blockId, words }) => [blockId, words])
  expect(await usage('claim', claim.id)).toEqual([[blocks[0]?.id, 'in a list']])
  expect(await usage('quote', quote.id)).toEqual([
    [blocks[1]?.id, '“We have asked”'],
    [blocks[2]?.id, 'She said “We have asked”.'],
  ])
  await desk.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: [edited(blocks[2], 'nothing')],
    removals: [blocks[0]?.id ?? ''],
    order: [blocks[1]?.id ?? '', blocks[2]?.id ?? ''],
  })
  expect(await usage('claim', claim.id)).toEqual([])
  expect(await usage('quote', quote.id)).toEqual([[blocks[1]?.id, '“We have asked”']])
})

it('tells only of the briefing when typing changes no citation, and of what is cited when it does', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const briefing = await memo(desk, 2)
  const heard: string[][] = []
  desk.onChange((types) => heard.push([...types].sort()))
  const save = (baseRevision: number, block: Block) =>
    desk.briefings.save({ briefingId: briefing.id, baseRevision, upserts: [block], removals: [] })
  await save(1, edited(briefing.blocks[0], 'typed'))
  await save(2, { ...paragraph('typed', { type: 'claim', id: claim.id }), id: briefing.blocks[0]?.id ?? '' })
  expect(heard).toEqual([['briefing'], ['briefing', 'claim']])
})

it('keeps blocks of a newer document and blocks that are damaged as they are, and writes them back unchanged', async () => {
  const desk = await library()
  const briefing = await memo(desk, 3)
  const [first, second, third] = briefing.blocks
  await desk.close()
  const raw = await Connection.open(desk.path, 'read-write')
  const newer = { type: 'hologram', id: first?.id, depth: 3 }
  await raw.run(
    'UPDATE block SET json = ?, version = ? WHERE id = ?',
    [JSON.stringify(newer), documentVersion + 1, first?.id],
    false,
  )
  await raw.exec(
    `PRAGMA ignore_check_constraints = ON; UPDATE block SET json = '{"type":"par' WHERE id = '${second?.id}'`,
  )
  await raw.close()

  const again = await openLibrary(desk.path)
  const opened = await again.briefings.get(briefing.id)
  expect(opened.blocks.map(({ type, id }) => [type, id])).toEqual([
    ['unknown', first?.id],
    ['unknown', second?.id],
    ['paragraph', third?.id],
  ])
  expect(opened.blocks[0]).toMatchObject({ original: newer })
  expect(opened.blocks[1]).toMatchObject({ original: '{"type":"par' })
  await again.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: opened.blocks,
    removals: [],
    order: [...idsOf(opened.blocks)].reverse(),
  })
  const version = await again.versions.name(briefing.id, 'kept')
  expect((await again.versions.get(version.id)).briefing.blocks).toEqual(
    (await again.briefings.get(briefing.id)).blocks,
  )
  await again.close()
  const after = await Connection.open(desk.path, 'read-only')
  const { rows } = await after.run('SELECT id, json, version FROM block ORDER BY rank')
  await after.close()
  expect(rows).toMatchObject([
    { id: third?.id, version: documentVersion },
    { id: second?.id, json: '{"type":"par' },
    { id: first?.id, json: JSON.stringify(newer), version: documentVersion + 1 },
  ])
})

it('removes a briefing and frees what it cited', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const blocks = [paragraph('x', { type: 'claim', id: claim.id })]
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
  expect(await codeOf(desk.briefings.remove(briefing.id, 2))).toBe('conflict')
  await desk.briefings.remove(briefing.id, 1)
  expect(await desk.briefings.list()).toEqual([])
  expect(await codeOf(desk.briefings.get(briefing.id))).toBe('not-found')
  const late = { briefingId: briefing.id, baseRevision: 2, upserts: blocks, removals: [] }
  expect(await codeOf(desk.briefings.save(late))).toBe('not-found')
  expect(await desk.citations.usage({ type: 'claim', id: claim.id })).toEqual([])
})

it('lets one window write to a briefing', async () => {
  const desk = await library()
  const { id } = await memo(desk, 1)
  const { id: other } = await memo(desk, 1)
  expect(desk.briefings.acquire(id, 'left')).toBe(true)
  expect(desk.briefings.acquire(id, 'left')).toBe(true)
  expect(desk.briefings.acquire(id, 'right')).toBe(false)
  expect(desk.briefings.leasedTo(id)).toBe('left')
  desk.briefings.release(id, 'right')
  expect(desk.briefings.leasedTo(id)).toBe('left')
  expect(desk.briefings.acquire(other, 'left')).toBe(true)
  desk.briefings.releaseWindow('left')
  expect([desk.briefings.leasedTo(id), desk.briefings.leasedTo(other)]).toEqual([null, null])
  expect(desk.briefings.acquire(id, 'right')).toBe(true)
})

it('records releases', async () => {
  const desk = await library()
  const briefing = await memo(desk, 1)
  const release = {
    briefingId: briefing.id,
    revision: 1,
    format: 'pdf',
    fileName: 'memo.pdf',
    sha256: 'a'.repeat(64),
    bytes: 12,
    pages: 1,
  }
  const added = await desk.releases.add({ ...release, citations: [{ n: 1 }], findings: [] })
  expect(added).toMatchObject(release)
  expect(await desk.releases.list(briefing.id)).toEqual([added])
  const stranger = { ...release, briefingId: mintId(), citations: [], findings: [] }
  expect(await codeOf(desk.releases.add(stranger))).toBe('not-found')
})
