import { existsSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { type Bench, table } from './bench.ts'

// `npm run bench [-- NAME…]`: measures and prints Markdown, as docs/benchmarks.md keeps it.

/** Each in a file of its own with the default export `Bench`. */
const files: Record<string, string> = {
  save: 'save.ts',
  import: 'importing.ts',
  verify: 'verify.ts',
  faults: 'faults.ts',
  pdf: 'pdf.ts',
  start: 'start.ts',
  package: 'package.ts',
  suggest: 'suggest/run.ts',
  editor: 'editor/run.ts',
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(files, name))
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(files).join(', ')}.`)
  process.exit(2)
}

console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
)
/** How many processes wanted a core in the last minute: times taken on a busy machine say little. */
const load = (): string => loadavg()[0]?.toFixed(1) ?? 'unknown'

let failed = false
for (const name of asked.length > 0 ? asked : Object.keys(files)) {
  const file = join(import.meta.dirname, files[name] ?? '')
  if (!existsSync(file)) {
    console.log(`## ${name}\n\nLeft out: ${files[name]} is not here.\n`)
    continue
  }
  try {
    const { default: bench } = (await import(file)) as { default: Bench }
    const before = load()
    const measured = await bench()
    console.log(`## ${measured.title}\n`)
    if ('leftOut' in measured) console.log(`Left out: ${measured.leftOut}.\n`)
    else
      console.log(
        `${measured.how}\n\n${table(measured.head, measured.rows)}\n\nLoad of the machine: ${before} before, ${load()} after.\n`,
      )
  } catch (error) {
    failed = true
    console.error(`The benchmark ${name} failed:`, error)
  }
}
process.exit(failed ? 1 : 0)
