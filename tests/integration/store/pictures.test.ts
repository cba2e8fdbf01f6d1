import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import type { NewPicture } from '../../../main/store/pictures.ts'
import { createRepairedCopy } from '../../../main/store/repair.ts'
import type { Figure } from '../../../shared/document/figure.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { codeOf, folder, header, library, paragraph } from './written.ts'

const day = 24 * 60 * 60 * 1000

function picture(words: string): NewPicture {
  const bytes = Buffer.from(words.repeat(500))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sha256, mediaType: 'image/png', width: 4, height: 3, bytes }
}
const figure = ({ sha256, mediaType, width, height }: NewPicture): Figure => ({
  type: 'figure',
  id: mintId(),
  picture: { sha256, mediaType, width, height },
  alt: 'What it shows',
  width: 60,
  children: [{ text: 'Caption' }],
})

it('keeps a picture once, gives back its bytes, and says which are here', async () => {
  const desk = await library()
  const strait = picture('strait')
  await desk.pictures.add(strait)
  await desk.pictures.add(strait)
  expect(Buffer.from((await desk.pictures.get(strait.sha256))?.bytes ?? []).equals(strait.bytes)).toBe(true)
  expect(await desk.pictures.get('0'.repeat(64))).toBeNull()
  expect(await desk.pictures.known([strait.sha256, '0'.repeat(64)])).toEqual([
    { sha256: strait.sha256, mediaType: 'image/png', width: 4, height: 3 },
  ])
  expect(await desk.doctor()).toEqual([])
})

it('purges with a briefing the pictures that nothing else shows, also in a kept version', async () => {
  const desk = await library()
  const [own, shared, versioned] = [picture('own'), picture('shared'), picture('versioned')]
  for (const each of [own, shared, versioned]) await desk.pictures.add(each)
  const first = await desk.briefings.create({ header: header('One'), blocks: [figure(own), figure(shared)] })
  const block = figure(versioned)
  const second = await desk.briefings.create({ header: header('Two'), blocks: [figure(shared), block] })
  await desk.versions.name(second.id, 'Before')
  await desk.briefings.save({
    briefingId: second.id,
    baseRevision: second.revision,
    upserts: [],
    removals: [block.id],
    order: second.blocks.slice(0, 1).map(({ id }) => id),
  })
  await desk.purge.run('briefing', first.id, false)
  const left = await desk.pictures.known([own.sha256, shared.sha256, versioned.sha256])
  expect(left.map(({ sha256 }) => sha256).sort()).toEqual([shared.sha256, versioned.sha256].sort())
})

it('takes out what nothing has shown for a month, and nothing sooner', async () => {
  let now = Date.UTC(2031, 0, 1)
  const path = join(await folder(), 'desk.attest')
  const made = await createLibrary(path, { now: () => now })
  const [shown, left] = [picture('shown'), picture('left')]
  await made.pictures.add(shown)
  await made.pictures.add(left)
  await made.briefings.create({ header: header('One'), blocks: [figure(shown)] })
  now += 29 * day
  await made.tidy()
  expect(await made.pictures.known([shown.sha256, left.sha256])).toHaveLength(2)
  await made.close()
  now += 2 * day
  const desk = await openLibrary(path, { now: () => now })
  expect((await desk.doctor()).map(({ kind, what }) => [kind, what.includes(left.sha256)])).toEqual([
    ['orphan', true],
  ])
  await desk.tidy()
  expect((await desk.pictures.known([shown.sha256, left.sha256])).map(({ sha256 }) => sha256)).toEqual([
    shown.sha256,
  ])
  expect(await desk.doctor()).toEqual([])
  await desk.close()
})

it('keeps what a template shows when its briefing is purged, also after a month, until the template goes', async () => {
  let now = Date.UTC(2031, 0, 1)
  const path = join(await folder(), 'desk.attest')
  const made = await createLibrary(path, { now: () => now })
  const crest = picture('crest')
  await made.pictures.add(crest)
  const { id } = await made.briefings.create({
    header: header('One'),
    blocks: [{ ...figure(crest), alt: '', decorative: true }],
  })
  const template = await made.templates.save(id, 'With a crest')
  await made.purge.run('briefing', id, false)
  expect(await made.pictures.known([crest.sha256])).toHaveLength(1)
  await made.close()
  now += 31 * day
  const desk = await openLibrary(path, { now: () => now })
  await desk.tidy()
  expect(await desk.pictures.known([crest.sha256])).toHaveLength(1)
  expect(await desk.doctor()).toEqual([])
  await desk.templates.remove(template.id)
  await desk.close()
  const again = await openLibrary(path, { now: () => now })
  await again.tidy()
  expect(await again.pictures.known([crest.sha256])).toEqual([])
  await again.close()
})

it('tells of changed bytes and of a figure without its picture, and a repair keeps what is whole', async () => {
  const path = join(await folder(), 'desk.attest')
  const made = await createLibrary(path)
  const [whole, changed] = [picture('whole'), picture('changed')]
  await made.pictures.add(whole)
  await made.pictures.add(changed)
  await made.briefings.create({
    header: header('One'),
    blocks: [paragraph('Words'), figure(whole), figure(changed), figure(picture('nowhere'))],
  })
  await made.close()
  const outside = await Connection.open(path, 'read-write')
  await outside.exec(`DROP TRIGGER picture_never_changes;
    UPDATE picture SET bytes = CAST('other' AS BLOB) WHERE sha256 = '${changed.sha256}';
    CREATE TRIGGER picture_never_changes
BEFORE UPDATE OF seq, sha256, media_type, width, height, size, added_at, bytes ON picture
BEGIN SELECT raise(ABORT, 'a picture never changes'); END`)
  await outside.close()
  const desk = await openLibrary(path)
  expect(await codeOf(desk.pictures.get(changed.sha256))).toBe('library-corrupt')
  const kinds = (await desk.doctor()).map(({ kind, what }) => `${kind}: ${what}`)
  expect(kinds.filter((each) => /^checksum: The picture/u.test(each))).toHaveLength(1)
  expect(kinds.filter((each) => /^missing: A figure of briefing one/u.test(each))).toHaveLength(1)
  await desk.close()
  const copy = join(await folder(), 'copy.attest')
  const { items } = await createRepairedCopy(path, copy)
  expect(items.filter(({ type }) => type === 'picture').map(({ kind, label }) => [kind, label])).toEqual([
    ['lost', changed.sha256],
  ])
  const mended = await openLibrary(copy)
  expect((await mended.pictures.known([whole.sha256, changed.sha256])).map(({ sha256 }) => sha256)).toEqual([
    whole.sha256,
  ])
  await mended.close()
})
