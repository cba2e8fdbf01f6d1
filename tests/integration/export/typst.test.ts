import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { type Child, forkChild, type LaunchChild } from '../../../main/children.ts'
import { createTypst, type Typst } from '../../../main/export/typst.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import type { ResolvedDocument } from '../../../shared/document/resolved.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { everything, header, paragraph } from '../../unit/export/norvia.ts'

// Real children: cancelled, killed and replaced while they work.

const launched: Child[] = []
const launchChild: LaunchChild = (name, options) => {
  const child = forkChild(name, options)
  launched.push(child)
  return child
}
const open: Typst[] = []
const start = (options: Partial<Parameters<typeof createTypst>[0]> = {}): Typst => {
  const typst = createTypst({ launchChild, ...options })
  open.push(typst)
  return typst
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((typst) => typst.dispose()))
  launched.length = 0
})

const documentOf = (words: number): ResolvedDocument =>
  resolveBriefing({
    header: header(),
    blocks: Array.from({ length: Math.ceil(words / 100) }, (_, at) => paragraph(`${at} `.repeat(100))),
    entities: everything,
    today: '2031-04-01',
  })
const small = documentOf(10)
/** Takes seconds to set. */
const large = documentOf(400_000)
const options = { timestampMs: Date.UTC(2031, 2, 10), conformance: 'ua-a2a' as const }

const outcome = async (work: Promise<{ pages: number }>): Promise<string> => {
  try {
    return `${(await work).pages} pages`
  } catch (error) {
    return (error as AttestError).code
  }
}

describe('setting a document', () => {
  it('starts a child only when it is needed, and keeps it', async () => {
    const typst = start()
    expect(launched).toHaveLength(0)
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
    expect(launched).toHaveLength(1)
  })

  it('answers each caller with its own document, in order', async () => {
    const typst = start()
    const documents = [10, 6000, 10, 12_000].map(documentOf)
    const pages = await Promise.all(
      documents.map(async (document) => (await typst.compile(document, options)).pages),
    )
    expect(pages[0]).toBe(1)
    expect(pages[2]).toBe(1)
    expect(pages[1]).toBeGreaterThan(3)
    expect(pages[3]).toBeGreaterThan(pages[1] ?? 0)
  })

  it('stops in the middle, and sets the next document in a new child', async () => {
    const typst = start()
    await typst.compile(small, options)
    const stop = new AbortController()
    const work = outcome(typst.compile(large, { ...options, signal: stop.signal }))
    await wait(700)
    stop.abort()
    expect(await work).toBe('cancelled')
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
    expect(launched).toHaveLength(2)
  })

  it('lets go of a document that waits without disturbing the one being set', async () => {
    const typst = start()
    const first = outcome(typst.compile(documentOf(30_000), options))
    const stop = new AbortController()
    const second = outcome(typst.compile(small, { ...options, signal: stop.signal }))
    stop.abort()
    expect(await second).toBe('cancelled')
    expect(await first).toMatch(/^\d+ pages$/u)
    expect(launched).toHaveLength(1)
    const aborted = AbortSignal.abort()
    expect(await outcome(typst.compile(small, { ...options, signal: aborted }))).toBe('cancelled')
  })

  it('survives a child that is killed at any moment', async () => {
    const typst = start()
    for (const pause of [0, 30, 120, 400, 1000]) {
      const work = outcome(typst.compile(large, options))
      await wait(pause)
      launched.at(-1)?.kill()
      expect(await work).toBe('compile-failed')
      expect(await outcome(typst.compile(small, options))).toBe('1 pages')
    }
    // While it rests, nobody notices.
    launched.at(-1)?.kill()
    await wait(100)
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
  })

  it('gives up a document that takes too long', async () => {
    const typst = start({ timeoutMs: 1500 })
    expect(await outcome(typst.compile(large, options))).toBe('timeout')
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
  })

  it('replaces a child that has grown too large, and nobody waits for it', async () => {
    const typst = start({ recycleAtBytes: 1 })
    for (let at = 0; at < 3; at += 1) expect(await outcome(typst.compile(small, options))).toBe('1 pages')
    expect(launched).toHaveLength(3)
  })

  it('keeps its memory within bounds however often a document changes', async () => {
    const sizes: number[] = []
    const typst = start({
      launchChild: (name, more) => {
        const child = launchChild(name, more)
        child.onMessage((message) => sizes.push((message as { memoryBytes: number }).memoryBytes))
        return child
      },
    })
    for (let at = 0; at < 40; at += 1) {
      const blocks = Array.from({ length: 20 }, (_, block) => paragraph(`${at} ${block} word `.repeat(40)))
      const document = resolveBriefing({
        header: header(),
        blocks,
        entities: everything,
        today: '2031-04-01',
      })
      await typst.compile(document, options)
    }
    const mean = (part: number[]): number => part.reduce((sum, each) => sum + each, 0) / part.length
    expect(mean(sizes.slice(32))).toBeLessThan(1.4 * mean(sizes.slice(12, 20)))
  })

  it('refuses work and leaves no child behind once it is disposed of', async () => {
    const typst = start()
    const ended: (number | null)[] = []
    const work = outcome(typst.compile(large, options))
    await wait(100)
    launched[0]?.onExit((code) => ended.push(code))
    await typst.dispose()
    expect(await work).toBe('cancelled')
    expect(await outcome(typst.compile(small, options))).toBe('cancelled')
    await wait(200)
    expect(ended).toEqual([null])
    expect(launched).toHaveLength(1)
  })

  it('says that a document could not be set, and sets the next', async () => {
    const typst = start()
    const broken = { ...small, head: { ...small.head, paper: 'a0' } } as unknown as ResolvedDocument
    expect(await outcome(typst.compile(broken, options))).toBe('compile-failed')
    expect(await outcome(typst.compile(small, options))).toBe('1 pages')
  })
})
