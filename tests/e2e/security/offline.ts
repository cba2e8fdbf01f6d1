import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

// Programs run where there is no interface but the loopback, with every system call written down that could reach a
// network or ask for a name.

const calls = 'trace=connect,sendto,sendmsg,sendmmsg,bind,openat'

/**
 * The command line that runs `command` in a network namespace of its own (as root makes it), under a tracer that
 * writes to `trace`.
 */
export const offline = (trace: string, command: readonly string[]): string[] => [
  'unshare',
  '--net',
  'sh',
  '-c',
  'ip link set lo up && exec "$@"',
  'sh',
  'strace',
  ...['-f', '-yy', '-qq', '-s', '200', '-o', trace, '-e', calls],
  ...command,
]

export function spawnOffline(
  line: readonly string[],
  options: { env: Record<string, string>; cwd: string; stdio: Parameters<typeof spawn>[2]['stdio'] },
): { child: ChildProcess; ended: Promise<unknown> } {
  const [file = '', ...args] = line
  const child = spawn(file, args, options)
  return { child, ended: new Promise((resolve) => child.once('exit', resolve)) }
}

/** The processes directly below one. */
export const childrenOf = (pid: number | undefined): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

/**
 * What a trace shows of a network: an internet address connected to, sent to or listened on, and whoever knows names
 * (the caching daemons and systemd's resolver over local sockets, and the system's list of names, which every lookup
 * reads first; the list of name servers is read when Node's resolver is made ready and no lookup is tried).
 */
export function attempts(trace: string): string[] {
  const lines = readFileSync(trace, 'utf8').split('\n')
  return lines.filter(
    (line) =>
      /sa_family=AF_INET6?\b/.test(line) ||
      /sun_path="[^"]*(?:nscd|resolve|avahi|mdns|dnsmasq)[^"]*"/i.test(line) ||
      /openat\([^"]*"\/etc\/(?:hosts|gai\.conf)"/.test(line),
  )
}

/** How many calls were seen that have nothing to do with a network: the trap was armed. */
export const seen = (trace: string): number => readFileSync(trace, 'utf8').split('\n').length
