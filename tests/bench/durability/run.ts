import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import openDisplay from '../../e2e/display.ts'
import { parts, root } from '../../parts.ts'
import { table } from '../bench.ts'
import { killServices, newSeed } from './harness.ts'
import { type Kind, kinds } from './told.ts'
import { killWindows } from './windows.ts'

// `npm run bench:durability [-- --kills 1000 --windows 20 --seed N --only typing]`: kills Attest again and again, looks
// after each kill whether everything that was acknowledged is there and nothing is half there, and prints Markdown, as
// docs/benchmarks.md keeps it. Ends with 1 at the first loss, and says where the files are. `--minutes 20` begins no more
// kills of the services after so long.

// `npm run bench:durability -- damage`: damaged libraries instead; it ends the process itself.
if (process.argv[2] === 'damage') await import('./damage.ts')

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    windows: { type: 'string', default: '20' },
    seed: { type: 'string' },
    minutes: { type: 'string', default: 'Infinity' },
    only: { type: 'string', multiple: true },
  },
})
const seed = values.seed === undefined ? newSeed() : Number(values.seed)
const only = values.only?.filter((name): name is Kind => (kinds as readonly string[]).includes(name))
const started = performance.now()
const minutes = (): string => ((performance.now() - started) / 60_000).toFixed(1)

console.log(
  `Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}; seed ${seed}\n`,
)
let failed = false
let told = 0
const progress = (what: string, done: number): void => {
  if (done < told + 50) return
  told = done - (done % 50)
  console.error(`${done} ${what} (${minutes()} min)`)
}

const kills = Number(values.kills)
if (kills > 0) {
  const { rows, losses, kept } = await killServices({
    kills,
    seed,
    ...(only === undefined || only.length === 0 ? {} : { kinds: only }),
    onKill: (done) => progress('kills', done),
    isEnough: () => performance.now() - started > Number(values.minutes) * 60_000,
  })
  const sum = (column: 'kills' | 'opening' | 'acknowledged' | 'untold' | 'leftOver'): string =>
    rows.reduce((total, row) => total + row[column], 0).toLocaleString('en')
  console.log(
    table(
      ['while', 'kills', 'of them while opening', 'answers', 'done, not answered', 'files left over'],
      [
        ...rows.map((row) => [
          row.kind,
          ...[row.kills, row.opening, row.acknowledged, row.untold, row.leftOver].map((n) =>
            n.toLocaleString('en'),
          ),
        ]),
        ['all', sum('kills'), sum('opening'), sum('acknowledged'), sum('untold'), sum('leftOver')],
      ],
    ),
  )
  console.log(
    `\n${sum('kills')} kills in ${minutes()} minutes: ${losses.length === 0 ? 'nothing lost, nothing half there' : `${losses.length} losses`}.\n`,
  )
  for (const loss of losses) console.log(`LOST ${loss}`)
  if (kept !== null) console.log(`The files are in ${kept}.`)
  failed ||= losses.length > 0
}

const windows = Number(values.windows)
if (windows > 0 && parts.electron !== null) {
  console.log(`Left out: kills of the window, because ${parts.electron}.`)
} else if (windows > 0) {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' })
  const closeDisplay = await openDisplay()
  const onKill = (done: number): void => progress('windows', done)
  const { rows, losses } = await killWindows({ kills: windows, seed, onKill }).finally(closeDisplay)
  console.log(
    table(
      ['Electron', 'kills', 'times shown as saved', 'characters shown as saved'],
      rows.map(({ what, kills: count, saves, characters }) => [
        what,
        String(count),
        saves.toLocaleString('en'),
        characters.toLocaleString('en'),
      ]),
    ),
  )
  console.log(
    `\n${windows} kills of the window: ${losses.length === 0 ? 'every text shown as saved was there' : `${losses.length} losses`}.\n`,
  )
  for (const loss of losses) console.log(`LOST ${loss}`)
  failed ||= losses.length > 0
}
process.exit(failed ? 1 : 0)
