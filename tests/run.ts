import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Part, partNames, parts, root } from './parts.ts'

// `npm test [PROJECT…]`: builds, checks the types, runs unit, property, integration and end-to-end tests, and says
// which parts this machine leaves out and why. With ATTEST_REQUIRE_ALL=1 a part left out is a failure.

interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What is used of vitest's JSON report. */
interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
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
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  failures.push(...failuresIn(report, project))
  // An error outside any test fails the run without failing a test.
  if (!succeeded && failures.length === 0) failures.push(`${project}: an error outside the tests, see above`)
  return {
    passed: report.numPassedTests,
    failed: succeeded ? 0 : Math.max(1, report.numFailedTests),
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** What failed, a paragraph each: named again at the end, since a log is often kept only from its end. */
function failuresIn(report: Report, project: string): string[] {
  return report.testResults.flatMap((file) => {
    const name = `${project}: ${relative(root, file.name)}`
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return file.status === 'failed' ? [`${name}\n${file.message}`] : []
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`,
    )
  })
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results)
const failures: string[] = []
const total: Counts = { passed: 0, failed: 0, skipped: 0 }
const add = (counts: Counts) => {
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
}
const step = (succeeded: boolean, name: string) => {
  if (!succeeded) failures.push(`${name} failed, see above`)
  add({ passed: Number(succeeded), failed: Number(!succeeded), skipped: 0 })
}

const isBuilt = run('npm', ['run', '--silent', 'build'])
step(isBuilt, 'build')
if (asked.length === 0) step(run('npm', ['run', '--silent', 'types']), 'types')
for (const project of projects) if (isBuilt || project !== 'e2e') add(runProject(project))

const leftOut = (Object.keys(parts) as Part[]).filter((part) => parts[part] !== null)
for (const part of leftOut) console.log(`Left out: ${partNames[part]}, because ${parts[part]}.`)
if (requireAll && (leftOut.length > 0 || total.skipped > 0)) {
  console.log(`Nothing may be left out here: ${leftOut.length} parts and ${total.skipped} tests were.`)
  total.failed += leftOut.length + total.skipped
}
for (const failure of failures) console.log(`\nFAILED ${failure.slice(0, 2_000)}`)
writeFileSync(join(results, 'summary.json'), `${JSON.stringify(total)}\n`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
