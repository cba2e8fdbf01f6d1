import type { Handlers } from '../../../shared/contract/index.ts'
import type { markingOperations } from '../../../shared/contract/markings.ts'
import type { Services } from '../../services.ts'

export function markingHandlers({ libraries }: Services): Pick<Handlers, keyof typeof markingOperations> {
  const library = () => libraries.session().library
  return {
    'markings.list': async () => ({ items: await library().markings.list() }),
    'markings.set': async ({ items }) => {
      await library().markings.set(items)
      return {}
    },
  }
}
