import { acts } from '../integration/faults/acts.ts'
import { faults, type Point } from '../integration/faults/points.ts'
import { sweep } from '../integration/faults/sweep.ts'
import { parts } from '../parts.ts'
import type { Bench } from './bench.ts'

const count = (points: readonly Point[]): string => points.length.toLocaleString('en')

const bench: Bench = async () => {
  const title = 'Faults survived'
  if (parts.compiler !== null) return { title, leftOut: parts.compiler }
  const points = await sweep('every')
  const row = (name: string, of: readonly Point[]): string[] => [
    name,
    count(of),
    count(of.filter(({ told }) => told !== null)),
    count(of.filter(({ told }) => told === null)),
    count(of.filter(({ wrong }) => wrong.length > 0)),
  ]
  for (const { act, kind, first, wrong } of points)
    for (const what of wrong) console.error(`${act}, ${kind}, call ${first}: ${what}`)
  return {
    title,
    how: `Every call to the system that writes, flushes, opens, renames, cuts, deletes or reads in ${acts.length} acts of the services was made to fail as the first of them (of more than 24 of a kind some), by a library under SQLite and Node (\`tests/fixtures/faults/faults.c\`): ${Object.keys(faults).join('; ')}. After each the library was opened as a kill would have left it and as it went on, and examined. Refused: the person was told why. Done all the same: the act came through, tried again or did not need the call. Goal: nothing lost or damaged.`,
    head: ['act', 'faults', 'refused', 'done all the same', 'lost or damaged'],
    rows: [
      ...acts.map(({ name }) =>
        row(
          name,
          points.filter(({ act }) => act === name),
        ),
      ),
      row('all', points),
    ],
  }
}
export default bench
