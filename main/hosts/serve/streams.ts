import type { ServerResponse } from 'node:http'
import type { Emit } from '../host.ts'

/** The open event streams of all windows (server-sent events, HTML standard §9.2). */
export interface Streams {
  readonly emit: Emit
  add(windowId: string, response: ServerResponse): void
  /** A page says itself that it goes: nobody waits for it. */
  leave(windowId: string): void
  close(): void
}

/** A window whose connection broke comes back within this time, in ms. One that reloads comes with another name. */
const grace = 2_000
/** Proxies and browsers drop silent connections. */
const keepAlive = 25_000
/** A stream whose reader left this many bytes unread is ended: what waits for it would grow without end. */
const maxUnread = 4 * 1024 * 1024

/** @param onGone called when a window's last stream ended and none came back */
export function createStreams(onGone: (windowId: string) => void): Streams {
  const streams = new Map<string, Set<ServerResponse>>()
  const leaving = new Map<string, NodeJS.Timeout>()
  const all = () => [...streams.values()].flatMap((responses) => [...responses])
  const tell = (message: string) => {
    for (const response of all()) {
      if (response.writableLength > maxUnread) response.destroy()
      else response.write(message)
    }
  }
  const beat = setInterval(() => tell(': still here\n\n'), keepAlive)
  beat.unref()

  function remove(windowId: string, response: ServerResponse): void {
    const responses = streams.get(windowId)
    responses?.delete(response)
    if (responses === undefined || responses.size > 0) return
    streams.delete(windowId)
    const timer = setTimeout(() => {
      leaving.delete(windowId)
      onGone(windowId)
    }, grace)
    leaving.set(windowId, timer)
  }

  return {
    emit: (name, payload) => {
      tell(`data: ${JSON.stringify({ name, payload })}\n\n`)
    },
    add: (windowId, response) => {
      clearTimeout(leaving.get(windowId))
      leaving.delete(windowId)
      streams.set(windowId, (streams.get(windowId) ?? new Set()).add(response))
      response.on('close', () => remove(windowId, response))
      response.write(': open\n\n')
    },
    leave: onGone,
    close: () => {
      clearInterval(beat)
      for (const response of all()) response.end()
      for (const timer of leaving.values()) clearTimeout(timer)
    },
  }
}
