import fc from 'fast-check'
import { contract, type OperationName } from '../../../shared/contract/index.ts'
import { errorCodes } from '../../../shared/model/error.ts'
import type { Desk } from './desk.ts'
import { mutated } from './mutations.ts'
import { payloadOf } from './payloads.ts'

export interface Tried {
  malformed: number
  /** Fitted the schema and were refused by a service. */
  refused: number
  /** Fitted the schema and could be done. */
  done: number
  /** What should not have been, each with the payload. */
  readonly faults: string[]
}

const short = (text: string) => (text.length > 300 ? `${text.slice(0, 300)}… (${text.length})` : text)

/** Whether a schema takes a JSON text at all: what it does not take is malformed. */
function fits(name: OperationName, text: string): boolean {
  try {
    return contract[name].input.safeParse(JSON.parse(text)).success
  } catch {
    return false
  }
}

/**
 * Calls one operation with malformed payloads until there were `runs` of them, and with as many that fit but mean
 * nothing. Any error must be a value of the contract, no error may be one that nobody foresaw, and where there was
 * an error nothing may have been written.
 *
 * @param runs malformed payloads; half as many payloads that fit are tried too, for at most `budget` ms
 * @param seed of the generator: the same seed, the same payloads on the same library
 */
export async function fuzz(
  desk: Desk,
  name: OperationName,
  runs: number,
  seed: number,
  budget: number,
): Promise<Tried> {
  const tried: Tried = { malformed: 0, refused: 0, done: 0, faults: [] }
  const world = await desk.world()
  const payloads = payloadOf(contract[name].input, { world, about: name.replace(/s?\..*/, '') })
  const before = { commits: desk.commits(), files: desk.files() }

  for (let round = 0; tried.malformed < runs && round < 20; round += 1) {
    for (const text of fc.sample(mutated(payloads), { numRuns: runs, seed: seed + round })) {
      if (tried.malformed >= runs) break
      if (fits(name, text)) continue
      tried.malformed += 1
      const result = await desk.call(name, text)
      const code = result.ok ? 'taken' : result.error.code
      if (code !== 'bad-request' && code !== 'too-large')
        tried.faults.push(`${name} malformed → ${code}: ${short(text)}`)
    }
  }
  if (desk.commits() !== before.commits) tried.faults.push(`${name}: malformed payloads wrote to the library`)
  if (desk.files() !== before.files) tried.faults.push(`${name}: malformed payloads wrote files`)

  const odd = [
    ...fc.sample(payloads, { numRuns: Math.ceil(runs / 4), seed }).map((payload) => JSON.stringify(payload)),
    ...fc.sample(mutated(payloads), { numRuns: runs, seed: seed + 99 }),
  ].filter((text) => fits(name, text))
  const end = Date.now() + budget
  for (const text of odd) {
    if (Date.now() > end) break
    await tryFitting(desk, name, text, tried)
  }
  await desk.reopen()
  return tried
}

async function tryFitting(desk: Desk, name: OperationName, text: string, tried: Tried): Promise<void> {
  await desk.reopen()
  for (let attempt = 0; ; attempt += 1) {
    const before = desk.commits()
    const result = await desk.call(name, text)
    if (result.ok) {
      tried.done += 1
      const output = contract[name].output.safeParse(result.value)
      if (!output.success)
        tried.faults.push(`${name} answered beside its schema (${output.error.message}): ${short(text)}`)
      return
    }
    const { code, message, hint } = result.error
    if (!errorCodes.includes(code) || message === '' || hint === '')
      tried.faults.push(`${name} → no error value: ${short(text)}`)
    if (code === 'internal') tried.faults.push(`${name} → ${short(message)}: ${short(text)}`)
    if (desk.commits() === before) {
      tried.refused += 1
      return
    }
    // A version that is kept a moment after a call comes once; what a refused call writes comes with every call.
    if (attempt === 3) {
      tried.faults.push(`${name} → ${code} and wrote: ${short(text)}`)
      return
    }
  }
}
