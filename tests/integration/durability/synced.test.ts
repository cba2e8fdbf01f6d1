import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parts } from '../../parts.ts'
import { firstBlock } from '../store/edits.ts'
import { header, library } from '../store/written.ts'
import { answers, notPlaced, notSynced, readTrace } from './trace.ts'

const calls = [
  'write',
  'writev',
  'pwrite64',
  'pwritev',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
]

/** Lets `saver.ts` work under strace. @returns what is wrong with each answer it gave, null where nothing is */
async function traced(mutant: string): Promise<Map<string, string | null>> {
  const made = await library()
  await made.briefings.create({ header: header('Memo'), blocks: [firstBlock] })
  await made.close()
  const folder = dirname(made.path)
  const trace = join(folder, 'trace')
  const tracer = ['-f', '-y', '-qq', '-s', '40', '-o', trace, '-e', `trace=${calls.join(',')}`]
  const saver = [
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, 'saver.ts'),
  ]
  const { status, stderr } = spawnSync('strace', [...tracer, ...saver, folder, mutant], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
  const all = readTrace(readFileSync(trace, 'utf8'))
  let since = -1
  const found = new Map<string, string | null>()
  for (const { words, call } of answers(all)) {
    const wal = notSynced(all, /desk\.attest-wal>/u, since, call.from)
    const file = words === 'backup' ? 'copy.attest' : words === 'export' ? 'memo.md' : null
    const placed = file === null ? null : notPlaced(all, file, since, call.from)
    // A backup writes nothing into the library.
    found.set(words, words === 'backup' ? placed : (wal ?? placed))
    since = call.from
  }
  return found
}

describe.runIf(parts.strace === null)('what is acknowledged', () => {
  it('is on the disk before the answer leaves: the sync has returned', async () => {
    const found = await traced('')
    expect([...found.keys()]).toEqual([
      ...Array.from({ length: 12 }, (_, edit) => `edit ${edit + 2}`),
      'import 0',
      'import 1',
      'import 2',
      'backup',
      'export',
    ])
    expect([...found].filter(([, wrong]) => wrong !== null)).toEqual([])
  })

  // Without these the test above could be blind.
  it.each(['synchronous=NORMAL', 'synchronous=OFF'])(
    'is seen not to be with the mutant %s',
    async (mutant) => {
      const found = await traced(mutant)
      const edits = [...found].filter(([words]) => words.startsWith('edit '))
      expect(edits.length).toBe(12)
      expect(edits.filter(([, wrong]) => wrong !== null).length).toBeGreaterThan(10)
    },
  )

  it('is seen not to be when the answer does not wait for the store', async () => {
    // From the second on the writes of the edit before could be taken for its own.
    expect((await traced('early')).get('edit 2')).toBe('nothing was written')
  })
})
