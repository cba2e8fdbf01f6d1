import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

// Programs run where there is no interface but the loopback, with every system call written down that could reach a
// network or ask for a name.

const calls = 'trace=connect,sendto,sendmsg,sendmmsg,bind,openat'

/**
 * The command line that runs `command` in a network namespace of its own (as root makes it), under a tracer that
 * writes to `trace`.
 */
export const offline = (trace: string, command: readonly string[]): string[] =>
  unconnected([], ['strace', ...tracing(trace), ...command])

/** What the tracer is told: every call of every process, with what its descriptors are. */
export const tracing = (trace: string): string[] => [
  ...['-f', '-yy', '-qq', '-s', '200', '-o', trace, '-e', calls],
]

/**
 * The command line that runs `command` in such a namespace.
 *
 * @param more namespaces to make beside the network's, as `unshare` names them
 */
export const unconnected = (more: readonly string[], command: readonly string[]): string[] => [
  ...['unshare', '--net', ...more, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
  ...command,
]

/**
 * Namespaces for a program of many processes: it has a world of processes of its own, whose first one is killed with
 * `unshare`, and all others with that one by the kernel. None is left behind, whatever becomes of the test.
 */
export const ownProcesses = ['--pid', '--fork', '--kill-child', '--mount-proc'] as const

export function spawnOffline(
  line: readonly string[],
  options: { env: Record<string, string>; cwd: string; stdio: Parameters<typeof spawn>[2]['stdio'] },
): { child: ChildProcess; ended: Promise<unknown> } {
  // A test run that is killed takes it along.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...line], options)
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

/** The processes directly below one. */
export const childrenOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

/** A lookup of a name asks the caching daemon, over a local socket, and then reads the system's list of names. */
const daemon = /sun_path="[^"]*nscd[^"]*"/
const list = /openat\([^"]*"\/etc\/(?:hosts|gai\.conf)"/

/**
 * Lookups of names, by whatever is touched for one. (The list of name servers is read when Node's resolver is made ready
 * and no lookup is tried.)
 */
export const lookups = (lines: readonly string[]): string[] =>
  lines.filter((line) => daemon.test(line) || list.test(line))

/**
 * The same where Chromium runs: it reads the list of names by itself as soon as it starts, in a thread of its own, and its
 * window asks the daemon for the person's name. Who does both, in one thread, looks up a name.
 */
export function lookupsBesideChromium(lines: readonly string[]): string[] {
  const thread = (line: string): string => line.split(' ')[0] ?? ''
  const asked = new Set(lines.filter((line) => daemon.test(line)).map(thread))
  return lines.filter((line) => list.test(line) && asked.has(thread(line)))
}

/**
 * What a trace shows of a network: an internet address connected to, sent to or listened on, other daemons that know
 * names, and lookups.
 */
export function attempts(trace: string, find = lookups): string[] {
  const lines = readFileSync(trace, 'utf8').split('\n')
  return [
    ...lines.filter(
      (line) =>
        /sa_family=AF_INET6?\b/.test(line) ||
        /sun_path="[^"]*(?:resolve|avahi|mdns|dnsmasq)[^"]*"/i.test(line),
    ),
    ...find(lines),
  ]
}

/** How many calls were seen that have nothing to do with a network: the trap was armed. */
export const seen = (trace: string): number => readFileSync(trace, 'utf8').split('\n').length
