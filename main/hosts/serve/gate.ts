import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

/** Who may talk to the server: one browser, the one that opened the link first. */
export interface Gate {
  /** For the link; good once. */
  readonly token: string
  /** The `Set-Cookie` value when `token` is the link's and was not used before, else null. */
  redeem(token: string): string | null
  /** Why a request is refused, or null. */
  refusal(method: string, headers: IncomingHttpHeaders): Refusal | null
  /** Whether the request carries the session's cookie. */
  admits(headers: IncomingHttpHeaders): boolean
}

export type Refusal = 'host' | 'origin' | 'site'

const secret = () => randomBytes(32).toString('hex')

export function createGate(): Gate {
  const token = secret()
  const session = secret()
  let used = false

  return {
    token,
    redeem: (offered) => {
      if (used || !same(offered, token)) return null
      used = true
      return `attest=${session}; HttpOnly; SameSite=Strict; Path=/`
    },
    refusal: (method, headers) => {
      if (!isLoopback(headers.host)) return 'host'
      const origin = headers.origin
      // Behind a tunnel the port is another, so the origin is compared with the address the browser itself used.
      if (origin === undefined ? method !== 'GET' : origin !== `http://${headers.host}`) return 'origin'
      const site = headers['sec-fetch-site']
      // A page elsewhere may lead here only by the link, which is a navigation and carries no cookie.
      if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isNavigation(headers))
        return 'site'
      return null
    },
    admits: (headers) => {
      const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim())
      return cookies.some((cookie) => cookie.startsWith('attest=') && same(cookie.slice(7), session))
    },
  }
}

/** Only names of this machine: a name that an outsider's DNS points here is refused (DNS rebinding). */
const isLoopback = (host: string | undefined) =>
  /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/.test(host ?? '')

const isNavigation = (headers: IncomingHttpHeaders) => headers['sec-fetch-mode'] === 'navigate'

function same(offered: string, expected: string): boolean {
  const [a, b] = [Buffer.from(offered), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
