import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

// Which packages of node_modules are inside the bundles: each build step says what it put in, and notices.ts makes
// the licences and the SBOM of it.

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'dist/bundled')

/** One of the two build steps: what runs outside the window, and the window. */
export type Step = 'main' | 'window'

/**
 * Writes down what a step bundled.
 *
 * @param files paths of source files, absolute or from the project's root
 */
export function writeBundled(step: Step, files: Iterable<string>): void {
  const packages = new Set<string>()
  for (const file of files) {
    const found = packageFolder(file)
    if (found !== null) packages.add(found)
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${step}.json`), `${JSON.stringify([...packages].sort(), null, 2)}\n`)
}

/** The folders that a step wrote down, from the project's root. Throws when it has not been run. */
export const readBundled = (step: Step): string[] =>
  JSON.parse(readFileSync(join(folder, `${step}.json`), 'utf8')) as string[]

/** `node_modules/NAME` (of the innermost node_modules) of a file in a package; null for a file of the project's own. */
export function packageFolder(file: string): string | null {
  const path = `/${file.replaceAll('\\', '/').replace(/\?.*$/, '')}`
  const first = path.indexOf('/node_modules/')
  const last = path.lastIndexOf('/node_modules/')
  if (first === -1) return null
  const name = /^\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.slice(last))?.[0] ?? ''
  return `${path.slice(first, last)}${name}`.slice(1)
}
