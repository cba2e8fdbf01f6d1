/** One system call of a traced process. Lines are moments: what returned on an earlier line returned earlier. */
export interface Call {
  readonly name: string
  /** As strace writes them; a descriptor with its path, `3</tmp/desk.attest-wal>`. */
  readonly args: string
  /** The line on which it was entered, and the one on which it returned. */
  readonly from: number
  readonly to: number
}

/** The calls in a file that `strace -f -y -o FILE` wrote, by the moment they were entered. */
export function readTrace(text: string): Call[] {
  const calls: Call[] = []
  const open = new Map<string, { name: string; args: string; from: number }>()
  for (const [line, words] of text.split('\n').entries()) {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/u.exec(words) ?? []
    const resumed = /^<\.\.\. (\w+) resumed>(.*)$/u.exec(rest)
    if (resumed) {
      const begun = open.get(pid)
      open.delete(pid)
      if (begun) calls.push({ ...begun, args: begun.args + resumed[2], to: line })
      continue
    }
    const [, name = '', args = ''] = /^(\w+)\((.*)$/u.exec(rest) ?? []
    if (name === '') continue
    if (args.endsWith('<unfinished ...>')) open.set(pid, { name, args, from: line })
    else calls.push({ name, args, from: line, to: line })
  }
  return calls.sort((a, b) => a.from - b.from)
}

const isWrite = ({ name }: Call): boolean => /^(?:p?writev?2?|pwrite64)$/u.test(name)
const isSync = ({ name }: Call): boolean => name === 'fdatasync' || name === 'fsync'
const isRename = ({ name }: Call): boolean => name.startsWith('rename')

/** The answers on standard output, in order. */
export const answers = (calls: readonly Call[]): { readonly words: string; readonly call: Call }[] =>
  calls.flatMap((call) => {
    const words = isWrite(call) ? /^1<(?:pipe|socket):[^>]*>, "([^"]*)\\n"/u.exec(call.args)?.[1] : undefined
    return words === undefined ? [] : [{ words, call }]
  })

/**
 * Whether what an answer speaks of was on the disk before it: after the last write to a file of this kind since the
 * answer before, a sync of that file began, and it returned before the answer was written.
 *
 * @param since the line of the answer before
 * @param until the line of the answer
 * @returns null when it was; else what is wrong
 */
export function notSynced(calls: readonly Call[], file: RegExp, since: number, until: number): string | null {
  const within = calls.filter(({ from, args }) => from > since && from < until && file.test(args))
  const last = within.filter(isWrite).at(-1)
  if (!last) return 'nothing was written'
  if (last.to > until) return 'its last write had not returned'
  const synced = within.some((call) => isSync(call) && call.from > last.to && call.to < until)
  return synced ? null : 'no sync after its last write had returned'
}

/**
 * The same for a file that gets its name at the end: written beside, synced, renamed, and the folder synced too.
 */
export function notPlaced(calls: readonly Call[], name: string, since: number, until: number): string | null {
  const within = calls.filter(({ from }) => from > since && from < until)
  const rename = within.find((call) => isRename(call) && call.args.includes(`/${name}"`))
  if (!rename) return 'it was not renamed'
  const beside = new RegExp(`/\\.${name.replaceAll('.', '\\.')}\\.[^/>]*\\.part`, 'u')
  const written = notSynced(calls, beside, since, rename.from)
  // SQLite writes a copy itself and syncs it by another descriptor: what counts is the last of both.
  if (written !== null) return written
  const folder = within.some(
    (call) => isSync(call) && call.from > rename.to && call.to < until && !/\.part/u.test(call.args),
  )
  return folder ? null : 'the folder was not synced after the rename'
}
