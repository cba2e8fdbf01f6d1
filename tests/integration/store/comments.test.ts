import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { examineFile } from '../../../main/store/doctorFile.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { createRepairedCopy } from '../../../main/store/repair.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { codeOf, header, library, paragraph } from './written.ts'

/** A clock that goes on by a second at each look, so that an order can be told. */
function ticking(): () => number {
  let at = 1_800_000_000_000
  return () => {
    at += 1000
    return at
  }
}

async function briefed() {
  const desk = await library(ticking())
  const { id } = await desk.briefings.create({ header: header('Permits'), blocks: [paragraph('One line.')] })
  return { desk, id }
}

it('keeps threads with their remarks in order, under the name of who wrote them, over closing', async () => {
  const { desk, id } = await briefed()
  const first = await desk.comments.start(id, '  Is this so?\r\nSince when? ')
  const second = await desk.comments.start(id, 'And this?')
  await desk.author.setName('Ilsa')
  const answered = await desk.comments.reply(first.id, 'Since May.')
  expect(answered.comments.map(({ author, body, own }) => [author, body, own])).toEqual([
    ['Ilsa', 'Is this so?\nSince when?', true],
    ['Ilsa', 'Since May.', true],
  ])
  await desk.close()
  const again = await openLibrary(desk.path)
  const threads = await again.comments.list(id)
  expect(threads.map(({ id: own, comments }) => [own, comments.length])).toEqual([
    [first.id, 2],
    [second.id, 1],
  ])
  expect(await again.doctor()).toEqual([])
  await again.close()
})

it('changes words and says so, resolves, reopens by an answer, and brings back what was deleted', async () => {
  const { desk, id } = await briefed()
  const thread = await desk.comments.start(id, 'Is this so?')
  const [remark] = thread.comments
  const edited = await desk.comments.edit(remark?.id ?? '', 'Is that so?')
  expect(edited.comments[0]?.body).toBe('Is that so?')
  expect(edited.comments[0]?.updatedAt).toBeGreaterThan(remark?.createdAt ?? Number.POSITIVE_INFINITY)
  expect((await desk.comments.resolve(thread.id, true)).resolvedAt).not.toBeNull()
  const answered = await desk.comments.reply(thread.id, 'It is.')
  expect(answered.resolvedAt).toBeNull()
  const reply = answered.comments[1]?.id ?? ''
  expect((await desk.comments.removeReply(reply, true)).comments).toHaveLength(1)
  expect((await desk.comments.removeReply(reply, false)).comments).toHaveLength(2)
  expect(await desk.comments.remove(thread.id, true)).toBe(id)
  expect(await desk.comments.list(id)).toEqual([])
  await desk.comments.remove(thread.id, false)
  expect((await desk.comments.list(id))[0]?.comments).toHaveLength(2)
})

it('refuses what does not fit, and changes nothing', async () => {
  const { desk, id } = await briefed()
  const thread = await desk.comments.start(id, 'Is this so?')
  const first = thread.comments[0]?.id ?? ''
  const before = await desk.comments.list(id)
  expect(() => desk.comments.start(id, ' \n ')).toThrow(expect.objectContaining({ code: 'empty' }))
  expect(await codeOf(desk.comments.start(mintId(), 'Words'))).toBe('not-found')
  expect(await codeOf(desk.comments.reply(mintId(), 'Words'))).toBe('not-found')
  expect(await codeOf(desk.comments.removeReply(first, true))).toBe('not-allowed')
  await desk.close()
  const raw = await Connection.open(desk.path, 'read-write')
  const other = mintId()
  await raw.exec(`INSERT INTO author (id, name, is_local, created_at) VALUES ('${other}', 'Teodor', 0, 1);
    UPDATE comment SET author_id = '${other}'`)
  await raw.close()
  const again = await openLibrary(desk.path)
  expect(await codeOf(again.comments.edit(first, 'Not mine'))).toBe('not-allowed')
  const after = await again.comments.list(id)
  expect(after[0]?.comments[0]).toMatchObject({ author: 'Teodor', own: false, body: 'Is this so?' })
  expect(after[0]?.comments).toHaveLength(before[0]?.comments.length ?? -1)
  await again.close()
})

it('are in a repaired copy, and gone with a briefing that is purged', async () => {
  const { desk, id } = await briefed()
  const thread = await desk.comments.start(id, 'wortpflanz')
  await desk.close()
  const copy = desk.path.replace(/\.attest$/u, ' repaired.attest')
  await createRepairedCopy(desk.path, copy)
  const repaired = await openLibrary(copy)
  expect((await repaired.comments.list(id)).map(({ id: own }) => own)).toEqual([thread.id])
  await repaired.purge.run('briefing', id, false)
  expect(await codeOf(repaired.comments.list(id))).toBe('not-found')
  expect(await repaired.doctor()).toEqual([])
  await repaired.close()
  expect((await examineFile(copy)).length).toBe(0)
  const raw = await Connection.open(copy, 'read-only')
  expect((await raw.run('SELECT count(*) AS n FROM comment')).rows[0]?.n).toBe(0)
  await raw.close()
})
