import type { Handlers } from '../../../shared/contract/index.ts'
import { preferencesSchema, type settingsOperations } from '../../../shared/contract/settings.ts'
import type { Services } from '../../services.ts'

export function settingsHandlers({
  host,
  libraries,
  settings,
}: Services): Pick<Handlers, keyof typeof settingsOperations> {
  return {
    'settings.get': async () => preferencesSchema.parse(settings.get()),
    'settings.set': async (change) => {
      if (change.theme !== undefined) host.themed(change.theme)
      await settings.set(change)
      if (change.keyMap !== undefined || change.ownKeys !== undefined) host.keyed(settings.get())
      return {}
    },
    'library.author': async () => ({ name: await libraries.session().library.author.name() }),
    'library.setAuthor': async ({ name }) => {
      await libraries.session().library.author.setName(name)
      host.emit('comments.changed', { briefingId: null })
      return {}
    },
    'app.commands': async ({ enabled }, { windowId }) => {
      host.commands(windowId, enabled)
      return {}
    },
  }
}
