/*
 * The process that is killed: Attest's services on one library, working as fast as they can at one thing until they are
 * killed. Every answer of a service is told on standard output, and only then. Waits for its orders on standard input,
 * so that it can be started ahead; ends when that ends, so that it never outlives who started it.
 */
import { copyFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openLibrary } from '../../../main/store/open.ts'
import { restoreLibrary } from '../../../main/store/restore.ts'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'
import { atDesk, type Desk, isOver } from './desk.ts'
import { claimKey, claimText, numbered, sha256Of, strait } from './documents.ts'
import { later } from './formats.ts'
import { asideName, backupName, exported, migratedName, rescuedName, SLOTS, unclosed } from './places.ts'
import { type Kind, type Orders, tell } from './told.ts'

/** Marks claims on the one source, one after the other. */
async function mark(desk: Desk): Promise<void> {
  const { claims, sources } = desk.session.library
  const source = await sources.bySha256(sha256Of(Buffer.from(strait.text)))
  if (!source) throw new Error('the library has lost its source')
  let { total: n } = await claims.list({ query: '', limit: 1, offset: 0 })
  while (!isOver(desk)) {
    const place = { ...strait.place, extractionId: source.extraction.id }
    await claims.create({ ...emptyClaimDetails, text: claimText(n), key: claimKey(n), place })
    tell({ did: 'mark', n })
    n += 1
  }
}

/** Captures numbered documents by the service that captures a person's files. */
async function gather(desk: Desk): Promise<void> {
  const { library, capture } = desk.session
  let n = (await library.sources.list({ query: '', limit: 1, offset: 0 })).total
  function* files() {
    for (let next = n; !isOver(desk); next++) {
      const { name, bytes } = numbered(next)
      yield { name, size: bytes.length, read: async () => bytes }
    }
  }
  await capture.captureFiles(files(), {
    onResult: ({ status, message }) => {
      if (status !== 'imported') throw new Error(`document ${n}: ${status}: ${message}`)
      tell({ did: 'import', n })
      n += 1
    },
  })
}

const backUp =
  (folder: string) =>
  async (desk: Desk): Promise<void> => {
    for (let n = 0; !isOver(desk); n++) {
      const slot = n % SLOTS
      const since = desk.revision
      const { sha256 } = await desk.session.library.backup(join(folder, backupName(slot)))
      tell({ did: 'backup', slot, sha256, since })
    }
  }

const exportFiles =
  ({ folder, pdf }: Orders) =>
  async (desk: Desk): Promise<void> => {
    while (!isOver(desk)) {
      for (const format of pdf ? (['pdf', 'md'] as const) : (['md'] as const)) {
        const path = join(folder, exported(format))
        const request = { briefingId: desk.briefing.id, format, path }
        const { sha256, release } = await desk.session.exporter.exportBriefing(request)
        tell({ did: 'export', format, sha256, revision: release.revision })
      }
    }
  }

/** Restores the backup over one library after the other, as a person does who wants yesterday's back. */
const rescue = (folder: string) => {
  const at = (name: string): string => join(folder, name)
  let n = 0
  return async (desk: Desk): Promise<void> => {
    for (; !isOver(desk); n++) {
      const file = rescuedName(n)
      // The log first: without its file it is nothing, and the file without its log would have lost an edit.
      await copyFile(at(`${unclosed}-wal`), at(`${file}-wal`))
      await copyFile(at(unclosed), at(`${file}.copy`))
      await rename(at(`${file}.copy`), at(file))
      await restoreLibrary(at(backupName(0)), at(file), at(asideName(file)))
      tell({ did: 'rescue', file })
    }
  }
}

/** Brings one older library after the other to the newest format. */
async function migrate({ folder }: Orders): Promise<void> {
  for (let n = 0; ; n++) {
    const file = migratedName(n)
    const path = join(folder, file)
    await copyFile(join(folder, 'desk.attest'), `${path}.copy`)
    await rename(`${path}.copy`, path)
    const library = await openLibrary(path, { migrations: later })
    tell({ did: 'migrate', file })
    await library.close()
  }
}

const works: Record<Kind, (orders: Orders) => Promise<void>> = {
  typing: (orders) => atDesk(orders, 0, mark),
  importing: (orders) => atDesk(orders, 5, gather),
  migrating: migrate,
  'backing up': (orders) => atDesk(orders, 1, backUp(orders.folder)),
  exporting: (orders) => atDesk(orders, 20, exportFiles(orders)),
  restoring: (orders) => atDesk(orders, 0, rescue(orders.folder)),
}

const input = createInterface({ input: process.stdin })
input.once('line', (line) => {
  const orders = JSON.parse(line) as Orders
  works[orders.kind](orders).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
input.once('close', () => process.exit(0))
