import { raw, statuses } from './raw.ts'

// Ways into the server for another program, another person or another site. Each try is told of a server and of a cookie
// that its owner has, and answers with what got in: nothing, where every check is there. That each of them sees a server
// without its check is tested as well (`serveMutants.test.ts`).

/** Whom the tries are made against. */
export interface Target {
  readonly port: number
  /** The link's address, which was used already. */
  readonly link: string
  /** `attest=…` of the person whose server it is. */
  readonly cookie: string
}

/** What got in: which try, and what the server said. */
type Try = (target: Target) => Promise<string[]>

const line = (method: string, target: string, version = '1.1'): string =>
  `${method} ${target} HTTP/${version}\r\n`
const hostOf = ({ port }: Target): string => `Host: 127.0.0.1:${port}\r\n`
const originOf = ({ port }: Target): string => `http://127.0.0.1:${port}`

async function ask({ port }: Target, head: string, body = ''): Promise<string> {
  const connection = raw(port)
  connection.send(`${head}Connection: close\r\n\r\n${body}`)
  return connection.answer()
}

/** Whether an answer gives nothing: refused, or the connection cut without a word. */
const isRefused = (answer: string): boolean =>
  (statuses(answer)[0] ?? 400) >= 400 && !answer.includes('<html')

/** Sends heads, by names or as they are, and tells which were not refused. */
async function through(target: Target, heads: Readonly<Record<string, string>>): Promise<string[]> {
  const found: string[] = []
  for (const [what, head] of Object.entries(heads)) {
    const answer = await ask(target, head)
    if (!isRefused(answer)) found.push(`${what}: ${answer.split('\r\n')[0]}`)
  }
  return found
}
const each = (names: readonly string[], head: (name: string) => string): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, head(name)]))

/** By a name that an outsider's DNS points here (DNS rebinding), even with the cookie. */
const otherHosts: Try = (target) =>
  through(
    target,
    each(
      [
        'localhost.evil.example',
        'evil.example',
        '127.0.0.1.evil.example',
        'localhost:1@evil.example',
        '127.1',
        '2130706433',
        '0x7f000001',
        '0.0.0.0',
        '[::]',
        '[::ffff:127.0.0.1]',
        'LOCALHOST.EVIL.EXAMPLE',
        'localhost.',
        'localhost evil.example',
        'localhost:port',
        'localhost:123456',
        '',
      ],
      (name) => `${line('GET', '/')}Host: ${name}\r\nCookie: ${target.cookie}\r\n`,
    ),
  )

/** By none, or by two of what decides. */
const doubled: Try = (target) => {
  const own = `Cookie: ${target.cookie}\r\n`
  return through(target, {
    'HTTP/1.0 without a host': `${line('GET', '/', '1.0')}${own}`,
    'HTTP/1.1 without a host': `${line('GET', '/')}${own}`,
    'two hosts': `${line('GET', '/')}${hostOf(target)}Host: evil.example\r\n${own}`,
    'two hosts, the other first': `${line('GET', '/')}Host: evil.example\r\n${hostOf(target)}${own}`,
    'two origins': `${line('GET', '/')}${hostOf(target)}Origin: ${originOf(target)}\r\nOrigin: http://evil.example\r\n${own}`,
    'two cookies': `${line('GET', '/')}${hostOf(target)}Cookie: attest=x\r\n${own}`,
    'a folded header': `${line('GET', '/')}${hostOf(target)}X: a\r\n Host: evil.example\r\n${own}`,
    'a space before the colon': `${line('GET', '/')}Host : 127.0.0.1:${target.port}\r\n${own}`,
  })
}

/** By a target that no browser sends. */
const strangeTargets: Try = (target) =>
  through(
    target,
    each(
      [
        'http://evil.example/',
        'http://127.0.0.1/',
        '//evil.example/index.html',
        '/\\evil.example/',
        '*',
        'evil.example:80',
        'index.html',
        'file:///etc/passwd',
      ],
      (name) => `${line('GET', name)}${hostOf(target)}Cookie: ${target.cookie}\r\n`,
    ),
  )

/** To files outside of the window's folder. */
const files: Try = (target) =>
  through(
    target,
    each(
      [
        '/../package.json',
        '/..%2f..%2fpackage.json',
        '/..%252f..%252fpackage.json',
        '/%2e%2e/%2e%2e/package.json',
        '/%c0%ae%c0%ae/package.json',
        '/assets/..;/..;/package.json',
        '/....//....//package.json',
        '/..\\..\\package.json',
        '/%00index.html',
        '/index.html%00',
        '/index.html::$DATA',
        '/.%2e/main/serve.cjs',
        '/proc/self/environ',
        '/%ff%fe',
      ],
      (name) => `${line('GET', name)}${hostOf(target)}Cookie: ${target.cookie}\r\n`,
    ),
  )

/** From another site, which the browser names. */
const otherSites: Try = async (target) => {
  const headers: readonly Readonly<Record<string, string>>[] = [
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'http://evil.example' },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket', origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'http://localhost.evil.example' },
  ]
  for (const one of headers) {
    const extra = Object.entries(one)
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join('')
    const own = `${hostOf(target)}Cookie: ${target.cookie}\r\n${extra}`
    for (const path of ['/', '/download/x', '/events']) {
      // Refused at the gate, whatever is behind it.
      const status = statuses(await ask(target, `${line('GET', path)}${own}`))[0]
      // The events would go on for ever: one way in is enough.
      if (status !== 403) return [`${path} ${extra.trim()}: ${status}`]
    }
  }
  return []
}

/** By a second request in the body of a first. */
const smuggled: Try = async (target) => {
  const inner = `GET / HTTP/1.1\r\n${hostOf(target)}Cookie: ${target.cookie}\r\n\r\n`
  const head = `${line('POST', '/call/app.info')}${hostOf(target)}Cookie: ${target.cookie}\r\nOrigin: ${originOf(target)}\r\nContent-Type: application/json\r\n`
  const tries: Record<string, string> = {
    'length and chunks': `${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    'chunks and length': `${head}Transfer-Encoding: chunked\r\nContent-Length: ${inner.length}\r\n\r\n0\r\n\r\n${inner}`,
    'two lengths': `${head}Content-Length: 0\r\nContent-Length: ${inner.length}\r\n\r\n${inner}`,
    'a list of lengths': `${head}Content-Length: 0, 5\r\n\r\n${inner}`,
    'another coding': `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    'a coding after chunks': `${head}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
    'a chunk of a negative size': `${head}Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n${inner}`,
    'lines that end with LF alone': `${head.replaceAll('\r\n', '\n')}Content-Length: 0\n\n${inner}`,
    'a body that was refused': `${line('POST', '/call/app.info')}${hostOf(target)}Content-Length: 2\r\n\r\n{}${inner}`,
  }
  const found: string[] = []
  for (const [what, text] of Object.entries(tries)) {
    const connection = raw(target.port)
    connection.send(text)
    const answer = await connection.answer(1_500)
    if (statuses(answer).length > 1 || answer.includes('<html')) found.push(what)
  }
  return found
}

/** By a token that was guessed, or used again. */
const tokens: Try = async (target) => {
  const { search } = new URL(target.link)
  const found: string[] = []
  for (const guess of [
    search,
    search.slice(0, -1),
    `${search}0`,
    search.toUpperCase().replace('TOKEN', 'token'),
    '?token[]=1',
    '?token=',
    `?token=${'0'.repeat(64)}`,
    `?token=${'f'.repeat(8_000)}`,
    '?token=%00',
    '?token=\u00e9',
  ]) {
    const answer = await ask(
      target,
      `${line('GET', `/${guess}`)}${hostOf(target)}Cookie: attest=${'a'.repeat(64)}\r\n`,
    )
    if (!isRefused(answer) || /set-cookie/i.test(answer)) found.push(guess.slice(0, 20))
  }
  return found
}

/** By no cookie, or one that the attacker fixed. */
const cookies: Try = (target) =>
  through(
    target,
    each(
      [
        '',
        `Cookie: attest=${'a'.repeat(64)}\r\n`,
        `Cookie: ATTEST=${target.cookie.slice(7)}\r\n`,
        `Cookie: ${target.cookie.slice(0, -1)}\r\n`,
      ],
      (cookie) => `${line('GET', '/')}${hostOf(target)}${cookie}`,
    ),
  )

/** All of them, by the words that a test says. */
export const tries = {
  'by another host’s name (DNS rebinding)': otherHosts,
  'without a host, or with two of what decides': doubled,
  'by a target that no browser sends': strangeTargets,
  'to files outside of its folder': files,
  'from another site': otherSites,
  'by a second request in the body of a first': smuggled,
  'by a guessed token, or a link used again': tokens,
  'without the cookie': cookies,
} satisfies Record<string, Try>

/** That the owner gets in, so that a refusal means something. */
export const ownerIsIn = async (target: Target): Promise<boolean> =>
  statuses(await ask(target, `${line('GET', '/')}${hostOf(target)}Cookie: ${target.cookie}\r\n`))[0] === 200

/** The session's cookie for a link that was not used yet. */
export async function cookieOf(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}
