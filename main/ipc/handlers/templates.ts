import type { Handlers } from '../../../shared/contract/index.ts'
import type { templateOperations } from '../../../shared/contract/templates.ts'
import { blockText } from '../../../shared/document/walk.ts'
import type { Services } from '../../services.ts'

export function templateHandlers({ libraries }: Services): Pick<Handlers, keyof typeof templateOperations> {
  const templates = () => libraries.session().library.templates
  return {
    'templates.list': async () => ({
      items: (await templates().list()).map(({ id, name, header, blocks }) => ({
        id,
        name,
        label: header.label,
        headings: blocks.flatMap((block) => (block.type === 'heading' ? [blockText(block)] : [])),
      })),
    }),
    'templates.save': async ({ briefingId, name }) => ({ id: (await templates().save(briefingId, name)).id }),
    'templates.rename': async ({ id, name }) => {
      await templates().rename(id, name)
      return {}
    },
    'templates.remove': async ({ id }) => {
      await templates().remove(id)
      return {}
    },
  }
}
