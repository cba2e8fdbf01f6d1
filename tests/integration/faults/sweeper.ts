/*
 * Does what a person does, again and again, each time with another call to the system failing, and says on stdout, one
 * JSON line a time, what the person was told and what is wrong afterwards. Started with the fault layer (faults.c).
 *
 *   LD_PRELOAD=… node sweeper.ts FOLDER CONTROL every|some HAND HANDS
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import type { Block } from '../../../shared/document/block.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { toErrorValue } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { type Fault, Faults } from '../../fixtures/faults/faults.ts'
import { document } from '../store/captured.ts'
import { apply, articleText, editFor, firstBlock } from '../store/edits.ts'
import { type Act, acts, type Desk, earlier, leftovers } from './acts.ts'
import { faults, type Kind, type Point } from './points.ts'

const [root = '', control = '', how = 'some', hand = '0', hands = '1'] = process.argv.slice(2)
/** Calls that are each failed; of later ones (the pages of a copy, one after the other) some. */
const EACH = 24
const layer = new Faults(control)
layer.lift()

interface Prepared {
  readonly folder: string
  readonly briefingId: Id
  readonly versionId: Id
  readonly blocks: readonly Block[]
}

/** A closed library with everything in it that acts need: a source, a briefing at revision 3, a version. */
async function prepare(): Promise<Prepared> {
  const folder = join(root, 'prepared')
  mkdirSync(folder, { recursive: true })
  const made = await createLibrary(join(folder, 'desk.attest'))
  await made.sources.capture(document(articleText(1), { found: { title: 'Article 1' } }))
  let { id, blocks } = await made.briefings.create({
    header: { ...emptyHeader, subject: 'Memo' },
    blocks: [firstBlock],
  })
  const version = await made.versions.name(id, 'First')
  for (let revision = 1; revision < 3; revision++) {
    const next = apply(blocks, editFor(revision + 1))
    await made.briefings.save({ briefingId: id, baseRevision: revision, ...next.change })
    blocks = next.blocks
  }
  await made.close()
  for (const name of ['copy.attest', 'memo.md']) writeFileSync(join(folder, name), earlier)
  return { folder, briefingId: id, versionId: version.id, blocks }
}

const prepared = await prepare()

/** What is wrong with what was acknowledged before the fault. */
async function lost(library: Library, act: Act): Promise<string[]> {
  const wrong: string[] = []
  const { revision, blocks } = await library.briefings.get(prepared.briefingId)
  if (revision < 3) wrong.push(`the briefing is at revision ${revision}`)
  if (revision === 3 && JSON.stringify(blocks) !== JSON.stringify(prepared.blocks))
    wrong.push('the briefing has other words')
  const { items } = await library.sources.list({ query: '', limit: 100, offset: 0 })
  if (!items.some(({ title }) => title === 'Article 1')) wrong.push(`the source is gone after ${act.name}`)
  return wrong
}

/** Opens a library as at the next start. @returns what is wrong */
async function nextStart(
  act: Act,
  path: string,
  where: string,
  desk: Desk,
  done: boolean,
): Promise<string[]> {
  let library: Library
  try {
    library = await openLibrary(path, act.migrations ? { migrations: act.migrations } : {})
  } catch (error) {
    return [`${where} it does not open: ${toErrorValue(error).message}`]
  }
  try {
    const wrong = await lost(library, act)
    // The short form lets the doctor look once a point.
    if (how === 'every' || where === 'again')
      wrong.push(...(await library.doctor()).map(({ what }) => `doctor: ${what}`))
    if (where === 'again' && act.check) wrong.push(...(await act.check(desk, library, done)))
    return wrong.map((what) => `${where}: ${what}`)
  } finally {
    await library.close()
  }
}

/** Writes something into the library that stayed open. */
async function goesOn(desk: Desk): Promise<string[]> {
  if (desk.library === null) return []
  try {
    const { revision, blocks } = await desk.library.briefings.get(desk.briefingId)
    const { change } = apply(blocks, editFor(revision + 1))
    await desk.library.briefings.save({ briefingId: desk.briefingId, baseRevision: revision, ...change })
    return []
  } catch (error) {
    return [`saving does not go on: ${toErrorValue(error).message}`]
  }
}

let points = 0
async function point(act: Act, kind: Kind, fault: Fault): Promise<Point> {
  const folder = join(root, 'struck', String(++points), '/')
  cpSync(prepared.folder, folder, { recursive: true })
  const path = join(folder, 'desk.attest')
  const library = act.closed ? null : await openLibrary(path)
  const desk: Desk = { folder, path, briefingId: prepared.briefingId, versionId: prepared.versionId, library }
  const begun = performance.now()
  layer.strike(fault)
  const told = await act.run(desk).then(
    () => null,
    (error: unknown) => toErrorValue(error),
  )
  layer.lift()
  const ms = Math.round(performance.now() - begun)
  const { fired, count } = layer.seen()
  const wrong: string[] = []
  if (fired > 0 && (how === 'every' || points % 2 === 0)) {
    // As a power cut or a kill would leave it now.
    const crashed = `${join(root, 'crashed', String(points))}/`
    cpSync(folder, crashed, { recursive: true, filter: (name) => !name.endsWith('-lock') })
    wrong.push(...(await nextStart(act, join(crashed, 'desk.attest'), 'after a kill', desk, told === null)))
    rmSync(crashed, { recursive: true })
  }
  if (act.name !== 'closing') wrong.push(...(await goesOn(desk)))
  await library?.close().catch((error: unknown) => {
    if (act.name !== 'closing') wrong.push(`it does not close: ${toErrorValue(error).message}`)
  })
  wrong.push(...(await nextStart(act, path, 'again', desk, told === null)))
  if (!fault.calls.includes('unlink')) wrong.push(...leftovers(folder))
  rmSync(folder, { recursive: true })
  return { act: act.name, kind, first: fault.first, fired, count, told, wrong, ms }
}

/** The call that fails first the next time. */
const after = (first: number, step: number): number => {
  if (how === 'every') return first < EACH ? first + 1 : Math.floor(first * 1.5)
  return Math.max(first + 1, Math.floor(first * step))
}

for (const [place, act] of acts.entries()) {
  if (place % Number(hands) !== Number(hand)) continue
  const kinds = Object.entries(faults) as [Kind, (typeof faults)[Kind]][]
  for (const [turn, [kind, { step, ...fault }]] of kinds.entries()) {
    // The short form goes deeper into a third of them, each time of others.
    const isDeep = how === 'every' || (place + turn) % 3 === 0
    for (let first = 1; ; first = after(first, step)) {
      const struck = await point(act, kind, { ...fault, first })
      // Past the last call that could fail.
      if (struck.fired === 0) break
      process.stdout.write(`${JSON.stringify(struck)}\n`)
      if (fault.error === 'short' || !isDeep) break
    }
  }
}
process.stdout.write('end\n')
