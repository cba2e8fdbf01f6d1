import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomFrom } from '../words.ts'
import { bundleService } from './bundle.ts'
import { type Killed, Service } from './killing.ts'
import { type Kind, kinds, type Orders, type Told } from './told.ts'
import { Witness } from './witness.ts'

export interface HarnessOptions {
  readonly kills: number
  /** Makes the order of the work and the moments of the kills; two runs with one seed still meet other moments. */
  readonly seed: number
  readonly kinds?: readonly Kind[]
  /** The mutant that acknowledges before it commits. */
  readonly early?: boolean
  readonly onKill?: (done: number) => void
  /** Asked before each kill. */
  readonly isEnough?: () => boolean
}

export interface KindReport {
  readonly kind: Kind
  kills: number
  /** Killed before it had answered anything: while it opened the library. */
  opening: number
  /** Answers that were given and found kept. */
  acknowledged: number
  /** Finished on the disk, but killed before the answer. */
  untold: number
  /** Files of unfinished work. */
  leftOver: number
}

export interface Report {
  readonly rows: readonly KindReport[]
  /** What was lost or half there, each with the kill that did it. */
  readonly losses: readonly string[]
  /** Where the files of the first loss are; null without one. */
  readonly kept: string | null
}

/** How often each kind of work is chosen, in parts of 20. */
const shares: Record<Kind, number> = {
  typing: 5,
  importing: 4,
  migrating: 3,
  'backing up': 3,
  exporting: 3,
  restoring: 2,
}
/** Longest time of work before a kill, in ms. Setting a first PDF takes a second. */
const longest: Record<Kind, number> = {
  typing: 400,
  importing: 400,
  migrating: 500,
  'backing up': 400,
  exporting: 400,
  restoring: 400,
}
const LONGEST_PDF = 1_600
/** ms of opening: code is loaded already. */
const OPENING = 60
/** One kill in so many comes while the library is opened; one in so many is followed by another at once. */
const AT_START = 6
const TWICE = 6

export const newSeed = (): number => randomBytes(4).readUInt32BE()

/** Kills Attest's services again and again and looks after each kill; the first loss ends it. */
export async function killServices(options: HarnessOptions): Promise<Report> {
  const { kills, seed, early = false, onKill = () => undefined, isEnough = () => false } = options
  const chosen = options.kinds ?? kinds
  const random = randomFrom(seed)
  const pick = chosen.flatMap((kind) => Array.from({ length: shares[kind] }, () => kind))
  const folder = await mkdtemp(join(tmpdir(), 'attest-kills-'))
  const witnesses = new Map(
    chosen.map((kind) => [kind, new Witness(kind, join(folder, kind.replace(' ', '-')))] as const),
  )
  const rows = new Map<Kind, KindReport>(
    chosen.map((kind) => [kind, { kind, kills: 0, opening: 0, acknowledged: 0, untold: 0, leftOver: 0 }]),
  )
  const losses: string[] = []
  // The next one loads its code while the last one's work is looked at.
  const bundle = await bundleService()
  let next = new Service(bundle)
  let done = 0

  /** One kill; what was told is added to `told`. */
  async function kill(
    kind: Kind,
    atStart: boolean,
    told: Told[],
    complain: (what: string) => void,
  ): Promise<Killed> {
    const orders: Orders = {
      kind,
      folder: witnesses.get(kind)?.folder ?? '',
      seed: Math.floor(random() * 2 ** 31),
      pdf: kind === 'exporting' && random() < 0.4,
      early,
    }
    const from = atStart ? 'orders' : random() < 0.3 ? 'open' : 'answer'
    const span = atStart ? OPENING : orders.pdf ? LONGEST_PDF : longest[kind]
    const service = next
    const killed = await service.killAfter(orders, random() * span, from)
    next = new Service(bundle)
    told.push(...killed.told)
    if (killed.ended !== null) complain(killed.ended)
    if (!(await service.leavesNobody())) complain('a child process of it went on for a minute')
    const row = rows.get(kind)
    if (row) {
      row.kills += 1
      if (killed.told.length === 0) row.opening += 1
      row.acknowledged += killed.told.filter(({ did }) => did !== 'open').length
    }
    done += 1
    return killed
  }

  for (let round = 0; done < kills && losses.length === 0 && !isEnough(); round++) {
    // Each once, then as they come.
    const kind = chosen[round] ?? pick[Math.floor(random() * pick.length)] ?? 'typing'
    const witness = witnesses.get(kind)
    if (!witness) throw new Error(`nobody looks after ${kind}`)
    await witness.prepare()
    const told: Told[] = []
    const found: string[] = []
    const complain = (what: string) => found.push(what)
    const moments = [await kill(kind, random() * AT_START < 1, told, complain)]
    // Killed while it recovers from the kill.
    if (random() * TWICE < 1 && done < kills) moments.push(await kill(kind, true, told, complain))
    found.push(...(await witness.look(told)))
    const when = moments.map(({ after }) => `${after} ms`).join(' and ')
    losses.push(...found.map((what) => `kill ${done} (${kind}, after ${when}): ${what}`))
    onKill(done)
  }
  await next.dismiss()
  await bundle.remove()
  for (const [kind, { untold, leftOver }] of witnesses)
    Object.assign(rows.get(kind) ?? {}, { untold, leftOver })
  if (losses.length === 0) await rm(folder, { recursive: true, force: true })
  return { rows: [...rows.values()], losses, kept: losses.length > 0 ? folder : null }
}
