import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createApp } from '../../../main/app.ts'
import { forkChild } from '../../../main/children.ts'
import { dispatch } from '../../../main/ipc/register.ts'
import {
  contract,
  type EventPayload,
  events,
  type Input,
  type OperationName,
  type Output,
} from '../../../shared/contract/index.ts'

/** The app on a host whose person chooses `folder` for every file. */
async function started() {
  const folder = await mkdtemp(join(tmpdir(), 'attest-examination-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const done: EventPayload<'act.done'>[] = []
  const progress: EventPayload<'act.progress'>[] = []
  const path = join(folder, 'desk.attest')
  const app = createApp({
    host: {
      kind: 'electron',
      dialogs: true,
      emit: (name, payload) => {
        const parsed: unknown = events[name].parse(payload)
        if (name === 'act.done') done.push(parsed as EventPayload<'act.done'>)
        if (name === 'act.progress') progress.push(parsed as EventPayload<'act.progress'>)
      },
      chooseNewLibrary: async () => path,
      chooseLibrary: async () => path,
      chooseFiles: async () => [],
      chooseExport: async (_windowId, name) => join(folder, name),
      showInFolder: () => undefined,
      themed: () => undefined,
      keyed: () => undefined,
      commands: () => undefined,
      flushed: () => undefined,
    },
    dataDir: join(folder, 'data'),
    launchChild: forkChild,
    version: '1.2.3',
    now: Date.now,
  })
  onTestFinished(() => app.dispose())
  const ask = async <Name extends OperationName>(name: Name, input: Input<Name>, windowId = 'w1') => {
    const result = await dispatch(app.handlers, name, JSON.stringify(input), { windowId })
    if (!result.ok) return { error: result.error, value: null }
    return { error: null, value: contract[name].output.parse(result.value) as Output<Name> }
  }
  const ended = async (actId: string | null | undefined) => {
    await expect.poll(() => done.some((one) => one.actId === actId), { timeout: 30_000 }).toBe(true)
    const found = done.find((one) => one.actId === actId)
    if (!found) throw new Error('no act')
    return found
  }
  return { ask, ended, path, folder, progress }
}

it('examines the open library, and leads from one that cannot be opened to a repaired copy', async () => {
  const { ask, ended, path, folder, progress } = await started()
  await ask('libraries.create', {})
  await ask('capture.text', { text: 'The line failed at 03:52.' })
  const begun = await ask('library.examine', {})
  expect((await ended(begun.value?.actId)).examined).toEqual({ library: 'desk', problems: [], count: 0 })
  await ask('libraries.close', {})

  const bytes = await readFile(path)
  bytes.fill(0, 0, 4096)
  await writeFile(path, bytes)
  expect((await ask('libraries.open', {})).error?.code).toBe('library-corrupt')
  // Another window has tried nothing, and learns of no path.
  expect((await ask('library.examine', {}, 'w2')).error?.code).toBe('no-library')
  const examined = await ended((await ask('library.examine', {})).value?.actId)
  expect(examined.examined?.problems.map(({ kind }) => kind)).toEqual(['header'])
  expect((await ask('library.openRepaired', {}, 'w2')).error?.code).toBe('not-found')
  const repair = await ended((await ask('library.repair', {})).value?.actId)
  expect(repair.error).toBeNull()
  expect(repair.repaired).toMatchObject({ name: 'desk repaired', lost: 0 })
  expect(progress.some(({ done, total }) => total > 1 && done > 1)).toBe(true)
  const opened = await ask('library.openRepaired', {})
  expect(opened.value?.library).toMatchObject({ name: 'desk repaired', counts: { sources: 1 } })
  expect((await readFile(path)).equals(bytes)).toBe(true)
  expect((await readFile(join(folder, 'desk repaired.attest'))).subarray(0, 15).toString()).toBe(
    'SQLite format 3',
  )
})

it('does not repair a library while it is open', async () => {
  const { ask, ended } = await started()
  await ask('libraries.create', {})
  const repair = await ended((await ask('library.repair', {})).value?.actId)
  expect(repair.error?.code).toBe('library-locked')
})
