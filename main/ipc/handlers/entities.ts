import type { entityOperations } from '../../../shared/contract/entities.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { Services } from '../../services.ts'
import { writeWhole } from '../../wholeFile.ts'
import { givenOut, placeFor } from './givenOut.ts'

export function entityHandlers(services: Services): Pick<Handlers, keyof typeof entityOperations> {
  const { libraries } = services
  const library = () => libraries.session().library
  return {
    'sources.list': async (input) => library().sources.list(input),
    'sources.get': async ({ id }) => library().sources.get(id),
    'sources.update': async (input) => library().sources.update(input),
    'sources.remove': async ({ id, revision }) => {
      await library().sources.remove(id, revision)
      return {}
    },
    'sources.read': async ({ sourceId, snapshotId }) => library().sources.read(sourceId, snapshotId),
    'sources.saveOriginal': async ({ sourceId, snapshotId }, { windowId }) => {
      const { originalOf } = await import('../../capture/original.ts')
      const { name, bytes } = await originalOf(library(), sourceId, snapshotId)
      const path = await placeFor(services, windowId, name)
      if (path === null) return { file: null }
      await writeWhole(path, bytes)
      return { file: givenOut(services, path) }
    },
    'claims.list': async (input) => library().claims.list(input),
    'claims.get': async ({ id }) => library().claims.get(id),
    'claims.create': async (input) => library().claims.create(input),
    'claims.update': async (input) => library().claims.update(input),
    'claims.remove': async ({ id, revision }) => {
      await library().claims.remove(id, revision)
      return {}
    },
    'quotes.list': async (input) => library().quotes.list(input),
    'quotes.get': async ({ id }) => library().quotes.get(id),
    'quotes.create': async (input) => library().quotes.create(input),
    'quotes.update': async (input) => library().quotes.update(input),
    'quotes.remove': async ({ id, revision }) => {
      await library().quotes.remove(id, revision)
      return {}
    },
    'speakers.list': async (input) => library().speakers.list(input),
    'speakers.get': async ({ id }) => library().speakers.get(id),
    'speakers.create': async (input) => library().speakers.create(input),
    'speakers.update': async (input) => library().speakers.update(input),
  }
}
