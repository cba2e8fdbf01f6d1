import { expect, it } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { header, library, paragraph } from './written.ts'

it('keeps a person’s own templates in the file, by name, until they are removed', async () => {
  const desk = await library()
  const heading = {
    type: 'heading' as const,
    id: mintId(),
    level: 1 as const,
    children: [{ text: 'Outlook' }],
  }
  const { id } = await desk.briefings.create({
    header: header('Memo'),
    blocks: [heading, paragraph('Nobody may read this twice.')],
  })
  const flash = await desk.templates.save(id, ' Flash note ')
  const weekly = await desk.templates.save(id, 'A weekly')
  await desk.templates.rename(weekly.id, 'Weekly')
  const { path } = desk
  await desk.close()

  const again = await openLibrary(path)
  const kept = await again.templates.list()
  expect(kept.map(({ name }) => name)).toEqual(['Flash note', 'Weekly'])
  expect(JSON.stringify(kept)).not.toContain('Nobody may read')
  expect((await again.templates.get(flash.id)).blocks.map(({ type }) => type)).toEqual([
    'heading',
    'paragraph',
  ])
  await again.templates.remove(flash.id)
  expect((await again.templates.list()).map(({ name }) => name)).toEqual(['Weekly'])
  for (const act of [again.templates.get(flash.id), again.templates.remove(flash.id)])
    await expect(act).rejects.toMatchObject({ code: 'not-found' })
  await expect(again.templates.rename(flash.id, 'x')).rejects.toMatchObject({ code: 'not-found' })
  await expect(again.templates.save(mintId(), 'x')).rejects.toMatchObject({ code: 'not-found' })
  await again.close()
})
