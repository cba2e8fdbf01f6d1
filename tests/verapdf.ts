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
  try {
    await run('mvn', ['-q', '-B', ...goals], { cwd: beside, maxBuffer: 1 << 24 })
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw error
  }
  await writeFile(join(beside, 'classpath'), await readFile(join(beside, 'classpath.txt')))
  await rename(beside, folder).catch(() => rm(beside, { recursive: true, force: true }))
  return build()
}

let classPath: Promise<string> | undefined

/**
 * Checks files against standards, in one run of Java: it takes longer to start than to check.
 *
 * @param files paths of PDFs
 * @param flavours veraPDF's names of the standards, e.g. `ua1` and `2a`
 * @returns for each file what is said of it, in the order of the flavours
 */
export async function conformance(
  files: readonly string[],
  flavours: readonly string[],
): Promise<Conformance[][]> {
  classPath ??= build()
  // The quick compiler alone: a run is over before the thorough one has paid off.
  const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', await classPath]
  const { stdout } = await run('java', [...options, 'Conformance', flavours.join(','), ...files], {
    maxBuffer: 1 << 26,
  })
  const lines = stdout.split('\n')
  return files.map((file, at) =>
    flavours.map((flavour) => {
      const head = `${at} ${flavour} `
      const verdict = lines
        .find((line) => line.startsWith(head))
        ?.slice(head.length)
        .split(' ')
      if (!verdict) throw new Error(`veraPDF said nothing of ${flavour} in ${file}: ${stdout}`)
      const failed = lines.filter((line) => line.startsWith(`! ${head}`))
      return {
        flavour,
        passed: verdict[0] === 'true',
        assertions: Number(verdict[1]),
        failed: failed.map((line) => line.slice(head.length + 2)),
      }
    }),
  )
}
