import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronBinary, isRoot, parts, root } from '../../parts.ts'
import { devToolsAddress, evaluate, waitForPage } from '../cdp.ts'
import { asNormalUser, environment, makeHome, removeHome } from '../electron.ts'

/** Everything a process says, until it has said `pattern`. */
function hear(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (data: Buffer) => {
      text += String(data)
      if (pattern.test(text)) resolve(text)
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

const script = join(root, 'main/hosts/start.ts')

describe('npm start', () => {
  let home = ''
  beforeEach(() => {
    home = makeHome()
  })
  afterEach(() => removeHome(home))

  /** As the person who runs the tests, or as the normal user: root has no Electron. */
  const start = (changes: Record<string, string>, args: readonly string[], asUser: boolean) => {
    const node = process.execPath
    const command = asUser ? asNormalUser(node, home) : node
    return spawn(command, [script, ...args], {
      env: { ...environment(node, home), ATTEST_DATA: join(home, 'data'), ...changes },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
  const end = async (child: ChildProcess) => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    return ended
  }

  it('without a display says so in one line and serves the sample', async () => {
    const child = start({ DISPLAY: '', WAYLAND_DISPLAY: '' }, [], false)
    const text = await hear(child, /http:\S+\n/)
    const lines = text.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^No Electron window: there is no display\./)
    const link = lines[1]?.split(' ').at(-1) ?? ''
    const first = await fetch(link, { redirect: 'manual' })
    expect(first.status).toBe(303)
    const origin = new URL(link).origin
    const answer = await fetch(`${origin}/call/library.state`, {
      method: 'POST',
      headers: {
        cookie: first.headers.get('set-cookie')?.split(';')[0] ?? '',
        origin,
        'content-type': 'application/json',
      },
      body: '{}',
    })
    expect(await answer.json()).toMatchObject({ ok: true, value: { library: { sample: true } } })
    expect(await end(child)).toBe(0)
  })

  it('with a binary that cannot show a window serves instead', async () => {
    const child = start({ ATTEST_ELECTRON: '/bin/false' }, [], isRoot)
    expect(await hear(child, /http:\S+\n/)).toMatch(/^No Electron window: Electron ended at once \(1\)\./)
    expect(await end(child)).toBe(0)
  })

  it.runIf(parts.electron === null)('opens the Electron window where it can be had', async () => {
    const changes = { ATTEST_ELECTRON: electronBinary() ?? '' }
    const child = start(changes, ['--remote-debugging-port=0'], isRoot)
    const address = await devToolsAddress(child)
    await waitForPage(address)
    // Asked until it answers: Chromium's list of pages may lack the page for a moment after it answered already.
    const title = () => evaluate(address, 'document.title').catch((error: Error) => error.message)
    await expect.poll(title, { timeout: 30_000 }).toBe('Attest')
    await end(child)
  })
})
