import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

// `npm run fuzz [-- RUNS [SEED]]`: each operation of the contract with 1,000 malformed payloads, others each time.

const [runs = '1000', seed = String(Date.now() % 2 ** 31)] = process.argv.slice(2)
const root = join(import.meta.dirname, '../../..')
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'property', 'tests/property/contract'],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ATTEST_FUZZ_RUNS: runs, ATTEST_FUZZ_SEED: seed },
  },
)
process.exit(status ?? 1)
