import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../../main/app.ts'
import { forkChild } from '../../../main/children.ts'
import { dispatch } from '../../../main/ipc/register.ts'
import { Connection } from '../../../main/store/database.ts'
import { events, type OperationName } from '../../../shared/contract/index.ts'
import type { Result } from '../../../shared/model/error.ts'
import type { World } from './payloads.ts'

/** The real services on the sample library, watched from outside. */
export interface Desk {
  readonly app: App
  /** As a window calls: JSON text in, a value out. Waits for the act that a call began. */
  call(name: OperationName, payload: string): Promise<Result<unknown>>
  /** What is in the library now, with a token for a file that has arrived. */
  world(): Promise<World>
  /** Another one after each commit: when and how long the library's file and its write-ahead log were written. */
  commits(): string
  /** Names, sizes and times of all files but the library's own, which `commits` watches. */
  files(): string
  /** What SQLite says of the whole file to somebody who opens it now (`PRAGMA integrity_check`). */
  integrity(): Promise<string>
  /** The sample is open again, whatever a call did. */
  reopen(): Promise<void>
  close(): Promise<void>
}

const windowId = 'w1'

export async function openDesk(): Promise<Desk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'attest-fuzz-'))
  const ended = new Map<string, () => void>()
  const over = new Set<string>()
  const app = createApp({
    host: {
      kind: 'serve',
      dialogs: false,
      // What the window hears must be of the contract too, whatever the window sent.
      emit: (name, payload) => {
        events[name].parse(payload)
        if (name !== 'act.done' || !('actId' in payload)) return
        over.add(payload.actId)
        ended.get(payload.actId)?.()
      },
      chooseNewLibrary: async () => null,
      chooseLibrary: async () => null,
      chooseFiles: async () => [],
      chooseExport: async () => null,
      showInFolder: () => undefined,
      themed: () => undefined,
      keyed: () => undefined,
      commands: () => undefined,
      flushed: () => undefined,
    },
    dataDir,
    launchChild: forkChild,
    version: '0.0.0-fuzz',
    now: Date.now,
  })
  await app.openSample()
  const path = app.libraryPath() ?? ''
  /**
   * The first column, asked by another connection. It must be of the same SQLite as the services': another copy in
   * one process takes the first one's locks away and cuts its shared memory (SQLite, "How To Corrupt", 2.2.1).
   */
  async function column(sql: string): Promise<string[]> {
    const outside = await Connection.open(path, 'read-only')
    try {
      const { rows } = await outside.run(sql)
      return rows.map((row) => String(Object.values(row)[0]))
    } finally {
      await outside.close()
    }
  }
  const tables: string[] = []
  for (const table of await column(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'",
  )) {
    if ((await column(`SELECT name FROM pragma_table_info('${table}')`)).includes('id')) tables.push(table)
  }
  const idsIn = async (table: string): Promise<[string, string[]]> => [
    table,
    (await column(`SELECT id FROM "${table}" ORDER BY id LIMIT 40`)).filter((id) =>
      /^[0-9a-f-]{36}$/.test(id),
    ),
  ]
  const keysIn = (table: string) => column(`SELECT key FROM ${table} LIMIT 8`)

  async function call(name: OperationName, payload: string): Promise<Result<unknown>> {
    const result = await dispatch(app.handlers, name, payload, { windowId })
    const { actId } = ((result.ok ? result.value : null) ?? {}) as { actId?: unknown }
    if (typeof actId === 'string' && !over.has(actId))
      await new Promise<void>((resolve) => ended.set(actId, resolve))
    return result
  }

  return {
    app,
    call,
    world: async () => {
      const began = await call('files.begin', JSON.stringify({ name: 'a.txt', size: 3 }))
      const token = began.ok ? (began.value as { token: string }).token : ''
      await call(
        'files.chunk',
        JSON.stringify({ token, offset: 0, base64: Buffer.from('abc').toString('base64') }),
      )
      const recent = await call('libraries.recent', '{}')
      const libraries = recent.ok ? (recent.value as { items: { token: string }[] }).items : []
      return {
        ids: Object.fromEntries(await Promise.all(tables.map(idsIn))),
        keys: (await Promise.all(['source', 'claim', 'quote', 'speaker'].map(keysIn))).flat(),
        tokens: [token, ...libraries.map((library) => library.token)],
      }
    },
    commits: () =>
      [path, `${path}-wal`]
        .map((file) => statSync(file, { bigint: true, throwIfNoEntry: false }))
        .map((status) => `${status?.size} ${status?.mtimeNs}`)
        .join('; '),
    files: () =>
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/Sample\.attest/.test(entry.name))
        .map((entry) => {
          const { size, mtimeMs } = statSync(join(entry.parentPath, entry.name))
          return `${entry.name} ${size} ${mtimeMs}`
        })
        .sort()
        .join('\n'),
    integrity: async () => (await column('PRAGMA integrity_check')).join('; '),
    reopen: async () => {
      if (app.libraryPath() !== path) await app.openSample()
    },
    close: async () => {
      await app.dispose()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
