import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operationNames } from '../../malformed.ts'
import { type Desk, openDesk } from './desk.ts'
import { fuzz } from './fuzz.ts'

/** Malformed payloads for each operation: few among the tests, 1,000 by `npm run fuzz`. */
const runs = Number(process.env.ATTEST_FUZZ_RUNS ?? 100)
/** The same payloads each time, so that a failure is the change's; `npm run fuzz` draws another. */
const seed = Number(process.env.ATTEST_FUZZ_SEED ?? 20_260_401)
/** What removes comes last: before it there is something to be asked for. */
const isRemoving = (name: string) => Number(/\.remove$|^purge\./.test(name))
const inOrder = [...operationNames].sort((a, b) => isRemoving(a) - isRemoving(b))
/** Longest time for payloads that fit, for each operation, in ms. */
const budget = runs < 1000 ? 700 : 20_000

describe(`every operation, given ${runs} malformed payloads (seed ${seed})`, () => {
  let desk: Desk
  let tries = 0
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(async () => {
    expect(await desk.integrity()).toBe('ok')
    await desk.close()
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
    // Each was tried: an operation that the generator cannot make payloads for would show here.
    expect(tries).toBe(operationNames.length)
  })

  it.each(inOrder)('answers with error values and writes nothing: %s', async (name) => {
    const tried = await fuzz(desk, name, runs, seed, budget)
    tries += 1
    if (process.env.ATTEST_FUZZ_RUNS) console.log(name, { ...tried, faults: tried.faults.length })
    expect(tried.faults).toEqual([])
    expect(tried.malformed).toBe(runs)
    expect(tried.refused + tried.done).toBeGreaterThan(0)
  })
})
