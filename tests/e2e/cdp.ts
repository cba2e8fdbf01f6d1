import type { ChildProcess } from 'node:child_process'

// What Playwright cannot start (a packaged app has no inspector; a traced one is started by its tracer) is asked
// through Chromium's own port, the DevTools protocol.

/** The address that a Chromium started with `--remote-debugging-port=0` prints on its standard error. */
export function devToolsAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stderr?.on('data', (data: Buffer) => {
      text += String(data)
      const found = /DevTools listening on (ws:\S+)/.exec(text)
      if (found !== null) resolve(found[1] ?? '')
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

/** The value of an expression in Attest's page, a promise's when it is one; throws while there is no such page. */
export async function evaluate(address: string, expression: string): Promise<unknown> {
  const list = await fetch(`http://${new URL(address).host}/json/list`)
  const targets = (await list.json()) as { type: string; url: string; webSocketDebuggerUrl: string }[]
  const page = targets.find(({ type, url }) => type === 'page' && url === 'app://attest/')
  if (page === undefined) throw new Error('no page yet')
  const socket = new WebSocket(page.webSocketDebuggerUrl)
  await new Promise((resolve) => socket.addEventListener('open', resolve))
  const params = { expression, awaitPromise: true, returnByValue: true }
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params }))
  const answer = await new Promise<string>((resolve) =>
    socket.addEventListener('message', ({ data }) => resolve(String(data))),
  )
  socket.close()
  const { result } = JSON.parse(answer) as {
    result: { result: { value: unknown }; exceptionDetails?: unknown }
  }
  if (result.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails))
  return result.result.value
}

/** Waits until the page answers at all. */
export async function waitForPage(address: string, timeout = 30_000): Promise<void> {
  const end = Date.now() + timeout
  for (;;) {
    try {
      if ((await evaluate(address, "document.readyState === 'complete' && 'attest' in window")) === true)
        return
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
