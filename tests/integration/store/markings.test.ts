import { expect, it } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import { firstMarkings } from '../../../shared/model/marking.ts'
import { library } from './written.ts'

it('keeps the list of markings in its order, in the file, and begins with the first list', async () => {
  const desk = await library()
  expect(await desk.markings.list()).toEqual(firstMarkings)
  const own = [
    { name: 'OFFEN', portion: '(O)' },
    { name: 'GEHEIM', portion: '(G)' },
    { name: 'TLP:RED', portion: '' },
  ]
  await desk.markings.set(own)
  await expect(desk.markings.set([...own, { name: 'offen', portion: '(X)' }])).rejects.toMatchObject({
    code: 'bad-request',
  })
  const { path } = desk
  await desk.close()
  const again = await openLibrary(path)
  expect(await again.markings.list()).toEqual(own)
  await again.markings.set([])
  expect(await again.markings.list()).toEqual(firstMarkings)
  await again.close()
})
