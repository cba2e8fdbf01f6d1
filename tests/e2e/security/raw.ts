import { connect, type Socket } from 'node:net'

/** A connection on which a test writes what no HTTP library would. */
export interface Raw {
  readonly socket: Socket
  send(text: string): void
  /** All that came back, once the other side closed the connection; after `ms` what came so far. */
  answer(ms?: number): Promise<string>
  /** Milliseconds until the other side closed the connection, at most `ms`; null when it did not. */
  closed(ms: number): Promise<number | null>
}

export function raw(port: number): Raw {
  const began = Date.now()
  let text = ''
  let end: number | null = null
  const socket = connect({ port, host: '127.0.0.1' })
  socket.setEncoding('latin1')
  socket.on('data', (data) => {
    text += String(data)
  })
  // A cut connection is an answer too.
  socket.on('error', () => undefined)
  const ended = new Promise<void>((resolve) =>
    socket.once('close', () => {
      end = Date.now() - began
      resolve()
    }),
  )
  const within = (ms: number) =>
    Promise.race([ended, new Promise<void>((resolve) => setTimeout(resolve, ms).unref())])
  return {
    socket,
    send: (more) => void socket.write(more),
    answer: async (ms = 3_000) => {
      await within(ms)
      socket.destroy()
      return text
    },
    closed: async (ms) => {
      await within(ms)
      socket.destroy()
      return end
    },
  }
}

/** The status of each answer in what came back. */
export const statuses = (text: string): number[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
