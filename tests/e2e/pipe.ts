import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

// The DevTools protocol over two pipes (`--remote-debugging-pipe`, file descriptors 3 and 4): it drives a window whose
// process has no network to be reached by, and leaves no trace of one.

interface Answer {
  readonly id?: number
  readonly error?: { readonly message: string }
  readonly result?: Record<string, unknown>
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Keys that write nothing, with Windows' numbers of them. */
const keys = { Enter: 13, End: 35, Escape: 27 } as const

/** How long a person would wait for something, in ms. */
const patience = 30_000

export interface Pipe {
  /** Waits until Attest's page has loaded. */
  stands(): Promise<void>
  /** The value of an expression in the page, a promise's when it is one. */
  evaluate(expression: string): Promise<unknown>
  /** Waits until an expression in the page is true. */
  until(expression: string): Promise<void>
  /** Writes as a person does, letter by letter. */
  type(text: string): Promise<void>
  press(key: keyof typeof keys, modifier?: 'Control'): Promise<void>
  /** Gives a file to a file field. */
  chooseFile(selector: string, path: string): Promise<void>
}

/** Talks to a Chromium that was spawned with pipes at the places 3 and 4 of its `stdio`. */
export function talkTo(child: ChildProcess): Pipe {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const waiting = new Map<number, (answer: Answer) => void>()
  let last = 0
  let text = ''
  input.on('error', () => undefined)
  output.on('error', () => undefined)
  output.on('data', (data: Buffer) => {
    text += String(data)
    const messages = text.split('\0')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const answer = JSON.parse(message) as Answer
      if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    }
  })
  function send(method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> {
    last += 1
    const id = last
    return new Promise((resolve, reject) => {
      const overdue = setTimeout(() => reject(new Error(`${method}: no answer`)), patience)
      waiting.set(id, ({ error, result }) => {
        clearTimeout(overdue)
        waiting.delete(id)
        if (error === undefined) resolve(result ?? {})
        else reject(new Error(`${method}: ${error.message}`))
      })
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  async function attempt<Value>(what: string, act: () => Promise<Value | null>): Promise<Value> {
    const end = Date.now() + patience
    let why: unknown
    while (Date.now() < end) {
      try {
        const value = await act()
        if (value !== null) return value
      } catch (error) {
        why = error
      }
      await pause(50)
    }
    throw new Error(`${what}: not within ${patience} ms`, { cause: why })
  }

  let session = ''
  /** A session with the page, once it is there; of a page that died there is none. */
  const attach = (): Promise<string> =>
    attempt('a page of Attest', async () => {
      const { targetInfos } = (await send('Target.getTargets', {})) as {
        targetInfos: { targetId: string; type: string; url: string }[]
      }
      const page = targetInfos.find(({ type, url }) => type === 'page' && url === 'app://attest/')
      if (page === undefined) return null
      const { targetId } = page
      return String((await send('Target.attachToTarget', { targetId, flatten: true })).sessionId)
    })

  async function evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = await send('Runtime.evaluate', params, session)
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return (result as { value: unknown }).value
  }
  const until = async (expression: string): Promise<void> => {
    await attempt(expression, async () => ((await evaluate(expression)) === true ? true : null))
  }

  return {
    stands: async () => {
      session = await attach()
      await until("document.readyState === 'complete' && document.querySelector('main') !== null")
    },
    evaluate,
    until,
    type: async (words) => {
      for (const character of words) {
        await send('Input.dispatchKeyEvent', { type: 'keyDown', text: character, key: character }, session)
        await send('Input.dispatchKeyEvent', { type: 'keyUp', key: character }, session)
      }
    },
    press: async (key, modifier) => {
      const code = { key, code: key, windowsVirtualKeyCode: keys[key], modifiers: modifier ? 2 : 0 }
      await send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...code }, session)
      if (key === 'Enter') await send('Input.dispatchKeyEvent', { type: 'char', text: '\r' }, session)
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...code }, session)
    },
    chooseFile: async (selector, path) => {
      const expression = `document.querySelector(${JSON.stringify(selector)})`
      const { result } = await send('Runtime.evaluate', { expression }, session)
      const { objectId } = result as { objectId: string }
      await send('DOM.setFileInputFiles', { files: [path], objectId }, session)
    },
  }
}
