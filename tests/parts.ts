import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// What a machine may lack. A test that needs a part asks here; `npm test` says which parts were left out and why.

export const root = join(import.meta.dirname, '..')

/** Text that came with the work order, not with the project: never a part of a clone. */
export const articles = join(root, '../shared/articles')

const has = (command: string): boolean => {
  try {
    execFileSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** The binary that end-to-end tests start: `ATTEST_ELECTRON`, or the one that `electron` downloaded; null when none. */
export function electronBinary(): string | null {
  if (process.env.ATTEST_ELECTRON) return process.env.ATTEST_ELECTRON
  const folder = join(root, 'node_modules/electron')
  const name = join(folder, 'path.txt')
  const binary = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8')) : null
  return binary !== null && existsSync(binary) ? binary : null
}

export const isRoot = process.getuid?.() === 0

/** The normal user as whom root starts Electron: Chromium's sandbox does not run as root. */
export function normalUser(): string | null {
  const name = process.env.ATTEST_USER ?? 'attest-e2e'
  return readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`) ? name : null
}

export const hasXvfb = process.platform === 'linux' && has('Xvfb')

function electron(): string | null {
  const binary = electronBinary()
  if (binary === null) return 'Electron’s binary is not here (npx install-electron, or ATTEST_ELECTRON)'
  if (!existsSync(binary)) return `ATTEST_ELECTRON names ${binary}, which does not exist`
  if (process.platform === 'linux' && !hasXvfb && !process.env.DISPLAY)
    return 'there is no display and no Xvfb'
  if (isRoot && normalUser() === null)
    return 'root cannot use the sandbox, and ATTEST_USER names no normal user'
  return null
}

/** Only root makes a network namespace, and in some containers not even root does. */
function namespace(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are Linux’s'
  if (!isRoot) return 'only root can make a network namespace'
  if (!has('unshare') || !has('nsenter') || !has('ip')) return 'unshare, nsenter or ip is not here'
  try {
    execFileSync('unshare', ['--net', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'ignore' })
    return null
  } catch {
    return 'no network namespace can be made here'
  }
}

/** Why a part is left out on this machine; null where it is here. */
export const parts = {
  electron: electron(),
  java: has('java') && has('mvn') ? null : 'Java and Maven are not here (they run veraPDF)',
  qpdf: has('qpdf') ? null : 'qpdf is not here',
  poppler: has('pdftotext') ? null : 'poppler-utils is not here',
  compiler: has('cc') && process.platform === 'linux' ? null : 'there is no C compiler, or this is not Linux',
  xdotool: has('xdotool') ? null : 'xdotool is not here',
  strace: has('strace') ? null : 'strace is not here',
  namespace: namespace(),
  articles: existsSync(articles) ? null : '../shared/articles is not here',
} satisfies Record<string, string | null>
export type Part = keyof typeof parts

/** What each part tests, for the line that says it was left out. */
export const partNames: Record<Part, string> = {
  electron: 'tests in the Electron window',
  java: 'PDF conformance by veraPDF',
  qpdf: 'PDF structure by qpdf',
  poppler: 'the text of PDFs',
  compiler: 'faults below SQLite and below files',
  xdotool: 'dialogs that the system draws, in the packaged app',
  namespace: 'the proof that no network is needed, in a namespace without one',
  strace: 'the proofs that nothing connects to a network and that the disk has what is acknowledged',
  articles: 'tests on the sample article',
}
