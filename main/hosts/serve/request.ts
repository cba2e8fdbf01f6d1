import type { IncomingMessage, ServerOptions } from 'node:http'

/** What one client can take of the server before it is cut off. Times in ms, sizes in bytes. */
export const bounds = {
  /** All headers of a request; Attest's own have some hundred bytes. */
  maxHeaderSize: 16 * 1024,
  /** For all headers to arrive: a client that sends them letter by letter holds a connection no longer. */
  headersTimeout: 20_000,
  /** For a whole request: 64 MiB through a slow tunnel. */
  requestTimeout: 180_000,
  /** How often the two are looked at. */
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  /** A browser opens six; who opens more than this is refused before a byte is read. */
  maxConnections: 1_000,
  /** Without a byte in either direction: longer than any call takes. */
  idleTimeout: 600_000,
} satisfies ServerOptions & { maxConnections: number; idleTimeout: number }
export type Bounds = typeof bounds

/** Headers that decide who is asking and what is read: two of one kind mean that two readers could differ. */
const single = new Set([
  'host',
  'origin',
  'cookie',
  'content-length',
  'content-type',
  'transfer-encoding',
  'sec-fetch-site',
  'sec-fetch-mode',
])

/**
 * The address that a request is for, or null for one that no browser sends: another form than a path (RFC 9112 §3.2.1;
 * a proxy's `http://…`, `*`), a path that reads as another host, or a header twice.
 */
export function targetOf(request: IncomingMessage): URL | null {
  const { url: target = '', rawHeaders } = request
  if (!/^\/(?![/\\])/.test(target)) return null
  const names = rawHeaders.filter((_header, index) => index % 2 === 0).map((name) => name.toLowerCase())
  for (const name of single) if (names.indexOf(name) !== names.lastIndexOf(name)) return null
  try {
    return new URL(target, 'http://127.0.0.1')
  } catch {
    return null
  }
}
