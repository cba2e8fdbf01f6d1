/** A page driven by Chromium’s own protocol, with nothing between that takes time of its own. */
export interface Page {
  /** The value of an expression, a promise's when it is one. */
  evaluate(expression: string): Promise<unknown>
  /** Clicks the middle of the first line of the first element that `selector` finds. */
  click(selector: string): Promise<void>
  /** Types one character. */
  type(character: string): Promise<void>
  /** Presses a key that writes nothing. */
  key(name: 'Backspace'): Promise<void>
  close(): void
}

interface Target {
  readonly type: string
  readonly url: string
  readonly webSocketDebuggerUrl: string
}

/** Waits for a page whose address begins with `url`, and attaches to it. */
export async function attach(address: string, url: string): Promise<Page> {
  for (;;) {
    const list = await fetch(`http://${new URL(address).host}/json/list`)
    const target = ((await list.json()) as Target[]).find(
      (each) => each.type === 'page' && each.url.startsWith(url),
    )
    if (target !== undefined) return drive(await open(target.webSocketDebuggerUrl))
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function open(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  return socket
}

interface Answer {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: {
    readonly result?: { readonly value?: unknown }
    readonly exceptionDetails?: unknown
  }
}

function drive(socket: WebSocket): Page {
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  const send = async (method: string, params: object): Promise<Answer> => {
    const id = ++last
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const answer = await answered
    waiting.delete(id)
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
    return answer
  }

  async function evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true }
    for (;;) {
      try {
        const { result } = await send('Runtime.evaluate', params)
        if (result?.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails))
        return result?.result?.value
      } catch (error) {
        // The page was still on its way when it was asked.
        if (!/context was destroyed|navigated|default execution context/.test(String(error))) throw error
      }
    }
  }

  return {
    evaluate,
    click: async (selector) => {
      const place = (await evaluate(
        `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return { x: box.left + box.width / 2, y: box.top + Math.min(10, box.height / 2) } })()`,
      )) as { x: number; y: number }
      for (const type of ['mousePressed', 'mouseReleased']) {
        await send('Input.dispatchMouseEvent', { type, ...place, button: 'left', clickCount: 1 })
      }
    },
    type: async (character) => {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', text: character, key: character })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key: character })
    },
    key: async (name) => {
      const code = { key: name, code: name, windowsVirtualKeyCode: 8 }
      await send('Input.dispatchKeyEvent', { type: 'keyDown', ...code })
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...code })
    },
    close: () => socket.close(),
  }
}
