import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const fixtures = join(root, 'tests/fixtures/imports')
const config = join(root, '.dependency-cruiser.cjs')

interface Violation {
  rule: { name: string }
  from: string
  to: string
  /** The whole loop, reported once. */
  cycle?: { name: string }[]
}

/** The modules that were seen and the rules that were broken in a tree. */
async function cruise(folder: string, paths: readonly string[]) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...paths,
      '--config',
      config,
      '-T',
      'json',
    ],
    { cwd: folder, env: { ...process.env, ATTEST_IMPORTS_ROOT: folder }, maxBuffer: 1 << 28 },
  ).catch((error: { stdout: string }) => error)
  const { modules, summary } = JSON.parse(stdout) as {
    modules: { source: string }[]
    summary: { violations: Violation[] }
  }
  return { sources: modules.map(({ source }) => source), violations: summary.violations }
}

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.(?:tsx?|mjs)$/.test(file))

const rules = (createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }).forbidden.map(
  ({ name }) => name,
)
/** A bad file is called after the rule it breaks: `RULE.ts`, `RULE.type.ts`. */
const ruleOf = (file: string): string | undefined =>
  rules.find((rule) => file.split('/').at(-1)?.split('.')[0] === rule)

describe('import rules', async () => {
  const seen = await cruise(fixtures, ['main', 'renderer', 'shared'])
  const concerns = ({ from, cycle }: Violation, file: string) =>
    from === file || cycle?.some(({ name }) => name === file)
  const broken = (file: string) => [
    ...new Set(seen.violations.filter((violation) => concerns(violation, file)).map(({ rule }) => rule.name)),
  ]

  it.each(rules)('%s has a bad file', (rule) => {
    expect(files(fixtures).filter((file) => ruleOf(file) === rule)).not.toEqual([])
  })

  it.each(files(fixtures).filter((file) => ruleOf(file) !== undefined))('%s breaks its rule only', (file) => {
    expect(broken(file)).toEqual([ruleOf(file)])
  })

  it.each(files(fixtures).filter((file) => ruleOf(file) === undefined))('%s breaks none', (file) => {
    expect(seen.sources).toContain(file)
    expect(broken(file)).toEqual([])
  })

  it('hold in the project, of which every file is seen', async () => {
    const { sources, violations } = await cruise(root, ['main', 'renderer', 'shared', 'tests'])
    const expected = ['main', 'renderer', 'shared'].flatMap((folder) =>
      files(join(root, folder))
        .map((file) => `${folder}/${file}`)
        .filter((file) => !file.endsWith('.d.ts')),
    )
    expect(expected.filter((file) => !sources.includes(file))).toEqual([])
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([])
  })
})
