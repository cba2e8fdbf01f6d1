import { stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type examinationOperations, mostTold } from '../../../shared/contract/examination.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Services } from '../../services.ts'
import { examineFile } from '../../store/doctorFile.ts'
import { createRepairedCopy, type RepairItem } from '../../store/repair.ts'

/** Libraries that could not be opened because they are damaged, by the window that tried. */
export type Damaged = Map<string, string>

const gravity: Readonly<Record<RepairItem['kind'], number>> = { lost: 0, doubtful: 1, restored: 2 }

export function examinationHandlers(
  { host, libraries, acts, version, dataDir, now }: Services,
  damaged: Damaged,
): Pick<Handlers, keyof typeof examinationOperations> {
  /** Where each window's last repair put its copy. */
  const copies = new Map<string, string>()

  const pathFor = (windowId: string, token: string | undefined): string => {
    if (token !== undefined) return libraries.pathOf(token)
    const path = libraries.current()?.library.path ?? damaged.get(windowId)
    if (path !== undefined) return path
    throw new AttestError('no-library', 'No library is open that could be examined.', 'Open a library first.')
  }

  async function placeFor(windowId: string, name: string): Promise<string | null> {
    if (host.dialogs) return host.chooseExport(windowId, `${name}.attest`)
    for (let n = 1; ; n++) {
      const path = join(dataDir, 'libraries', `${n === 1 ? name : `${name} ${n}`}.attest`)
      if ((await stat(path).catch(() => null)) === null) return path
    }
  }

  return {
    'library.examine': async ({ library: token }, { windowId }) => {
      const path = pathFor(windowId, token)
      const name = basename(path, '.attest')
      const actId = acts.start(async ({ progress }) => {
        progress({ done: 0, total: 1, stage: name })
        const open = libraries.current()?.library
        const problems = open?.path === path ? await open.doctor() : await examineFile(path, { now, version })
        // The window may want it repaired, and closes it first.
        if (problems.length > 0) damaged.set(windowId, path)
        return {
          examined: { library: name, problems: problems.slice(0, mostTold), count: problems.length },
        }
      })
      return { actId }
    },
    'library.repair': async ({ library: token }, { windowId }) => {
      const path = pathFor(windowId, token)
      const out = await placeFor(windowId, `${basename(path, '.attest')} repaired`)
      if (out === null) return { actId: null }
      const actId = acts.start(async ({ signal, progress }) => {
        const { items, rows } = await createRepairedCopy(path, out, {
          now,
          version,
          signal,
          onProgress: (done, total) => progress({ done, total, stage: basename(out) }),
        })
        copies.set(windowId, out)
        const count = (wanted: RepairItem['kind']): number =>
          items.filter(({ kind }) => kind === wanted).length
        const told = [...items].sort((a, b) => gravity[a.kind] - gravity[b.kind]).slice(0, mostTold)
        return {
          repaired: {
            name: basename(out, '.attest'),
            rows,
            lost: count('lost'),
            restored: count('restored'),
            doubtful: count('doubtful'),
            items: told.map(({ kind, what }) => ({ kind, what })),
          },
        }
      })
      return { actId }
    },
    'library.openRepaired': async (_input, { windowId }) => {
      const path = copies.get(windowId)
      if (path !== undefined) return libraries.open(path)
      throw new AttestError(
        'not-found',
        'No repaired copy was made in this window.',
        'Open it with Open library.',
      )
    },
  }
}
