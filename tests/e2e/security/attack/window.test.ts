import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parts, root } from '../../../parts.ts'
import { attacked } from './attacked.ts'

describe.runIf(parts.electron === null)('the Electron window, its settings and its bridge', () => {
  const run = attacked()

  it('has the settings that the checklist asks for', async () => {
    const preferences = await run().app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>
      }
      return contents.getLastWebPreferences()
    })
    // Off is not told by every version; what is not told is off.
    for (const on of ['sandbox', 'contextIsolation', 'webSecurity'])
      expect([on, preferences[on]]).toEqual([on, true])
    for (const off of [
      'nodeIntegration',
      'nodeIntegrationInWorker',
      'webviewTag',
      'allowRunningInsecureContent',
      'navigateOnDragDrop',
    ])
      expect([off, preferences[off] ?? false]).toEqual([off, false])
    expect(preferences.nodeIntegrationInSubFrames ?? false).toBe(false)
    expect(preferences.experimentalFeatures ?? false).toBe(false)
    expect(preferences.enableBlinkFeatures ?? '').toBe('')
    // Nothing in the bundle starts the reporter of crashes or opens another program with an address.
    const bundle = readFileSync(join(root, 'dist/main/entry.cjs'), 'utf8')
    for (const never of [
      'crashReporter',
      'autoUpdater',
      'setAsDefaultProtocolClient(',
      'enableBlinkFeatures',
    ])
      expect([never, bundle.includes(never)]).toEqual([never, false])
  })

  it('pollutes no prototype on either side of the bridge, and cannot change the bridge', async () => {
    const outcome = await run().page.evaluate(async () => {
      const { attest } = window as unknown as {
        attest: { call(name: unknown, payload: unknown): Promise<{ ok: boolean }>; on: unknown }
      }
      const hostile: unknown[] = [
        JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'),
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('trap')
            },
            ownKeys: () => {
              throw new Error('trap')
            },
          },
        ),
        {
          get token() {
            throw new Error('getter')
          },
        },
        {
          toJSON: () => {
            throw new Error('toJSON')
          },
        },
        { toJSON: () => ({ token: '__proto__' }) },
        new Date(Number.NaN),
        new Map([['token', 1]]),
        Symbol('x'),
        () => 1,
        document.body,
        window,
        new ArrayBuffer(8),
        1n,
      ]
      const cyclic: Record<string, unknown> = {}
      cyclic.self = cyclic
      hostile.push(cyclic)
      const answers: string[] = []
      for (const payload of hostile) {
        for (const name of ['libraries.forget', 'acts.cancel', 'app.flushed']) {
          answers.push(
            await Promise.resolve()
              .then(() => attest.call(name, payload))
              .then(
                ({ ok }) => typeof ok,
                () => 'refused',
              ),
          )
        }
      }
      const changed: string[] = []
      for (const [what, act] of Object.entries({
        call: () => Object.assign(attest, { call: () => 1 }),
        on: () => Object.defineProperty(attest, 'on', { value: 1 }),
        prototype: () => Object.setPrototypeOf(attest, { evil: 1 }),
      })) {
        try {
          act()
          changed.push(what)
        } catch {
          // refused, as it should be
        }
      }
      return {
        answers: [...new Set(answers)].sort(),
        changed,
        polluted: 'polluted' in {},
        own:
          Object.getPrototypeOf(attest.call) === Function.prototype &&
          Object.getPrototypeOf(attest) === Object.prototype,
      }
    })
    expect(outcome.answers.filter((answer) => !['boolean', 'refused'].includes(answer))).toEqual([])
    expect(outcome).toMatchObject({ changed: [], polluted: false, own: true })
    expect(await run().app.evaluate(() => 'polluted' in {})).toBe(false)
  })

  it('may go away in the middle of its calls', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await run().page.evaluate(() => {
        const { attest } = window as unknown as {
          attest: { call(name: string, payload: unknown): Promise<unknown> }
        }
        for (let count = 0; count < 200; count += 1)
          void attest.call('library.state', {}).catch(() => undefined)
        const frame = document.body.appendChild(document.createElement('iframe'))
        frame.remove()
      })
      await run().page.reload()
    }
    const answer = await run().page.evaluate(() =>
      (
        window as unknown as { attest: { call(name: string, payload: unknown): Promise<unknown> } }
      ).attest.call('app.info', {}),
    )
    expect(answer).toMatchObject({ ok: true })
  })

  it('asks no address for anything, even where no policy of a page holds', async () => {
    const told = await run().app.evaluate(({ net }) =>
      Promise.all(
        ['http://192.0.2.1/', 'https://attest.example/', 'file:///etc/hostname'].map(
          (url) =>
            new Promise<string>((resolve) => {
              try {
                const request = net.request(url)
                request.on('response', () => resolve('answered'))
                request.on('error', ({ message }) => resolve(message))
                request.end()
              } catch (error) {
                resolve(String(error))
              }
            }),
        ),
      ),
    )
    expect(told.slice(0, 2)).toEqual(['net::ERR_BLOCKED_BY_CLIENT', 'net::ERR_BLOCKED_BY_CLIENT'])
    expect(told[2]).not.toBe('answered')
  })

  it('gives a page that names no operation of the contract no way to the main process', async () => {
    const answers = await run().page.evaluate(() => {
      const { attest } = window as unknown as { attest: { call(name: unknown, payload: unknown): unknown } }
      // A function cannot be sent at all: were it passed on, that would be an error of the channel's.
      const names = [() => 1, 'attest:call', '__proto__']
      return Promise.all(
        names.map((name) =>
          Promise.resolve()
            .then(() => attest.call(name, {}))
            .then(
              (answer) => (answer as { error: { message: string } }).error.message,
              (error: unknown) => String(error),
            ),
        ),
      )
    })
    expect(new Set(answers)).toEqual(new Set(['There is no such operation.']))
  })
})
