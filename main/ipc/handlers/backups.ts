import { basename } from 'node:path'
import type { backupOperations } from '../../../shared/contract/backups.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'
import {
  deleteBackups,
  listBackups,
  lookIntoBackup,
  makeBackup,
  restoreBackup,
} from '../../backups/backups.ts'
import { backupFolder } from '../../backups/names.ts'
import { readablePlace } from '../../libraries.ts'
import type { Services } from '../../services.ts'

export function backupHandlers({
  libraries,
  acts,
  downloads,
  caretaker,
  now,
}: Services): Pick<Handlers, keyof typeof backupOperations> {
  const pathOf = (token: string | undefined): string =>
    token === undefined ? libraries.session().library.path : libraries.pathOf(token)

  return {
    'backups.make': async () => {
      const { library } = libraries.session()
      const actId = acts.start(async ({ signal, progress }) => {
        progress({ done: 0, total: 1, stage: 'Copying the library and reading the copy' })
        const { path, sha256, bytes } = await makeBackup(library, 'asked', now(), signal)
        return {
          file: {
            token: downloads.add(path, false),
            name: basename(path),
            sha256,
            bytes,
            pages: null,
            download: null,
          },
        }
      })
      return { actId }
    },
    'backups.list': async ({ library }) => {
      const path = pathOf(library)
      const items = []
      for (const backup of await listBackups(path)) {
        const { kind, madeAt, bytes, counts, problem } = await lookIntoBackup(backup)
        items.push({
          token: caretaker.tokenOf(backup.path),
          name: basename(backup.path),
          kind,
          madeAt,
          bytes,
          counts,
          problem: problem === null ? null : { message: problem.message, hint: problem.hint },
        })
      }
      return { library: basename(path, '.attest'), items, folder: readablePlace(backupFolder(path)) }
    },
    'backups.restore': async ({ library, backup }) => {
      const path = libraries.pathOf(library)
      const from = caretaker.pathOf(backup)
      if (!(await listBackups(path)).some((known) => known.path === from)) {
        throw new AttestError(
          'not-found',
          `“${basename(from)}” is not there any more.`,
          'Choose another backup.',
        )
      }
      if (libraries.current() !== null) {
        throw new AttestError(
          'not-allowed',
          'A library is open, and a restored one would be opened in its place.',
          'Close it first: everything in it is saved then.',
        )
      }
      const actId = acts.start(async ({ signal, progress }) => {
        progress({ done: 0, total: 2, stage: 'Copying the backup and reading the copy' })
        const aside = await restoreBackup(from, path, now(), signal)
        progress({ done: 1, total: 2, stage: aside ?? '' })
        await libraries.openWithin(path)
        return {}
      })
      return { actId }
    },
    'purge.plan': async ({ type, id }) => {
      const { library } = libraries.session()
      const { cited, spoken, ...plan } = await library.purge.plan(type, id)
      const backups = (await listBackups(library.path)).length
      return { ...plan, cited: [...cited], spoken: [...spoken], backups }
    },
    'purge.run': async ({ type, id, force, backups }) => {
      const { library } = libraries.session()
      await library.purge.run(type, id, force)
      if (backups === 'keep') return { backups: (await listBackups(library.path)).length }
      // First the new one: a disk that is too full for it must not cost the old ones.
      const { path } = await makeBackup(library, 'asked', now())
      await deleteBackups(library.path, [path])
      return { backups: (await listBackups(library.path)).length - 1 }
    },
    'library.notices': async () => ({ items: caretaker.notices() }),
    'library.dismiss': async ({ id }) => {
      await caretaker.dismiss(id)
      return {}
    },
  }
}
