import { join } from 'node:path'
import { judge } from './judge.ts'
import { makeOriginal } from './library.ts'

// Damages and judges the libraries FROM to TO (exclusive) in this process, and prints one line of JSON for each: a crash
// or a hang is then seen by the process that started it. node child.ts FOLDER SEED FROM TO

const [folder = '', seed = '1', from = '0', to = '1'] = process.argv.slice(2)
const original = await makeOriginal(join(folder, 'original'), Number(seed))
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
for (let n = Number(from); n < Number(to); n++) {
  process.stdout.write(`${JSON.stringify({ begun: n })}\n`)
  process.stdout.write(`${JSON.stringify(await judge(original, join(folder, String(n)), Number(seed), n))}\n`)
}
