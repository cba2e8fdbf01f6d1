import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { examineFile } from '../../../../main/store/doctorFile.ts'
import type { LibraryProblem } from '../../../../main/store/library.ts'
import { openLibrary } from '../../../../main/store/open.ts'
import { createRepairedCopy, type RepairItem } from '../../../../main/store/repair.ts'
import { AttestError } from '../../../../shared/model/error.ts'
import { randomFrom } from '../../words.ts'
import { type Contents, compare, contentsOf } from './contents.ts'
import { type DamageKind, damageCopy, kindFor, kinds } from './kinds.ts'
import type { Original } from './library.ts'

/** What became of one damaged library. */
export interface Judgement {
  readonly n: number
  readonly kind: DamageKind
  readonly what: string
  /** Whether SQLite still reads the very content of the original. */
  readonly isChanged: boolean
  /** Whether what SQLite reads is an earlier state, whole in itself: the end of a log was cut off. */
  readonly isEarlier: boolean
  /** Kinds of problem that the doctor named; the code of a refusal. */
  readonly named: readonly string[]
  readonly opened: boolean
  /** Rows of the original, and how many of them are in the repaired copy as they were. */
  readonly rows: number
  readonly kept: number
  /** Why there is no repaired copy; null when there is one. */
  readonly refused: string | null
  /** What must never be: a silent “fine”, a loss that nothing tells of, a copy that is not sound. */
  readonly faults: readonly string[]
  readonly ms: number
}

const codeOf = (error: unknown): string | null => (error instanceof AttestError ? error.code : null)

/** Damages a copy of the original, opens it, has it examined and repaired, and compares the outcome. */
export async function judge(original: Original, folder: string, seed: number, n: number): Promise<Judgement> {
  const begun = performance.now()
  const random = randomFrom(seed * 100_003 + n)
  for (let warm = 0; warm < 3; warm++) random()
  const kind = kindFor(random)
  await mkdir(folder, { recursive: true })
  const path = join(folder, 'damaged.attest')
  const faults: string[] = []
  const what = await damageCopy(kind, original, path, random)
  const isLogged = kinds[kind].on === 'logged'
  const truth = (isLogged ? original.states.at(-1) : original.contents) ?? original.contents

  const read = await onCopy(path, contentsOf).catch(() => null)
  const isChanged = read === null || compare(truth, read).size > 0
  const isEarlier =
    isChanged && isLogged && read !== null && original.states.some((state) => compare(state, read).size === 0)
  const opened = await onCopy(path, async (copy) => {
    await (await openLibrary(copy)).close()
    return true
  }).catch((error: unknown) => {
    if (codeOf(error) === null) faults.push(`opening failed with no code: ${error}`)
    return false
  })

  const named = await onCopy(path, examineFile).then(
    (problems) => problems.map((problem) => problem.kind),
    (error: unknown) => {
      if (codeOf(error) === null) faults.push(`the doctor failed with no code: ${error}`)
      return [codeOf(error) ?? 'failure']
    },
  )
  // A log that ends with a whole change is whole: nothing in it tells that there was more.
  const isTellable = !(isEarlier && kind === 'log cut short')
  if (isChanged && isTellable && named.length === 0) faults.push('a silent “fine”')

  const out = join(folder, 'repaired.attest')
  let kept = 0
  let refused: string | null = null
  const rows = [...truth.values()].reduce((sum, table) => sum + table.size, 0)
  try {
    const { items, remaining } = await createRepairedCopy(path, out)
    const isAnswered = answeredBy(items)
    for (const { kind: left, what: words } of remaining)
      if (!isAnswered(words)) faults.push(`left in the copy: ${left}: ${words}`)
    const found = await contentsOf(out)
    // A change that is gone with the end of the log can only be told of as such.
    const isEndTold = items.some(({ type }) => type === 'log')
    const candidates = isEarlier && (kind === 'log cut short' || isEndTold) ? [...original.states] : [truth]
    const wrongs = candidates.map((state) => untold(state, found, items))
    faults.push(...(wrongs.find((wrong) => wrong.length === 0) ?? wrongs[0] ?? []))
    for (const [table, known] of truth) {
      for (const [id, words] of known) if (found.get(table)?.get(id) === words) kept += 1
    }
    if (kind === 'one bit' && rows - kept > 12) faults.push(`one bit cost ${rows - kept} rows`)
    faults.push(...(await secondLook(out, isAnswered)))
  } catch (error) {
    refused = codeOf(error)
    if (refused === null)
      faults.push(`the repair failed with no code: ${error instanceof Error ? error.stack : error}`)
  }
  if ((await readdir(folder)).some((name) => name.endsWith('.part')))
    faults.push('a file of unfinished work is left')
  await rm(folder, { recursive: true, force: true })
  return {
    n,
    kind,
    what,
    isChanged,
    isEarlier,
    named,
    opened,
    rows,
    kept,
    refused,
    faults,
    ms: performance.now() - begun,
  }
}

/** Losses and changes that no item of the report tells of. */
function untold(truth: Contents, found: Contents, items: readonly RepairItem[]): string[] {
  const wrong: string[] = []
  for (const [table, { gone, extra }] of compare(truth, found)) {
    const own = items.filter(({ type }) => type === table)
    const isAged = own.some(({ kind, id, label }) => kind === 'doubtful' && id === null && label === '')
    const told = own.reduce((sum, { count }) => sum + count, 0)
    if (isAged || (table === 'usage' && items.length > 0)) continue
    if (gone.length > told)
      wrong.push(
        `${gone.length} rows of ${table} are gone or changed, ${told} told: ${gone.slice(0, 3).join(', ')}`,
      )
    if (extra.length > told)
      wrong.push(`${extra.length} rows of ${table} are new, ${told} told: ${extra.slice(0, 3).join(', ')}`)
  }
  return wrong
}

/**
 * What a doctor may go on to say of a copy: the words of a figure stay when its picture is lost, and it is told of as
 * lost.
 */
const answeredBy =
  (items: readonly RepairItem[]) =>
  (words: string): boolean =>
    words.startsWith('A figure of briefing ') &&
    items.some(({ kind, type }) => kind === 'lost' && type === 'picture')

/** The copy, opened again, by a doctor that knows nothing of the repair. */
async function secondLook(path: string, isAnswered: (words: string) => boolean): Promise<string[]> {
  const problems: LibraryProblem[] = await examineFile(path)
  return problems
    .filter(({ what }) => !isAnswered(what))
    .map(({ kind, what }) => `found in the copy: ${kind}: ${what}`)
}

/** Does something with a copy of a library and its log, so that the library stays as it is. */
async function onCopy<T>(path: string, act: (copy: string) => Promise<T>): Promise<T> {
  const copy = path.replace(/damaged\.attest$/u, 'copy.attest')
  await copyFile(path, copy)
  await copyFile(`${path}-wal`, `${copy}-wal`).catch(() => undefined)
  try {
    return await act(copy)
  } finally {
    for (const rest of ['', '-wal', '-shm', '-lock', '-journal']) await rm(`${copy}${rest}`, { force: true })
  }
}
