import { describe, expect, it } from 'vitest'
import { inOrder, type Turn } from '../../../main/capture/inOrder.ts'

interface Thing {
  readonly name: string
  readonly size?: number
  /** How many turns of the event loop the work takes before it waits for its turn. */
  readonly slow: number
}

const ticks = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n++) await new Promise((resolve) => setImmediate(resolve))
}

async function run(things: readonly Thing[], limits: { count: number; bytes: number }) {
  const asked: string[] = []
  const told: string[] = []
  let now = 0
  let most = 0
  const work = async ({ name, slow }: Thing, turn: Turn): Promise<string> => {
    most = Math.max(most, ++now)
    await ticks(slow)
    await turn.comes
    asked.push(name)
    turn.pass()
    await ticks(slow)
    now--
    return name
  }
  await inOrder(things, work, (name) => told.push(name), limits)
  return { asked, told, most }
}

const slowFirst = [9, 1, 5, 0, 7, 2, 0, 3].map((slow, n) => ({ name: `${n}`, slow, size: 10 }))
const order = slowFirst.map(({ name }) => name)

describe('working on several things', () => {
  it('keeps the order in which they came, in what is asked for and in what is told', async () => {
    const { asked, told, most } = await run(slowFirst, { count: 4, bytes: 1000 })
    expect(asked).toEqual(order)
    expect(told).toEqual(order)
    expect(most).toBe(4)
  })

  it('takes no more bytes at a time than there is room for, but always one', async () => {
    expect((await run(slowFirst, { count: 4, bytes: 25 })).most).toBe(2)
    expect((await run(slowFirst, { count: 4, bytes: 1 })).most).toBe(1)
  })

  it('lets the next one come when one ends without taking its turn', async () => {
    const told: string[] = []
    await inOrder(
      slowFirst,
      async ({ name }, turn) => {
        if (name === '0') return name
        await turn.comes
        return name
      },
      (name) => told.push(name),
      { count: 4, bytes: 1000 },
    )
    expect(told).toEqual(order)
  })

  it('finishes what is under way when the next thing cannot be had', async () => {
    const told: string[] = []
    async function* things() {
      yield { name: 'first', slow: 3 }
      yield { name: 'second', slow: 1 }
      throw new Error('the folder is gone')
    }
    const work = async ({ name, slow }: Thing): Promise<string> => {
      await ticks(slow)
      return name
    }
    const running = inOrder(things(), work, (name) => told.push(name), { count: 4, bytes: 1000 })
    await expect(running).rejects.toThrow('the folder is gone')
    expect(told).toEqual(['first', 'second'])
  })
})
