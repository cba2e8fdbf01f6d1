import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Part, partNames, parts, root } from './parts.ts'

// `npm test [PROJECT…]`: builds, checks the types, runs unit, property, integration and end-to-end tests, and says
// which parts this machine leaves out and why. With ATTEST_REQUIRE_ALL=1 a part left out is a failure.

interface Counts {
  passed: number
  failed: number
  skipped: number
}

const results = join(root, 'test-results')
const requireAll = process.env.ATTEST_REQUIRE_ALL === '1'
const allProjects = ['unit', 'property', 'integration', 'e2e']
const asked = process.argv.slice(2)
const projects = asked.length === 0 ? allProjects : allProjects.filter((project) => asked.includes(project))

/** Runs a command of the project; whether it ended well. */
function run(command: string, args: readonly string[]): boolean {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
  })
  return status === 0
}

function runProject(project: string): Counts {
  const file = join(results, `${project}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  // Windows share one display and one machine: one after the other.
  if (project === 'e2e') args.push('--no-file-parallelism')
  const succeeded = run('vitest', args)
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8')) as Record<string, number>
  return {
    passed: report.numPassedTests ?? 0,
    // An error outside any test fails the run without failing a test.
    failed: succeeded ? 0 : Math.max(1, report.numFailedTests ?? 0),
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  }
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results)
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const add = (counts: Counts) => {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}
const step = (succeeded: boolean) =>
  add({ passed: Number(succeeded), failed: Number(!succeeded), skipped: 0 })

const isBuilt = run('npm', ['run', '--silent', 'build'])
step(isBuilt)
if (asked.length === 0) step(run('npm', ['run', '--silent', 'types']))
for (const project of projects) if (isBuilt || project !== 'e2e') add(runProject(project))

const leftOut = (Object.keys(parts) as Part[]).filter((part) => parts[part] !== null)
for (const part of leftOut) console.log(`Left out: ${partNames[part]}, because ${parts[part]}.`)
if (requireAll && (leftOut.length > 0 || total.skipped > 0)) {
  console.log(`Nothing may be left out here: ${leftOut.length} parts and ${total.skipped} tests were.`)
  total.failed += leftOut.length + total.skipped
}
writeFileSync(join(results, 'summary.json'), `${JSON.stringify(total)}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
