import { basename } from 'node:path'
import type { briefingOperations } from '../../../shared/contract/briefings.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { fromTemplate } from '../../../shared/document/ownTemplate.ts'
import { newBriefing } from '../../../shared/document/templates.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import type { Services } from '../../services.ts'
import { checkBriefing } from '../../verify/checker.ts'
import { writeWhole } from '../../wholeFile.ts'
import { fileName, startExport } from './export.ts'

export function briefingHandlers(services: Services): Pick<Handlers, keyof typeof briefingOperations> {
  const { libraries, settings, host, downloads } = services
  const library = () => libraries.session().library

  /** A window that may not write must not: its save would end another window's undo history. */
  const mustLease = (id: Id, windowId: string) => {
    if (library().briefings.acquire(id, windowId)) return
    throw new AttestError(
      'busy',
      'This briefing is open for writing in another window.',
      'Close it there, or go on reading here; what you see is not changed.',
    )
  }

  return {
    'briefings.list': async () => ({ items: await library().briefings.list() }),
    'briefings.create': async ({ template, own, subject, date }) => {
      if (own !== undefined) {
        const chosen = await library().templates.get(own)
        return library().briefings.create(fromTemplate(chosen, subject, date))
      }
      const { header, blocks } = newBriefing(template, subject, date)
      const { paper, language } = settings.get()
      return library().briefings.create({ header: { ...header, paper, language }, blocks })
    },
    'briefings.open': async ({ id }, { windowId }) => {
      const briefing = await library().briefings.get(id)
      return { briefing, lease: library().briefings.acquire(id, windowId) }
    },
    'briefings.release': async ({ id }, { windowId }) => {
      if (library().briefings.release(id, windowId)) host.emit('briefing.freed', { briefingId: id })
      return {}
    },
    'briefings.save': async (change, { windowId }) => {
      mustLease(change.briefingId, windowId)
      const saved = await library().briefings.save(change)
      host.emit('briefing.saved', { briefingId: change.briefingId, revision: saved.revision })
      return saved
    },
    'briefings.rescue': async ({ header, blocks, keys }, { windowId }) => {
      const entities = new Map(Object.entries(keys).map(([target, key]) => [target, { key }]))
      const { writeMarkdown } = await import('../../../shared/document/markdown/index.ts')
      const text = writeMarkdown({ header, blocks }, entities)
      const name = fileName(header.subject, 'md')
      // No disk of ours is used: it may be the one that is full.
      if (!host.dialogs) return { name, text }
      const path = await host.chooseExport(windowId, name)
      if (path === null) return { name: null, text: null }
      await writeWhole(path, Buffer.from(text))
      return { name: basename(path), text: null }
    },
    'briefings.remove': async ({ id, revision }, { windowId }) => {
      mustLease(id, windowId)
      await library().briefings.remove(id, revision)
      library().briefings.release(id, windowId)
      return {}
    },
    'versions.list': async ({ briefingId }) => ({ items: await library().versions.list(briefingId) }),
    'versions.get': async ({ id }) => library().versions.get(id),
    'versions.name': async ({ briefingId, name }) => library().versions.name(briefingId, name),
    'versions.restore': async ({ id }, { windowId }) => {
      const { version } = await library().versions.get(id)
      mustLease(version.briefingId, windowId)
      const restored = await library().versions.restore(id)
      host.emit('briefing.saved', { briefingId: restored.id, revision: restored.revision })
      return restored
    },
    'palette.search': async (query) => ({ items: await library().search.palette(query) }),
    'citations.describe': async ({ targets }) => ({ items: await library().citations.describe(targets) }),
    'citations.resolveKeys': async ({ keys }) => ({ items: await library().citations.resolveKeys(keys) }),
    'verify.quotations': async ({ items }) => ({
      items: await libraries.session().verifier.quotations(items),
    }),
    'checks.run': async ({ briefingId }) => ({ items: await checkBriefing(library(), briefingId) }),
    'export.start': async (input, { windowId }) => ({ actId: await startExport(services, input, windowId) }),
    'export.showInFolder': async ({ token }) => {
      const path = downloads.path(token)
      if (path === null) {
        throw new AttestError(
          'not-found',
          'This export is not known any more.',
          'Look for it where you saved it.',
        )
      }
      host.showInFolder(path)
      return {}
    },
    'releases.list': async ({ briefingId }) => ({ items: await library().releases.list(briefingId) }),
  }
}
