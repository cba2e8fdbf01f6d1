import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parts, root } from '../../parts.ts'
import { type ElectronRun, removeHome, startElectron } from '../electron.ts'

// Somebody's script runs in the page, as if every defence before had failed: it must find no way out. Window,
// settings and sandbox are the product's.

describe.runIf(parts.electron === null)('a script in the Electron window', () => {
  let run: ElectronRun
  beforeAll(async () => {
    run = await startElectron()
    // What would leave through the system's other programs is written down.
    await run.app.evaluate(({ shell, dialog }) => {
      const left: unknown[] = []
      Object.assign(globalThis, { left })
      for (const name of ['openExternal', 'openPath', 'showItemInFolder', 'trashItem'] as const)
        Object.assign(shell, { [name]: async (...args: unknown[]) => void left.push([name, ...args]) })
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    })
  })
  afterAll(async () => {
    await run.kill()
    removeHome(run.home)
  })
  // After each try there is one window, with our page, and nothing was handed to another program.
  afterEach(async () => {
    expect(run.page.url()).toBe('app://attest/')
    const state = await run.app.evaluate(({ webContents }) => [
      webContents.getAllWebContents().map((contents) => contents.getURL()),
      (globalThis as unknown as { left: unknown[] }).left,
    ])
    expect(state).toEqual([['app://attest/'], []])
  })

  it('has the settings that the checklist asks for', async () => {
    const preferences = await run.app.evaluate(({ BrowserWindow }) => {
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

  it('goes nowhere by links, forms, frames, refreshes and history', async () => {
    await run.page.evaluate(async () => {
      const places = [
        'https://attest.example/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'app://attest/other.html',
        'data:text/html,<script>window.opener</script>',
        'javascript:document.body.dataset.ran="link"',
        'blob:app://attest/0',
        'about:blank',
        'chrome://version',
        'devtools://devtools/bundled/inspector.html',
        'mailto:a@attest.example',
        'attest:open',
        'view-source:app://attest/',
      ]
      for (const place of places) {
        for (const target of ['', '_blank', '_top', 'named']) {
          const link = Object.assign(document.createElement('a'), { href: place, target })
          const form = Object.assign(document.createElement('form'), {
            action: place,
            target,
            method: 'post',
          })
          document.body.append(link, form)
          link.click()
          try {
            form.submit()
          } catch {
            // refused, as it should be
          }
          link.remove()
          form.remove()
        }
        for (const act of [
          () => location.assign(place),
          () => location.replace(place),
          () => window.open(place, '_self'),
          () => window.open(place, '_blank', 'noopener,popup'),
          () => history.pushState({}, '', place),
        ]) {
          try {
            act()
          } catch {
            // refused, as it should be
          }
        }
      }
      const refresh = Object.assign(document.createElement('meta'), {
        httpEquiv: 'refresh',
        content: '0;url=https://attest.example/',
      })
      document.head.append(refresh)
      await new Promise((resolve) => setTimeout(resolve, 500))
      refresh.remove()
      history.replaceState({}, '', '/')
    })
    expect(await run.page.evaluate(() => document.body.dataset.ran)).toBeUndefined()
  })

  it('shows nobody else’s page in a frame, an object or a webview', async () => {
    const seen = await run.page.evaluate(async () => {
      const holder = document.body.appendChild(document.createElement('div'))
      const places = [
        'https://attest.example/',
        'file:///etc/passwd',
        'app://elsewhere/',
        'app://attest/',
        'data:text/html,x',
      ]
      for (const src of places) {
        holder.append(
          Object.assign(document.createElement('iframe'), { src }),
          Object.assign(document.createElement('object'), { data: src }),
          Object.assign(document.createElement('embed'), { src }),
          Object.assign(document.createElement('webview'), { src, allowpopups: true, nodeintegration: true }),
        )
      }
      holder.append(
        Object.assign(document.createElement('iframe'), {
          srcdoc: '<script>parent.document.body.dataset.ran = "srcdoc"</script>',
        }),
      )
      await new Promise((resolve) => setTimeout(resolve, 600))
      const texts = [...holder.querySelectorAll('iframe')].map((frame) => {
        try {
          return frame.contentDocument?.body?.textContent ?? ''
        } catch {
          return ''
        }
      })
      const webview = holder.querySelector('webview') as HTMLElement & { loadURL?: unknown }
      const answer = {
        texts: texts.filter((text) => text.trim() !== ''),
        webview: typeof webview.loadURL,
        ran: document.body.dataset.ran ?? '',
      }
      holder.remove()
      return answer
    })
    expect(seen).toEqual({ texts: [], webview: 'undefined', ran: '' })
  })

  it('does not follow a file or an address that is dropped on it', async () => {
    const session = await run.page.context().newCDPSession(run.page)
    for (const uri of ['file:///etc/passwd', 'https://attest.example/', 'app://elsewhere/']) {
      const data = {
        items: [
          { mimeType: 'text/uri-list', data: uri },
          { mimeType: 'text/plain', data: uri },
        ],
        dragOperationsMask: 1,
      }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data })
    }
    await run.page.waitForTimeout(300)
    await session.detach()
  })

  it('reads no file of the machine by any spelling of a path', async () => {
    const got = await run.page.evaluate(async () => {
      const paths = [
        '/../main/entry.cjs',
        '/..%2fmain%2fentry.cjs',
        '/%2e%2e/main/entry.cjs',
        '/%2e%2e%2fmain%2fentry.cjs',
        '/..%252fmain%252fentry.cjs',
        '/%252e%252e/main/entry.cjs',
        '/..%5cmain%5centry.cjs',
        '/..\\main\\entry.cjs',
        '/....//main/entry.cjs',
        '/..;/main/entry.cjs',
        '/assets/../../main/entry.cjs',
        '/assets/%2e%2e/%2e%2e/main/entry.cjs',
        '/%c0%ae%c0%ae/main/entry.cjs',
        '/.%00./main/entry.cjs',
        '/index.html%00.js',
        '//etc/passwd',
        '///etc/passwd',
        '/file:///etc/passwd',
        '/%2fetc%2fpasswd',
        '/C:/Windows/win.ini',
        '/\\\\server\\share',
        '/~/.ssh/id_rsa',
        '/assets/',
        '/%',
      ]
      const addresses = [
        ...paths.map((path) => `app://attest${path}`),
        'app://elsewhere/index.html',
        'app://attest.elsewhere/index.html',
        'app://ATTEST.elsewhere/',
        'app:///etc/passwd',
        'app://attest:80/../main/entry.cjs',
        'app://user@elsewhere/index.html',
        'app:index.html/../../main/entry.cjs',
        'file:///etc/passwd',
        'file://localhost/etc/passwd',
        'filesystem:app://attest/temporary/x',
        'view-source:app://attest/',
        'chrome://gpu',
        'chrome-extension://a/b',
        'devtools://devtools/bundled/inspector.html',
        'node:fs',
        'blob:file:///x',
        'ftp://attest.example/',
      ]
      const answers = await Promise.all(
        addresses.map((address) =>
          fetch(address).then(
            async (answer) => (answer.ok ? `${address}: ${(await answer.text()).slice(0, 60)}` : ''),
            () => '',
          ),
        ),
      )
      return answers.filter((answer) => answer !== '')
    })
    // What a path comes back to when its dots lead nowhere is the window's own page, at most.
    expect(got.filter((answer) => !answer.toLowerCase().includes('<!doctype html>'))).toEqual([])
    expect(got.filter((answer) => /root:|require|use strict/.test(answer))).toEqual([])
  })

  it('makes no code of texts, and starts nothing that outlives the page', async () => {
    const ran = await run.page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      const mark = 'self.ran = (self.ran || 0) + 1'
      const blob = URL.createObjectURL(new Blob([mark], { type: 'text/javascript' }))
      const data = `data:text/javascript,${encodeURIComponent(mark)}`
      const wasm = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])
      const page = window as unknown as Record<string, unknown>
      const worker = (make: () => { onmessage?: unknown; onerror?: unknown }) =>
        new Promise((resolve, reject) => {
          const made = make() as Worker
          made.onmessage = resolve
          made.onerror = () => reject(new Error('refused'))
          setTimeout(() => reject(new Error('silent')), 400)
        })
      const tries: Record<string, () => unknown> = {
        eval: () => (page['ev' + 'al'] as (text: string) => unknown)(mark),
        function: () => new Function(mark)(),
        generator: () =>
          Object.getPrototypeOf(function* () {})
            .constructor(mark)()
            .next(),
        'function of the bridge': () =>
          (page.attest as { call: { constructor(text: string): () => void } }).call.constructor(mark)(),
        timer: () => setTimeout(mark as unknown as () => void),
        'import of a blob': () => import(/* @vite-ignore */ blob),
        'import of data': () => import(/* @vite-ignore */ data),
        'worker of a blob': () => worker(() => new Worker(blob)),
        'worker of data': () => worker(() => new Worker(data)),
        'shared worker': () => worker(() => new SharedWorker(blob) as unknown as Worker),
        wasm: () => WebAssembly.instantiate(wasm),
        'wasm, compiled at once': () => new WebAssembly.Module(wasm),
        'service worker': () => navigator.serviceWorker.register('/assets/sw.js'),
        'service worker of a blob': () => navigator.serviceWorker.register(blob),
        worklet: () => (CSS as unknown as { paintWorklet: Worklet }).paintWorklet.addModule(blob),
      }
      const succeeded: string[] = []
      for (const [name, attempt] of Object.entries(tries)) {
        try {
          const before = page.ran
          await Promise.race([
            attempt(),
            new Promise((_resolve, reject) => setTimeout(() => reject(new Error('silent')), 800)),
          ])
          if (name !== 'timer' || page.ran !== before) succeeded.push(name)
        } catch {
          // refused, as it should be
        }
      }
      for (const [tag, fields] of [
        ['script', { textContent: mark }],
        ['script', { src: blob }],
        ['script', { src: data }],
        ['script', { type: 'module', textContent: mark }],
      ] as const)
        document.body.append(Object.assign(document.createElement(tag), fields))
      for (const name of ['onclick', 'onfocus', 'onload']) document.body.setAttribute(name, mark)
      document.body.click()
      document.body.insertAdjacentHTML(
        'beforeend',
        `<svg onload="${mark}"><script>${mark}</script></svg><img src=x onerror="${mark}"><details open ontoggle="${mark}">`,
      )
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { succeeded, ran: page.ran ?? 0 }
    })
    expect(ran).toEqual({ succeeded: [], ran: 0 })
  })

  it('is given no device, no sensor, no screen and no reading of the clipboard', async () => {
    const given = await run.page.evaluate(async () => {
      type Any = Record<string, (...args: unknown[]) => unknown>
      const machine = navigator as unknown as Record<string, Any>
      const tries: Record<string, () => unknown> = {
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
        place: () =>
          new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        'clipboard text': () => navigator.clipboard.readText(),
        clipboard: () => navigator.clipboard.read(),
        usb: () => machine.usb?.requestDevice?.({ filters: [] }) ?? Promise.reject(new Error('none')),
        hid: () =>
          Promise.resolve(machine.hid?.requestDevice?.({ filters: [] })).then(
            (devices) => (devices as unknown[])[0] ?? Promise.reject(new Error('none')),
          ),
        serial: () => machine.serial?.requestPort?.() ?? Promise.reject(new Error('none')),
        bluetooth: () =>
          machine.bluetooth?.requestDevice?.({ acceptAllDevices: true }) ?? Promise.reject(new Error('none')),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
        'full screen': () => document.documentElement.requestFullscreen(),
        'the pointer': () =>
          new Promise((resolve, reject) => {
            document.addEventListener('pointerlockchange', resolve, { once: true })
            document.addEventListener('pointerlockerror', reject, { once: true })
            document.body.requestPointerLock()
          }),
        'files by a picker': () =>
          (window as unknown as Any).showOpenFilePicker?.() ?? Promise.reject(new Error('none')),
        'local fonts': () =>
          (window as unknown as Any).queryLocalFonts?.() ?? Promise.reject(new Error('none')),
        idle: () =>
          (
            window as unknown as { IdleDetector: { requestPermission(): Promise<string> } }
          ).IdleDetector.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject(new Error(state)),
          ),
        notices: () =>
          Notification.requestPermission().then((state) =>
            state === 'granted' ? state : Promise.reject(new Error(state)),
          ),
      }
      const answers = await Promise.all(
        Object.entries(tries).map(([name, attempt]) =>
          Promise.race([
            Promise.resolve()
              .then(attempt)
              .then(
                () => name,
                () => '',
              ),
            new Promise<string>((resolve) => setTimeout(() => resolve(''), 3_000)),
          ]),
        ),
      )
      let handler = ''
      try {
        navigator.registerProtocolHandler('web+attest', 'https://attest.example/?%s')
        handler = 'taken'
      } catch {
        // refused, as it should be
      }
      return {
        given: answers.filter((name) => name !== ''),
        fullScreen: document.fullscreenElement !== null,
        handler,
      }
    })
    expect(given.given).toEqual([])
    expect(given.fullScreen).toBe(false)
    const isDefault = await run.app.evaluate(({ app }) => app.isDefaultProtocolClient('web+attest'))
    expect(isDefault).toBe(false)
  })

  it('learns no address and reaches no server by WebRTC, which no content policy governs', async () => {
    const candidates = await run.page.evaluate(async () => {
      const found: string[] = []
      const frame = document.body.appendChild(document.createElement('iframe'))
      const scopes = [window, frame.contentWindow as unknown as typeof window]
      for (const { RTCPeerConnection: Peer } of scopes) {
        const iceServers = ['stun:192.0.2.1:3478', 'stun:attest.example:3478'].map((urls) => ({ urls }))
        const peer = new Peer({ iceServers })
        peer.onicecandidate = ({ candidate }) => {
          if (candidate?.candidate) found.push(candidate.candidate)
        }
        peer.createDataChannel('x')
        await peer.setLocalDescription(await peer.createOffer())
        await new Promise((resolve) => setTimeout(resolve, 1_000))
        peer.close()
      }
      frame.remove()
      return found
    })
    expect(candidates).toEqual([])
  })

  it('writes no file by a download', async () => {
    await run.page.evaluate(async () => {
      for (const href of [
        URL.createObjectURL(new Blob(['x'])),
        'data:application/octet-stream,x',
        'app://attest/index.html',
      ]) {
        const link = Object.assign(document.createElement('a'), { href, download: 'evil.sh' })
        document.body.append(link)
        link.click()
        link.remove()
      }
      await new Promise((resolve) => setTimeout(resolve, 400))
    })
    const files = readdirSync(run.home, { recursive: true }).map(String)
    expect(files.filter((name) => name.includes('evil'))).toEqual([])
  })

  it('pollutes no prototype on either side of the bridge, and cannot change the bridge', async () => {
    const outcome = await run.page.evaluate(async () => {
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
    expect(await run.app.evaluate(() => 'polluted' in {})).toBe(false)
  })

  it('may go away in the middle of its calls', async () => {
    for (let turn = 0; turn < 3; turn += 1) {
      await run.page.evaluate(() => {
        const { attest } = window as unknown as {
          attest: { call(name: string, payload: unknown): Promise<unknown> }
        }
        for (let count = 0; count < 200; count += 1)
          void attest.call('library.state', {}).catch(() => undefined)
        const frame = document.body.appendChild(document.createElement('iframe'))
        frame.remove()
      })
      await run.page.reload()
    }
    const answer = await run.page.evaluate(() =>
      (
        window as unknown as { attest: { call(name: string, payload: unknown): Promise<unknown> } }
      ).attest.call('app.info', {}),
    )
    expect(answer).toMatchObject({ ok: true })
  })
})
