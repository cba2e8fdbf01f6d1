import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { forkChild } from '../../../main/children.ts'
import { createTypst } from '../../../main/export/typst.ts'
import { openSession, type Session } from '../../../main/session.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import { randomFrom } from '../words.ts'
import { Memo, versionName } from './memo.ts'
import { answer, isDiscussed, remark } from './rich.ts'
import { type Orders, tell } from './told.ts'

/** An open library with its services and its memo, as the app has them. */
export interface Desk {
  readonly session: Session
  readonly memo: Memo
  readonly briefing: OpenBriefing
  /** Of the memo, as last acknowledged. */
  revision: number
  /** When everybody at it must stop, in ms since the epoch: then it is closed, and opened again. */
  readonly until: number
}

/** How long a library stays open before it is closed and opened again, in ms: closing is killed too. */
const shortest = 150
const longest = 900

/** Opens the library again and again; `work` is done beside the typing each time. Ends by a kill alone. */
export async function atDesk(
  { folder, kind, seed, early }: Orders,
  pauseMs: number,
  work: (desk: Desk) => Promise<void>,
): Promise<void> {
  const random = randomFrom(seed)
  const memo = new Memo(kind)
  const typst = createTypst({ launchChild: forkChild })
  for (;;) {
    const library = await openLibrary(join(folder, 'desk.attest'))
    const session = openSession({ library, sample: false, launchChild: forkChild, now: Date.now, typst })
    const [first] = await library.briefings.list()
    if (!first) throw new Error('the library has lost its memo')
    const briefing = await library.briefings.get(first.id)
    const until = Date.now() + shortest + random() * (longest - shortest)
    const desk: Desk = { session, memo, briefing, revision: briefing.revision, until }
    library.briefings.acquire(briefing.id, 'window')
    tell({ did: 'open' })
    await Promise.all([type(desk, pauseMs, early), tidy(desk), work(desk)])
    await session.close()
  }
}

export const isOver = ({ until }: Desk): boolean => Date.now() >= until

/** Makes one revision after the other, each told of when it was answered. */
async function type(desk: Desk, pauseMs: number, early: boolean): Promise<void> {
  const { memo, briefing } = desk
  const { briefings, pictures, versions } = desk.session.library
  while (!isOver(desk)) {
    if (memo.isNamed(desk.revision)) await name(desk)
    const next = desk.revision + 1
    // The mutant: whoever hears of this revision now may never see it.
    if (early) tell({ did: 'save', revision: next })
    for (const picture of memo.restores(next) === null ? memo.pictures(next) : []) {
      await pictures.add(picture)
      tell({ did: 'picture', revision: next })
    }
    const version = memo.restores(next)
    if (version === null) {
      const change = { briefingId: briefing.id, baseRevision: desk.revision, ...memo.change(next) }
      desk.revision = (await briefings.save(change)).revision
    } else {
      const kept = (await versions.list(briefing.id)).find((each) => each.name === versionName(version))
      if (!kept) throw new Error(`the version “${versionName(version)}” is gone`)
      desk.revision = (await versions.restore(kept.id)).revision
    }
    if (!early) tell({ did: 'save', revision: desk.revision })
    if (isDiscussed(desk.revision)) await discuss(desk)
    if (pauseMs > 0) await pause(pauseMs)
  }
}

/** Begins a thread of comments, answers and resolves it. */
async function discuss({ session, briefing, revision }: Desk): Promise<void> {
  const { comments } = session.library
  const { id } = await comments.start(briefing.id, remark(revision))
  tell({ did: 'comment', revision, step: 1 })
  await comments.reply(id, answer(revision))
  tell({ did: 'comment', revision, step: 2 })
  await comments.resolve(id, true)
  tell({ did: 'comment', revision, step: 3 })
}

/** Keeps the present revision under its name, unless a process before this one did. */
async function name({ session, briefing, revision }: Desk): Promise<void> {
  const { versions } = session.library
  const kept = await versions.list(briefing.id)
  if (kept.some((version) => version.name === versionName(revision))) return
  await versions.name(briefing.id, versionName(revision))
  tell({ did: 'name', revision })
}

/** Versions, full text and the log are looked after while work goes on, as the app does every two minutes. */
async function tidy(desk: Desk): Promise<void> {
  while (!isOver(desk)) {
    await desk.session.library.tidy()
    await pause(40)
  }
}
