import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import type { Memo } from './memo.ts'

/** Takes down what is not as it was promised. */
export type Complain = (what: string) => void

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Opens a library as a person would, lets `look` at it, has the doctor examine it, and closes it. */
export async function lookInto(
  path: string,
  name: string,
  complain: Complain,
  look: (library: Library) => Promise<void>,
): Promise<void> {
  let library: Library
  try {
    library = await openLibrary(path)
  } catch (error) {
    complain(`${name} does not open: ${words(error)}`)
    return
  }
  try {
    await look(library)
    for (const { kind, what } of await library.doctor())
      complain(`the doctor finds in ${name}: ${kind}: ${what}`)
  } catch (error) {
    complain(`${name} cannot be read: ${words(error)}`)
  } finally {
    await library.close().catch((error: unknown) => complain(`${name} does not close: ${words(error)}`))
  }
}

/** The same of a file that is to stay as it is, to the byte: looks at a copy of it and of its log. */
export async function lookIntoCopy(
  folder: string,
  file: string,
  complain: Complain,
  look: (library: Library) => Promise<void>,
): Promise<void> {
  const copy = join(folder, 'looked-at.attest')
  const isThere = await copyFile(join(folder, file), copy).then(
    () => true,
    () => false,
  )
  if (!isThere) return complain(`${file} is gone`)
  await copyFile(join(folder, `${file}-wal`), `${copy}-wal`).catch(() => undefined)
  await lookInto(copy, file, complain, look)
  for (const rest of ['', '-wal', '-shm']) await rm(`${copy}${rest}`, { force: true })
}

/** The only memo of a library; null with a complaint when it is gone. */
export async function memoOf(
  library: Library,
  name: string,
  complain: Complain,
): Promise<OpenBriefing | null> {
  const [briefing] = await library.briefings.list()
  if (!briefing) {
    complain(`the memo in ${name} is gone`)
    return null
  }
  return library.briefings.get(briefing.id)
}

/** Whether a memo holds at its revision what was typed up to there: every block, in order, and no other. */
export function compareMemo(found: OpenBriefing, memo: Memo, name: string, complain: Complain): void {
  const wanted = memo.at(found.revision)
  if (isDeepStrictEqual(found.blocks, wanted)) return
  const first = wanted.findIndex((block, at) => !isDeepStrictEqual(block, found.blocks[at]))
  complain(
    `the memo in ${name} is not what was typed by revision ${found.revision}: it has ${found.blocks.length} blocks, not ${wanted.length}, and differs from block ${first + 1}`,
  )
}
