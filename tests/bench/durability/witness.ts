import { copyFile, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { document } from '../../integration/store/captured.ts'
import { firstBlock } from '../../integration/store/edits.ts'
import { claimKey, claimText, numbered, sha256Of, strait, textOf } from './documents.ts'
import { lookAtBackup, lookAtExport, lookAtMigrated, lookAtRescued } from './files.ts'
import { type Complain, compareMemo, lookInto, memoOf } from './look.ts'
import { Memo, versionName } from './memo.ts'
import { backupName, isMigrated, isRescued, revisions, SLOTS, unclosed } from './places.ts'
import { answer, pictureOf, remark } from './rich.ts'
import { type Kind, type Told, those } from './told.ts'

/** Documents in a library that is migrated: enough for a copy of it to take a moment. */
const OLDER_DOCUMENTS = 60
/** A library is begun anew when it is this large, in bytes: what is looked at after each kill is all of it. */
const LARGE = 6 * 1024 * 1024
/** ...or after this many looks. */
const OFTEN = 25

/** Follows one kind of work from kill to kill: knows what was acknowledged, and looks whether it is there. */
export class Witness {
  readonly kind: Kind
  readonly folder: string
  #memo: Memo
  #looks = 0
  /** Of the memo: the newest revision that was acknowledged, or seen on the disk. */
  #revision = 1
  #documents = 0
  #marks = 0
  #names = new Set<number>()
  #pictures = new Set<number>()
  /** How far each thread of comments had come, by revision. */
  #threads = new Map<number, 1 | 2 | 3>()
  #exports = new Map<'md' | 'pdf', Extract<Told, { did: 'export' }>>()
  #backups = new Map<number, Extract<Told, { did: 'backup' }>>()
  #finished = new Set<string>()
  #seen = new Set<string>()
  /** Things found on the disk that nobody had been told of yet. */
  untold = 0
  /** Files of unfinished work that a kill left behind. */
  leftOver = 0

  constructor(kind: Kind, folder: string) {
    this.kind = kind
    this.folder = folder
    this.#memo = new Memo(kind)
  }

  /** Makes the library to work on, if there is none yet or the present one has become large. */
  async prepare(): Promise<void> {
    const path = join(this.folder, 'desk.attest')
    const size = (await stat(path).catch(() => null))?.size ?? null
    if (size !== null && size < LARGE && this.#looks < OFTEN) return
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder, { recursive: true })
    this.#memo = new Memo(this.kind)
    this.#looks = 0
    this.#revision = 1
    this.#documents = 0
    this.#marks = 0
    const kept = [this.#names, this.#pictures, this.#threads, this.#exports, this.#backups, this.#finished]
    for (const each of [...kept, this.#seen]) each.clear()
    const library = await createLibrary(path)
    await library.briefings.create({ header: { ...emptyHeader, subject: 'Memo' }, blocks: [firstBlock] })
    if (this.kind === 'typing')
      await library.sources.capture(document(strait.text, { fileName: strait.name }))
    for (let n = 0; this.kind === 'migrating' && n < OLDER_DOCUMENTS; n++) {
      const { name, bytes } = numbered(n)
      await library.sources.capture(document(`${n}`, { fileName: name, bytes, sha256: sha256Of(bytes) }))
    }
    if (this.kind === 'restoring') await library.backup(join(this.folder, backupName(0)))
    await library.close()
    if (this.kind === 'restoring') await this.#leaveUnclosed()
  }

  /** Makes the library over which the backup is restored: with one edit in the file and one in the log. */
  async #leaveUnclosed(): Promise<void> {
    const path = join(this.folder, unclosed)
    await copyFile(join(this.folder, backupName(0)), `${path}.copy`)
    const edit = async (library: Library, revision: number) => {
      const [memo] = await library.briefings.list()
      const change = this.#memo.change(revision)
      await library.briefings.save({ briefingId: memo?.id ?? '', baseRevision: revision - 1, ...change })
    }
    const library = await openLibrary(`${path}.copy`)
    await edit(library, revisions.file)
    await library.close()
    const again = await openLibrary(`${path}.copy`)
    await edit(again, revisions.log)
    for (const rest of ['', '-wal']) await copyFile(`${path}.copy${rest}`, `${path}${rest}`)
    await again.close()
    await rm(`${path}.copy`)
  }

  /** Takes in what a killed process had told, and looks at everything there is. @returns what is wrong */
  async look(told: readonly Told[]): Promise<string[]> {
    this.#looks += 1
    const losses: string[] = []
    const complain: Complain = (what) => losses.push(what)
    this.#hear(told)
    for (const name of await readdir(this.folder)) {
      if (name.endsWith('.part')) this.leftOver += 1
      if (isMigrated(name)) {
        const acknowledged = this.#finished.delete(name)
        if (!acknowledged) this.untold += 1
        await lookAtMigrated(this.folder, name, acknowledged, OLDER_DOCUMENTS, complain)
      }
      if (isRescued(name)) {
        const acknowledged = this.#finished.delete(name)
        await lookAtRescued(this.folder, name, acknowledged, this.#memo, complain)
      }
    }
    for (const name of this.#finished) complain(`${name} is gone`)
    this.#finished.clear()
    await lookInto(join(this.folder, 'desk.attest'), 'the library', complain, (library) =>
      this.#lookAtDesk(library, complain),
    )
    // Each is told of once; the next kill must not find the same ones again.
    for (const name of await readdir(this.folder))
      if (name.endsWith('.part') || name.endsWith('.copy')) await rm(join(this.folder, name), { force: true })
    return losses
  }

  #hear(told: readonly Told[]): void {
    for (const { revision } of those(told, 'save')) this.#revision = Math.max(this.#revision, revision)
    for (const { revision } of those(told, 'name')) this.#names.add(revision)
    for (const { revision } of those(told, 'picture')) this.#pictures.add(revision)
    for (const { revision, step } of those(told, 'comment')) this.#threads.set(revision, step)
    for (const { n } of those(told, 'import')) this.#documents = Math.max(this.#documents, n + 1)
    for (const { n } of those(told, 'mark')) this.#marks = Math.max(this.#marks, n + 1)
    for (const each of those(told, 'export')) this.#exports.set(each.format, each)
    for (const each of those(told, 'backup')) this.#backups.set(each.slot, each)
    for (const { file } of those(told, 'migrate')) this.#finished.add(file)
    for (const { file } of those(told, 'rescue')) this.#finished.add(file)
  }

  async #lookAtDesk(library: Library, complain: Complain): Promise<void> {
    const present = await memoOf(library, 'the library', complain)
    if (!present) return
    if (present.revision < this.#revision) {
      complain(
        `edits are lost: revision ${this.#revision} was acknowledged, the library has ${present.revision}`,
      )
    }
    // One save may have been committed before its answer got out; each process leaves at most one.
    this.untold += Math.max(0, present.revision - this.#revision)
    compareMemo(present, this.#memo, 'the library', complain)
    this.#revision = present.revision
    const versions = new Set((await library.versions.list(present.id)).map(({ name }) => name))
    for (const revision of this.#names)
      if (!versions.has(versionName(revision))) complain(`the version of revision ${revision} is lost`)
    await this.#lookAtPictures(library, complain)
    await this.#lookAtComments(library, present.id, complain)
    await this.#lookAtClaims(library, complain)
    await this.#lookAtDocuments(library, complain)
    for (const format of this.kind === 'exporting' ? (['md', 'pdf'] as const) : [])
      await lookAtExport(
        this.folder,
        format,
        this.#exports.get(format) ?? null,
        present,
        this.#memo,
        complain,
      )
    await this.#lookAtReleases(library, present.id, complain)
    for (let slot = 0; this.kind === 'backing up' && slot < SLOTS; slot++)
      await lookAtBackup(
        this.folder,
        backupName(slot),
        this.#backups.get(slot) ?? null,
        present.revision,
        this.#memo,
        this.#seen,
        complain,
      )
  }

  async #lookAtPictures(library: Library, complain: Complain): Promise<void> {
    for (const revision of this.#pictures) {
      const { sha256, bytes } = pictureOf(revision)
      const found = await library.pictures.get(sha256)
      if (found === null) complain(`the picture of revision ${revision} is lost`)
      else if (!Buffer.from(bytes).equals(found.bytes))
        complain(`the picture of revision ${revision} is not whole`)
    }
  }

  async #lookAtComments(library: Library, briefingId: string, complain: Complain): Promise<void> {
    const threads = new Map(
      (await library.comments.list(briefingId)).map((each) => [each.comments[0]?.body, each]),
    )
    for (const [revision, step] of this.#threads) {
      const thread = threads.get(remark(revision))
      if (!thread) complain(`the comment on revision ${revision} is lost`)
      else if (step >= 2 && thread.comments[1]?.body !== answer(revision))
        complain(`the answer to the comment on revision ${revision} is lost`)
      else if (step >= 3 && thread.resolvedAt === null)
        complain(`the comment on revision ${revision} was resolved, and is open again`)
    }
  }

  async #lookAtClaims(library: Library, complain: Complain): Promise<void> {
    const { total } = await library.claims.list({ query: '', limit: 1, offset: 0 })
    if (total < this.#marks) complain(`${this.#marks} claims were acknowledged, the library has ${total}`)
    this.untold += Math.max(0, total - this.#marks)
    for (let n = 0; n < total; n++) {
      const claim = await library.claims.byKey(claimKey(n)).catch(() => null)
      if (claim?.text !== claimText(n)) complain(`claim ${n} of ${total} is not as it was marked`)
    }
    this.#marks = total
  }

  async #lookAtDocuments(library: Library, complain: Complain): Promise<void> {
    if (this.kind !== 'importing') return
    const { total } = await library.sources.list({ query: '', limit: 1, offset: 0 })
    if (total < this.#documents) {
      complain(`${this.#documents} imports were acknowledged, the library has ${total}`)
    }
    this.untold += Math.max(0, total - this.#documents)
    for (let n = 0; n < total; n++) {
      const wanted = numbered(n)
      const found = await library.sources.bySha256(sha256Of(wanted.bytes))
      if (!found) complain(`document ${n} of ${total} is not there`)
      else if ((await library.sources.read(found.source.id)).text !== (await textOf(wanted))) {
        complain(`the text of document ${n} is not whole`)
      }
    }
    this.#documents = total
  }

  /** An export is acknowledged with its record. */
  async #lookAtReleases(library: Library, briefingId: string, complain: Complain): Promise<void> {
    if (this.#exports.size === 0) return
    const recorded = new Set((await library.releases.list(briefingId)).map(({ sha256 }) => sha256))
    for (const { format, sha256 } of this.#exports.values())
      if (!recorded.has(sha256)) complain(`the release of the ${format} file is not recorded`)
  }
}
