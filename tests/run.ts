import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Part, partNames, parts, root } from './parts.ts'
import { afterAgain, type Counts, filesToRunAgain, type Outcome, outcomeOf, type Report } from './report.ts'

// `npm test [PROJECT…]`: builds, checks the types, runs unit, property, integration and end-to-end tests, and says
// which parts this machine leaves out and why. With ATTEST_REQUIRE_ALL=1 a part left out is a failure.

const results = join(root, 'test-results')
const requireAll = process.env.ATTEST_REQUIRE_ALL === '1'
const allProjects = ['unit', 'property', 'integration', 'e2e']
/** Windows and other processes are slow on a busy machine: one stumble must not hide hundreds of results. It is told. */
const againIn = ['integration', 'e2e']
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

/** One run of vitest: whether it ended well, and its report when it wrote one. */
function vitest(project: string, name: string, more: readonly string[] = []) {
  const file = join(results, `${name}.json`)
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]
  const succeeded = run('vitest', [...args, ...more])
  return { succeeded, report: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null }
}

const noReport = (project: string): Outcome => ({
  counts: { passed: 0, failed: 1, skipped: 0 },
  failures: [`${project}: the tests ended without a report, see above`],
  cameAndWent: [],
})

function runProject(project: string): Outcome {
  const first = vitest(project, project)
  if (first.report === null) return noReport(project)
  const files = againIn.includes(project) ? filesToRunAgain(first.report) : []
  if (files.length === 0) return outcomeOf(first.report, first.succeeded, project, root)
  console.log(`\n${files.length} files of ${project} failed and are run once more.`)
  // One after the other: what fails then too does not fail for want of a machine.
  const again = vitest(project, `${project}-again`, ['--no-file-parallelism', ...files])
  return again.report === null
    ? outcomeOf(first.report, first.succeeded, project, root)
    : afterAgain(first.report, again.report, again.succeeded, root)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results)
const failures: string[] = []
const cameAndWent: string[] = []
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
for (const project of projects) {
  if (!isBuilt && project === 'e2e') continue
  const outcome = runProject(project)
  add(outcome.counts)
  failures.push(...outcome.failures)
  cameAndWent.push(...outcome.cameAndWent)
}

const leftOut = (Object.keys(parts) as Part[]).filter((part) => parts[part] !== null)
for (const part of leftOut) console.log(`Left out: ${partNames[part]}, because ${parts[part]}.`)
if (requireAll && (leftOut.length > 0 || total.skipped > 0)) {
  console.log(`Nothing may be left out here: ${leftOut.length} parts and ${total.skipped} tests were.`)
  total.failed += leftOut.length + total.skipped
}
for (const failure of failures) console.log(`\nFAILED ${failure.slice(0, 2_000)}`)
for (const line of cameAndWent) console.log(`\nCAME AND WENT ${line}`)
writeFileSync(
  join(results, 'summary.json'),
  `${JSON.stringify({ ...total, cameAndWent: cameAndWent.length })}\n`,
)
const unsteady =
  cameAndWent.length === 0 ? '' : `, in ${cameAndWent.length} files only when they were run a second time`
console.log(`${total.passed} passed${unsteady}, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)
