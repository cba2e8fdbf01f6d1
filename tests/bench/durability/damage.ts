import { randomBytes } from 'node:crypto'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { table } from '../bench.ts'
import { damageLibraries, damageTable } from './damage/run.ts'

// `npm run bench:durability -- damage [--libraries 2000 --seed N --workers 2]`: damages libraries at random, has them
// opened, examined and repaired, and prints Markdown, as docs/benchmarks.md keeps it. Ends with 1 at a crash, a hang, a
// silent "fine", a loss that nothing told of, or a repaired copy that is not sound.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    libraries: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    workers: { type: 'string', default: '2' },
  },
})
const seed = values.seed === undefined ? randomBytes(3).readUIntBE(0, 3) : Number(values.seed)
const started = performance.now()
const minutes = (): string => ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; seed ${seed}\n`,
)
const { judgements, faults } = await damageLibraries({
  libraries: Number(values.libraries),
  seed,
  workers: Number(values.workers),
  onJudged: (done) => {
    if (done % 50 === 0) console.error(`${done} libraries (${minutes()} min)`)
  },
})
const { head, rows } = damageTable(judgements)
console.log(table(head, rows))
console.log(
  `\n${judgements.length} damaged libraries in ${minutes()} minutes: ${faults.length === 0 ? 'no crash, no silent “fine”, every loss told, every copy sound' : `${faults.length} faults`}.\n`,
)
for (const fault of faults) console.log(`FAULT ${fault}`)
process.exit(faults.length > 0 ? 1 : 0)
