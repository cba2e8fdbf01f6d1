import { relative } from 'node:path'

// What vitest's JSON report says, and what becomes of a file that failed and was run once more.

export interface Counts {
  passed: number
  failed: number
  skipped: number
}

/** What is used of vitest's JSON report. */
export interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    /** Absolute path of the file. */
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

export interface Outcome {
  readonly counts: Counts
  /** What failed, a paragraph each. */
  readonly failures: string[]
  /** What failed and then did not, a line a file. */
  readonly cameAndWent: string[]
}

/** More files than these have a reason that does not go away. */
const mostAgain = 8

/** What failed, a paragraph each: named again at the end, since a log is often kept only from its end. */
export function failuresIn(report: Report, project: string, root: string): string[] {
  return report.testResults.flatMap((file) => {
    const name = `${project}: ${relative(root, file.name)}`
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    if (failed.length === 0) return file.status === 'failed' ? [`${name}\n${file.message}`] : []
    return failed.map(
      ({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`,
    )
  })
}

const hasFailed = (file: Report['testResults'][number]): boolean =>
  file.status === 'failed' || file.assertionResults.some(({ status }) => status === 'failed')

/** The files to run once more; none when nothing failed, or too much. */
export function filesToRunAgain(report: Report): string[] {
  const files = report.testResults.filter(hasFailed).map(({ name }) => name)
  return files.length <= mostAgain ? files : []
}

/** What a run of a project comes to. `succeeded`: whether vitest itself ended well; an error outside any test does not. */
export function outcomeOf(report: Report, succeeded: boolean, project: string, root: string): Outcome {
  const failures = failuresIn(report, project, root)
  if (!succeeded && failures.length === 0) failures.push(`${project}: an error outside the tests, see above`)
  return {
    counts: {
      passed: report.numPassedTests,
      failed: succeeded ? 0 : Math.max(1, report.numFailedTests),
      skipped: report.numPendingTests + report.numTodoTests,
    },
    failures,
    cameAndWent: [],
  }
}

/**
 * What the first run comes to when the files that failed in it were run once more. A file that passes then came and
 * went: its tests count as passed, and it is named with what it failed. Whatever fails again is a failure, and so is
 * a test that was there and is not run the second time.
 */
export function afterAgain(first: Report, again: Report, againSucceeded: boolean, root: string): Outcome {
  const failures = failuresIn(again, 'e2e, run twice', root)
  const cameAndWent: string[] = []
  let recovered = 0
  // A file whose beginning fails leaves its tests out the first time.
  let takenUp = 0
  for (const file of first.testResults.filter(hasFailed)) {
    const second = again.testResults.find(({ name }) => name === file.name)
    const failed = file.assertionResults.filter(({ status }) => status === 'failed')
    const passes = (fullName: string) =>
      second?.assertionResults.some((test) => test.fullName === fullName && test.status === 'passed')
    const whole = second !== undefined && !hasFailed(second) && second.assertionResults.length > 0
    if (whole && failed.every(({ fullName }) => passes(fullName))) {
      recovered += failed.length
      const leftOut = file.assertionResults.filter(
        ({ status }) => status === 'skipped' || status === 'pending',
      )
      takenUp += leftOut.filter(({ fullName }) => passes(fullName)).length
      const names = failed.length === 0 ? [file.message] : failed.map(({ fullName }) => fullName)
      cameAndWent.push(`${relative(root, file.name)}: ${names.join('; ')}`)
    } else if (second === undefined || !hasFailed(second)) {
      failures.push(...failuresIn({ ...first, testResults: [file] }, 'e2e, not run a second time', root))
    }
  }
  if (!againSucceeded && failures.length === 0)
    failures.push('e2e: an error outside the tests when run again, see above')
  return {
    counts: {
      passed: first.numPassedTests + recovered + takenUp,
      failed: failures.length,
      skipped: first.numPendingTests + first.numTodoTests - takenUp,
    },
    failures,
    cameAndWent,
  }
}
