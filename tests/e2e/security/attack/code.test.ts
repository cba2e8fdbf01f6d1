import { describe, expect, it } from 'vitest'
import { parts } from '../../../parts.ts'
import { attacked } from './attacked.ts'

describe.runIf(parts.electron === null)('a script in the Electron window that wants to run more', () => {
  const run = attacked()

  it('makes no code of texts, and starts nothing that outlives the page', async () => {
    const ran = await run().page.evaluate(async () => {
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
})
