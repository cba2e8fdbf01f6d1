import { basename } from 'node:path'
import type { Services } from '../../services.ts'

type Way = Pick<Services, 'host' | 'downloads'>

/** Where a file goes: where the person says, or among the downloads of a host without dialogs. Null when cancelled. */
export async function placeFor(
  { host, downloads }: Way,
  windowId: string,
  name: string,
): Promise<string | null> {
  return host.dialogs ? host.chooseExport(windowId, name) : downloads.place(name)
}

/**
 * A written file as the window gets it: a token for its folder and, on a host without dialogs, an address that is served
 * once.
 */
export function givenOut({ host, downloads }: Way, path: string) {
  const token = downloads.add(path, !host.dialogs)
  return { token, name: basename(path), download: host.dialogs ? null : `/download/${token}` }
}
