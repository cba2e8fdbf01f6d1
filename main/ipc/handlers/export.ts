import type { Parsed } from '../../../shared/contract/index.ts'
import type { Id } from '../../../shared/model/identity.ts'
import type { Services } from '../../services.ts'
import { givenOut, placeFor } from './givenOut.ts'

/**
 * Asks where to and writes in an act; the act's id, or null when the person cancelled the dialog. The act ends with
 * a token for the folder and, on a host without dialogs, one for the download.
 */
export async function startExport(
  services: Services,
  { briefingId, format, plain, reading }: Parsed<'export.start'>,
  windowId: string,
): Promise<Id | null> {
  const { libraries, acts } = services
  const { library, exporter } = libraries.session()
  const name = fileName((await library.briefings.get(briefingId)).header.subject, format)
  const path = await placeFor(services, windowId, name)
  if (path === null) return null
  return acts.start(
    async ({ signal, progress }) => {
      const file = await exporter.exportBriefing({
        briefingId,
        format,
        plain,
        reading,
        path,
        signal,
        onStage: (stage) => progress({ done: 0, total: 1, stage }),
      })
      return {
        file: {
          ...givenOut(services, path),
          sha256: file.sha256,
          bytes: file.bytes,
          pages: file.pages,
        },
      }
    },
    { kind: 'export', windowId },
  )
}

/** The subject as a file's name: letters and digits of any script, spaces, hyphens and apostrophes; at most 80 units. */
export function fileName(subject: string, extension: string): string {
  const words = subject
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}'’–-]+/gu, ' ')
    .trim()
    .slice(0, 80)
    .trim()
  return `${words === '' ? 'Briefing' : words}.${extension}`
}
