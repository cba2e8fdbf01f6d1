import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../main/hosts/content.ts'
import { malformedPayloads, operationNames } from '../../malformed.ts'
import { parts, root } from '../../parts.ts'
import { type ElectronRun, removeHome, startElectron } from '../electron.ts'

interface Answer {
  ok: boolean
  error?: { code: string }
}
/** The preload's object, as the page sees it. */
interface Bridge {
  call(name: unknown, payload: unknown): Promise<Answer>
  on(name: unknown, listener: unknown): () => void
}
type Page = Window & { attest: Bridge }

describe.runIf(parts.electron === null)('the Electron window', () => {
  let run: ElectronRun
  beforeAll(async () => {
    run = await startElectron()
  })
  afterAll(async () => {
    await run.close()
    removeHome(run.home)
  })

  it.runIf(process.platform === 'linux')('runs its page in the operating system’s sandbox', async () => {
    expect(readFileSync(`/proc/${run.pid}/cmdline`, 'utf8')).not.toContain('no-sandbox')
    const processes = await run.app.evaluate(({ app }) => app.getAppMetrics())
    const pages = processes.filter(({ type }) => type === 'Tab')
    expect(pages.length).toBeGreaterThan(0)
    for (const { pid } of pages) {
      // 2: a seccomp filter decides on every system call.
      expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m)
    }
  })

  it('gives the page two functions and nothing of Node or Electron', async () => {
    const surface = await run.page.evaluate(() => {
      const page = window as unknown as Page & Record<string, unknown>
      const before = page.attest
      const attempts = [
        () => Object.assign(page.attest, { more: 1 }),
        () => Object.defineProperty(page, 'attest', { value: null }),
        () => Reflect.deleteProperty(page, 'attest'),
      ]
      for (const attempt of attempts) {
        try {
          attempt()
        } catch {
          // refused, as it should be
        }
      }
      const { attest } = page
      return {
        names: Reflect.ownKeys(attest).map(String).sort(),
        frozen: Object.isFrozen(attest),
        same: attest === before,
        others: [
          'require',
          'process',
          'module',
          'global',
          'Buffer',
          'electron',
          'ipcRenderer',
          '__dirname',
        ].filter((name) => name in page),
      }
    })
    expect(surface).toEqual({ names: ['call', 'on'], frozen: true, same: true, others: [] })
  })

  it('knows exactly the operations of the contract', async () => {
    const refused = (names: unknown[]) =>
      run.page.evaluate(async (list) => {
        const { attest } = window as unknown as Page
        const answers = await Promise.all(list.map((name) => attest.call(name, null)))
        return answers.map((answer) => answer.error?.code)
      }, names)
    const strangers = [
      'no.such',
      '',
      '__proto__',
      'constructor',
      'attest:call',
      'attest:event',
      null,
      7,
      {},
      ['app.info'],
    ]
    expect(await refused(strangers)).toEqual(strangers.map(() => 'bad-request'))
    const info = await run.page.evaluate(() => (window as unknown as Page).attest.call('app.info', {}))
    expect(info).toMatchObject({ ok: true, value: { host: 'electron', dialogs: true } })
  })

  it.each(operationNames)('answers every malformed %s with an error', async (name) => {
    const payloads = malformedPayloads(name).flatMap((text) => {
      try {
        return [{ text, value: JSON.parse(text) as unknown }]
      } catch {
        return []
      }
    })
    const codes = await run.page.evaluate(
      async ([operation, list]) => {
        const { attest } = window as unknown as Page
        const answers = await Promise.all(list.map(({ value }) => attest.call(operation, value)))
        return answers.map((answer) => answer.error?.code ?? 'taken')
      },
      [name, payloads] as const,
    )
    expect(payloads.map(({ text }, index) => [text, codes[index]])).toEqual(
      payloads.map(({ text }) => [text, 'bad-request']),
    )
  })

  it('takes no payload that JSON cannot say', async () => {
    const codes = await run.page.evaluate(async () => {
      const { attest } = window as unknown as Page
      const answers = await Promise.all([attest.call('app.info', undefined), attest.call('app.info', 1n)])
      return answers.map((answer) => answer.error?.code)
    })
    expect(codes).toEqual(['bad-request', 'bad-request'])
  })

  it('hears the events of the contract and no others', async () => {
    await run.page.evaluate(() => {
      const { attest } = window as unknown as Page
      const heard: unknown[] = []
      Object.assign(window, { heard })
      for (const name of ['no.such', 'attest:event', 'menu.command']) {
        attest.on(name, (...received: unknown[]) => heard.push([name, ...received]))
      }
      attest.on('menu.command', 'not a function')
    })
    await run.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      contents?.send('no.such', 1)
      contents?.send('attest:event', 'no.such', 2)
      contents?.send('attest:event', 'menu.command', { command: 'none' })
    })
    const heard = () => run.page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    await expect.poll(heard).toEqual([['menu.command', { command: 'none' }]])
  })

  it('answers nobody but the page of its own window', async () => {
    const { app } = run
    const preload = join(root, 'dist/main/preload.cjs')
    // Another window with the same preload and the same page, and one with a page of somebody else's.
    const codes = await app.evaluate(async ({ BrowserWindow }, file) => {
      const ask = async (url: string): Promise<string> => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload: file, sandbox: true } })
        await window.loadURL(url)
        const code = (await window.webContents.executeJavaScript(
          "attest.call('app.info', {}).then((answer) => answer.ok ? 'taken' : answer.error.code)",
        )) as string
        window.destroy()
        return code
      }
      return [await ask('app://attest/'), await ask('data:text/html,stranger')]
    }, preload)
    expect(codes).toEqual(['forbidden', 'forbidden'])
  })

  it('gives a frame within its page nothing', async () => {
    const inFrame = await run.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const has = 'attest' in (frame.contentWindow ?? {})
      frame.remove()
      return has
    })
    expect(inFrame).toBe(false)
  })

  it('goes nowhere and opens nothing', async () => {
    const { page, app } = run
    const opened = await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'https://attest.example/'
      link.target = '_blank'
      document.body.append(link)
      link.click()
      link.target = ''
      link.click()
      link.remove()
      const windows = [
        window.open('https://attest.example/'),
        window.open('app://attest/'),
        window.open('about:blank'),
      ]
      location.href = 'file:///etc/passwd'
      return windows.filter((other) => other !== null).length
    })
    expect(opened).toBe(0)
    await page.evaluate(() => {
      location.assign('https://attest.example/')
    })
    await page.waitForTimeout(300)
    expect(page.url()).toBe('app://attest/')
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  })

  it('loads nothing that is not its own', async () => {
    const results = await run.page.evaluate(async () => {
      const tries = await Promise.all(
        [
          'https://attest.example/',
          'http://127.0.0.1:1/',
          'file:///etc/passwd',
          'app://elsewhere/',
          'chrome://version/',
        ].map((url) =>
          fetch(url).then(
            (response) => `${url} ${response.status}`,
            () => 'refused',
          ),
        ),
      )
      const picture = await new Promise<string>((resolve) => {
        const image = new Image()
        image.onload = () => resolve('loaded')
        image.onerror = () => resolve('refused')
        image.src = 'https://attest.example/pixel.png'
      })
      return [...tries, picture]
    })
    expect(new Set(results)).toEqual(new Set(['refused']))
  })

  it('runs no script but its own', async () => {
    const breaches = await run.page.evaluate(async () => {
      const seen: string[] = []
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective))
      const ran = window as unknown as { ran?: number }
      const inline = document.createElement('script')
      inline.textContent = 'window.ran = 1'
      document.body.append(inline)
      const handler = document.createElement('img')
      handler.setAttribute('onerror', 'window.ran = 2')
      handler.src = 'data:image/png;base64,AAAA'
      document.body.append(handler)
      // What Playwright evaluates may compile code; what runs later is the page's own.
      await new Promise((resolve) => setTimeout(resolve, 1))
      try {
        new Function('window.ran = 3')()
      } catch {
        // refused, as it should be
      }
      await new Promise((resolve) => setTimeout(resolve, 200))
      inline.remove()
      handler.remove()
      return { ran: ran.ran ?? 0, seen: [...new Set(seen)].sort() }
    })
    expect(breaches).toEqual({ ran: 0, seen: ['script-src', 'script-src-attr', 'script-src-elem'] })
  })

  it('sends the policy with every file and none from outside its folder', async () => {
    const answers = await run.page.evaluate(async () => {
      const paths = [
        '/',
        '/nothing',
        '/..%2fmain%2fentry.cjs',
        '/%2e%2e/main/entry.cjs',
        '/..%5cmain%5centry.cjs',
      ]
      return Promise.all(
        paths.map(async (path) => {
          const response = await fetch(`app://attest${path}`)
          return [path, response.status, response.headers.get('content-security-policy')]
        }),
      )
    })
    expect(answers.map(([, status]) => status)).toEqual([200, 404, 404, 404, 404])
    expect(new Set(answers.map(([, , policy]) => policy))).toEqual(new Set([contentSecurityPolicy]))
  })

  it('may put text on the clipboard and not read it', async () => {
    const states = await run.page.evaluate(() =>
      Promise.all(
        ['clipboard-write', 'clipboard-read'].map(async (name) => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName })
          return state
        }),
      ),
    )
    expect(states).toEqual(['granted', 'denied'])
  })

  it('is refused every other permission', async () => {
    const answers = await run.page.evaluate(async () => {
      const states = await Promise.all(
        (['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read'] as const).map((name) =>
          navigator.permissions.query({ name: name as PermissionName }).then(
            ({ state }) => state,
            () => 'denied',
          ),
        ),
      )
      const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        () => 'denied',
      )
      const place = await new Promise<string>((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      )
      return [...states, await Notification.requestPermission(), media, place]
    })
    expect(new Set(answers)).toEqual(new Set(['denied']))
  })
})
