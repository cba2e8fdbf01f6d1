import { describe, expect, it } from 'vitest'
import { afterAgain, filesToRunAgain, outcomeOf, type Report } from '../../report.ts'

/** A report of files, each with its tests: their names and whether they passed. */
function report(
  files: Record<string, Record<string, boolean>>,
  messages: Record<string, string> = {},
): Report {
  const tests = Object.values(files).flatMap((each) => Object.values(each))
  return {
    numPassedTests: tests.filter(Boolean).length,
    numFailedTests: tests.filter((passed) => !passed).length,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: Object.entries(files).map(([name, each]) => ({
      name: `/house/tests/e2e/${name}`,
      status: messages[name] !== undefined || Object.values(each).includes(false) ? 'failed' : 'passed',
      message: messages[name] ?? '',
      assertionResults: Object.entries(each).map(([fullName, passed]) => ({
        fullName,
        status: passed ? 'passed' : 'failed',
        failureMessages: passed ? [] : [`${fullName} went wrong`],
      })),
    })),
  }
}

const first = report({
  'a.test.ts': { 'a one': true, 'a two': false },
  'b.test.ts': { 'b one': true },
  'c.test.ts': { 'c one': false, 'c two': false },
})

describe('a file that failed', () => {
  it('is run once more, unless so many failed that chance is no reason', () => {
    expect(filesToRunAgain(first)).toEqual(['/house/tests/e2e/a.test.ts', '/house/tests/e2e/c.test.ts'])
    expect(filesToRunAgain(report({ 'a.test.ts': { one: true } }))).toEqual([])
    const many = Object.fromEntries(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => [`${at}.test.ts`, { one: false }]),
    )
    expect(filesToRunAgain(report(many))).toEqual([])
  })

  it('and passes then is named with what it failed, and counts as passed', () => {
    const again = report({
      'a.test.ts': { 'a one': true, 'a two': true },
      'c.test.ts': { 'c one': true, 'c two': true },
    })
    const { counts, failures, cameAndWent } = afterAgain(first, again, true, '/house')
    expect(counts).toEqual({ passed: 5, failed: 0, skipped: 0 })
    expect(failures).toEqual([])
    expect(cameAndWent).toEqual(['tests/e2e/a.test.ts: a two', 'tests/e2e/c.test.ts: c one; c two'])
  })

  it('and left tests out the first time has not left out those that pass then', () => {
    const [early, later] = [
      report({ 'a.test.ts': { one: true, two: true } }),
      report({ 'a.test.ts': { one: true } }),
    ]
    const broken: Report = {
      ...early,
      numPassedTests: 0,
      numPendingTests: 2,
      testResults: early.testResults.map((file) => ({
        ...file,
        status: 'failed',
        message: 'no window',
        assertionResults: file.assertionResults.map((test) => ({ ...test, status: 'skipped' })),
      })),
    }
    expect(afterAgain(broken, early, true, '/house').counts).toEqual({ passed: 2, failed: 0, skipped: 0 })
    expect(afterAgain(broken, later, true, '/house').counts).toEqual({ passed: 1, failed: 0, skipped: 1 })
  })

  it('and fails again, in whatever test, is a failure', () => {
    const again = report({
      'a.test.ts': { 'a one': false, 'a two': true },
      'c.test.ts': { 'c one': true, 'c two': true },
    })
    const { counts, failures, cameAndWent } = afterAgain(first, again, false, '/house')
    expect(counts).toEqual({ passed: 4, failed: 1, skipped: 0 })
    expect(failures).toEqual(['e2e, run twice: tests/e2e/a.test.ts: a one\na one went wrong'])
    expect(cameAndWent).toHaveLength(1)
  })

  it('and is not run again, or without the test that failed, stays a failure', () => {
    const again = report({ 'a.test.ts': { 'a one': true } })
    const { counts, failures, cameAndWent } = afterAgain(first, again, true, '/house')
    expect(counts.failed).toBe(3)
    expect(failures.join('\n')).toMatch(/a two[\s\S]*c one[\s\S]*c two/)
    expect(cameAndWent).toEqual([])
  })

  it('by an error outside of its tests is told with that error', () => {
    const broken = report({ 'a.test.ts': {} }, { 'a.test.ts': 'no display' })
    expect(filesToRunAgain(broken)).toHaveLength(1)
    const again = report({ 'a.test.ts': { 'a one': true } })
    expect(afterAgain(broken, again, true, '/house').cameAndWent).toEqual(['tests/e2e/a.test.ts: no display'])
    expect(afterAgain(broken, broken, false, '/house').failures).toEqual([
      'e2e, run twice: tests/e2e/a.test.ts\nno display',
    ])
  })
})

describe('an error that belongs to no test', () => {
  it('is a failure, first and again', () => {
    const fine = report({ 'a.test.ts': { 'a one': true } })
    expect(outcomeOf(fine, false, 'unit', '/house')).toMatchObject({ counts: { passed: 1, failed: 1 } })
    expect(afterAgain(report({ 'a.test.ts': { 'a one': false } }), fine, false, '/house').counts.failed).toBe(
      1,
    )
  })
})
