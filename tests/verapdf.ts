import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './parts.ts'

// PDF conformance by veraPDF, the reference validator. Ask `parts.java` whether Java and Maven are here.

const run = promisify(execFile)
const project = join(import.meta.dirname, 'fixtures/verapdf')

/** What veraPDF says of a file by one standard. */
export interface Conformance {
  readonly flavour: string
  readonly passed: boolean
  readonly assertions: number
  /** Clause, test and message of every rule that failed. */
  readonly failed: readonly string[]
}

/** Builds the checker once, under `node_modules/.cache`; what is returned is its class path. */
async function build(): Promise<string> {
  const sources = ['pom.xml', 'src/main/java/Conformance.java']
  const texts = await Promise.all(sources.map((name) => readFile(join(project, name))))
  const version = createHash('sha256').update(Buffer.concat(texts)).digest('hex').slice(0, 12)
  const folder = join(root, 'node_modules/.cache/verapdf', version)
  const built = await readFile(join(folder, 'classpath'), 'utf8').catch(() => null)
  if (built !== null) return `${join(folder, 'target/classes')}${delimiter}${built.trim()}`
  // Made beside and then named: two tests may want it at once, and a broken build must not be taken for one.
  const beside = `${folder}.${process.pid}`
  await mkdir(beside, { recursive: true })
  await cp(project, beside, { recursive: true })
  const goals = ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath.txt']
  await run('mvn', ['-q', '-B', ...goals], { cwd: beside, maxBuffer: 1 << 24 })
  await writeFile(join(beside, 'classpath'), await readFile(join(beside, 'classpath.txt')))
  await rename(beside, folder).catch(() => rm(beside, { recursive: true, force: true }))
  return build()
}

let classPath: Promise<string> | undefined

/**
 * Checks a file against standards, e.g. `ua1` and `2a`.
 *
 * @param file path of a PDF
 * @param flavours veraPDF's names of the standards
 */
export async function conformance(file: string, flavours: readonly string[]): Promise<Conformance[]> {
  classPath ??= build()
  const { stdout } = await run('java', ['-cp', await classPath, 'Conformance', file, ...flavours], {
    maxBuffer: 1 << 26,
  })
  const lines = stdout.split('\n')
  return flavours.map((flavour) => {
    const verdict = lines.find((line) => line.startsWith(`${flavour} `))?.split(' ')
    if (!verdict) throw new Error(`veraPDF said nothing of ${flavour}: ${stdout}`)
    const mark = `! ${flavour} `
    return {
      flavour,
      passed: verdict[1] === 'true',
      assertions: Number(verdict[2]),
      failed: lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length)),
    }
  })
}
