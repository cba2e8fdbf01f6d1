import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Content from '../../../main/hosts/content.ts'
import type * as Gates from '../../../main/hosts/serve/gate.ts'
import type * as Requests from '../../../main/hosts/serve/request.ts'
import type { Serving } from '../../../main/hosts/serve/serve.ts'
import { root } from '../../parts.ts'
import { makeData, removeData } from '../serve.ts'
import { cookieOf, ownerIsIn, type Target, tries } from './serveTries.ts'

// The server with one check left out each time: the try that the check is there for must get in.

const gatePath = '../../../main/hosts/serve/gate.ts'
const requestPath = '../../../main/hosts/serve/request.ts'
const contentPath = '../../../main/hosts/content.ts'

/** Leaves one reason out of what the gate refuses for. */
const gateWithout = (change: (gate: Gates.Gate) => Partial<Gates.Gate>) => (): void => {
  vi.doMock(gatePath, async (original) => {
    const { createGate } = await original<typeof Gates>()
    return {
      createGate: () => {
        const gate = createGate()
        return { ...gate, ...change(gate) }
      },
    }
  })
}
const without = (left: Gates.Refusal) =>
  gateWithout((gate) => ({
    refusal: (method, headers) => {
      const reason = gate.refusal(method, headers)
      return reason === left ? null : reason
    },
  }))

const mutants: readonly {
  readonly what: string
  readonly found: keyof typeof tries
  readonly leaveOut: () => void
}[] = [
  {
    what: 'no check of the host',
    found: 'by another host’s name (DNS rebinding)',
    leaveOut: without('host'),
  },
  { what: 'no check of the origin', found: 'from another site', leaveOut: without('origin') },
  { what: 'no check of the site', found: 'from another site', leaveOut: without('site') },
  {
    what: 'no check of the token',
    found: 'by a guessed token, or a link used again',
    leaveOut: gateWithout(() => ({ redeem: () => `attest=${'0'.repeat(64)}` })),
  },
  {
    what: 'no check of the cookie',
    found: 'without the cookie',
    leaveOut: gateWithout(() => ({ admits: () => true })),
  },
  {
    what: 'no check of doubled headers',
    found: 'without a host, or with two of what decides',
    leaveOut: () =>
      vi.doMock(requestPath, async (original) => {
        const { targetOf, ...rest } = await original<typeof Requests>()
        return { ...rest, targetOf: ({ url }: IncomingMessage) => targetOf({ url, rawHeaders: [] } as never) }
      }),
  },
  {
    what: 'no check of the target',
    found: 'by a target that no browser sends',
    leaveOut: () =>
      vi.doMock(requestPath, async (original) => ({
        ...(await original<typeof Requests>()),
        targetOf: ({ url }: { url: string }) => new URL(url, 'http://127.0.0.1'),
      })),
  },
  {
    what: 'no check of the path',
    found: 'to files outside of its folder',
    leaveOut: () =>
      vi.doMock(contentPath, async (original) => ({
        ...(await original<typeof Content>()),
        readAsset: async (folder: string, pathname: string) => {
          const name = pathname === '/' ? 'index.html' : decodeURIComponent(pathname)
          const bytes = await readFile(join(folder, name)).catch(() => null)
          return bytes === null ? null : { bytes, type: 'text/html' }
        },
      })),
  },
]

describe('a server without one of its checks', () => {
  const dataDir = makeData()
  let serving: Serving | null = null
  afterEach(async () => {
    await serving?.close()
    for (const path of [gatePath, requestPath, contentPath]) vi.doUnmock(path)
    vi.resetModules()
    removeData(dataDir)
  })

  async function start(): Promise<Target> {
    const { serve } = await import('../../../main/hosts/serve/serve.ts')
    const rendererDir = join(root, 'dist/renderer')
    serving = await serve({ dataDir, rendererDir, version: '0.0.0', port: 0, library: null })
    const { port, link } = serving
    return { port, link, cookie: await cookieOf(link) }
  }

  it.each(mutants)('is entered: $what, $found', async ({ found, leaveOut }) => {
    leaveOut()
    const target = await start()
    expect(await tries[found](target)).not.toEqual([])
  })
  it('is not, when it has them all', async () => {
    const target = await start()
    expect(await ownerIsIn(target)).toBe(true)
    for (const [what, attempt] of Object.entries(tries))
      expect([what, await attempt(target)]).toEqual([what, []])
  })
})
