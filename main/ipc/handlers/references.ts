import type { Handlers, Parsed } from '../../../shared/contract/index.ts'
import { referenceFormats, type referenceOperations } from '../../../shared/contract/references.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { sha256Of } from '../../capture/hash.ts'
import type { Services } from '../../services.ts'
import { writeWhole } from '../../wholeFile.ts'
import { fileName } from './export.ts'
import { givenOut, placeFor } from './givenOut.ts'

type Of = Parsed<'references.export'>['of']

export function referenceHandlers(services: Services): Pick<Handlers, keyof typeof referenceOperations> {
  const { libraries, acts } = services
  return {
    'references.export': async ({ of, format }, { windowId }) => {
      const { library } = libraries.session()
      const name = fileName(await nameOf(of), referenceFormats[format].extension)
      const ids = await idsOf(of)
      const sources = await library.sources.forReferences(ids)
      if (sources.length === 0) {
        throw new AttestError(
          'empty',
          'briefing' in of ? 'This briefing cites no source yet.' : 'There are no sources to write.',
          'Nothing was written.',
        )
      }
      const path = await placeFor(services, windowId, name)
      if (path === null) return { actId: null }
      const actId = acts.start(
        async ({ signal, progress }) => {
          progress({ done: 0, total: 1, stage: name })
          const { writeReferences } = await import('../../capture/references/write.ts')
          const bytes = writeReferences(format, sources)
          await writeWhole(path, bytes, signal)
          return {
            file: {
              ...givenOut(services, path),
              sha256: await sha256Of(bytes),
              bytes: bytes.length,
              pages: null,
            },
          }
        },
        { kind: 'export', windowId },
      )
      return { actId }
    },
  }

  /** Null for all. */
  async function idsOf(of: Of): Promise<Id[] | null> {
    const { library } = libraries.session()
    if ('sources' in of) return of.sources
    if ('briefing' in of) return library.sources.citedIn(of.briefing)
    if ('all' in of) return null
    const ids: Id[] = []
    for (;;) {
      const { items, total } = await library.sources.list({
        query: of.query,
        limit: 1000,
        offset: ids.length,
      })
      ids.push(...items.map(({ id }) => id))
      // A source may go between two pages: what is not there any more ends it too.
      if (ids.length >= total || items.length === 0) return ids
    }
  }

  async function nameOf(of: Of): Promise<string> {
    if (!('briefing' in of)) return 'References'
    const { header } = await libraries.session().library.briefings.get(of.briefing)
    return `${header.subject || 'Briefing'} – references`
  }
}
