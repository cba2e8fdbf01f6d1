import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AttestError, type Result, toErrorValue } from '../../../shared/model/error.ts'
import { type App, createApp } from '../../app.ts'
import { forkChild } from '../../children.ts'
import { dispatch } from '../../ipc/register.ts'
import { pictureHeaders, readAsset, securityHeaders } from '../content.ts'
import type { Host } from '../host.ts'
import { createGate, type Gate } from './gate.ts'
import { createIntake, type Intake } from './intake.ts'
import { type Bounds, targetOf, bounds as usual } from './request.ts'
import { createStreams, type Streams } from './streams.ts'

export interface ServeOptions {
  readonly dataDir: string
  /** The built window. */
  readonly rendererDir: string
  readonly version: string
  /** 0 takes a free one. */
  readonly port: number
  /** A library to open, the sample, or none. */
  readonly library: { readonly path: string } | 'sample' | null
  /** Shorter ones, for tests. */
  readonly bounds?: Partial<Bounds>
}

export interface Serving {
  /** Good once. */
  readonly link: string
  readonly port: number
  /** The open library's file; null when none is open. */
  libraryPath(): string | null
  close(): Promise<void>
}

/** Starts Attest on 127.0.0.1. Rejects when the library cannot be opened or the port cannot be had. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const streams = createStreams((windowId) => void app.windowClosed(windowId))
  const app = createApp({
    host: createServeHost(streams),
    dataDir: options.dataDir,
    launchChild: forkChild,
    version: options.version,
    now: Date.now,
  })
  const gate = createGate()
  const serving = { app, gate, streams, intake: createIntake(), rendererDir: options.rendererDir }
  const bounds = { ...usual, ...options.bounds }
  const server = createServer(bounds, (request, response) => {
    answer(serving, request, response).catch(() => {
      // The browser went away in the middle of an answer.
      response.destroy()
    })
  })
  server.maxConnections = bounds.maxConnections
  // A client that neither sends nor reads; event streams are written to more often.
  server.setTimeout(bounds.idleTimeout)
  try {
    if (options.library === 'sample') await app.openSample()
    else if (options.library !== null) await app.open(options.library.path)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(options.port, '127.0.0.1', resolve)
    })
  } catch (error) {
    await app.dispose()
    throw portError(error, options.port)
  }
  const { port } = server.address() as AddressInfo
  return {
    link: `http://127.0.0.1:${port}/?token=${gate.token}`,
    port,
    libraryPath: app.libraryPath,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      streams.close()
      server.closeIdleConnections()
      await app.dispose()
      server.closeAllConnections()
      await closed
    },
  }
}

function portError(error: unknown, port: number): unknown {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return error
  return new AttestError('taken', `Port ${port} is in use.`, 'Name another with --port, or leave it out.')
}

/** A host without dialogs: the browser asks for names and files, and gets exports as downloads. */
function createServeHost(streams: Streams): Host {
  return {
    kind: 'serve',
    dialogs: false,
    emit: streams.emit,
    chooseNewLibrary: async () => null,
    chooseLibrary: async () => null,
    chooseFiles: async () => [],
    chooseExport: async () => null,
    showInFolder: () => {
      throw new AttestError('unsupported', 'A browser cannot show a folder.', 'Look in its downloads.')
    },
    themed: () => undefined,
    keyed: () => undefined,
    commands: () => undefined,
    flushed: () => undefined,
  }
}

interface Serve {
  readonly app: App
  readonly gate: Gate
  readonly streams: Streams
  readonly intake: Intake
  readonly rendererDir: string
}

async function answer(serving: Serve, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { app, gate, streams, intake, rendererDir } = serving
  const { method = 'GET', headers } = request
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value)
  const url = targetOf(request)
  if (url === null) return refuse(response, 400, 'Refused: no request of a browser.')

  const refusal = gate.refusal(method, headers)
  if (refusal !== null) return refuse(response, 403, `Refused: wrong ${refusal}.`)
  if (method !== 'GET' && method !== 'POST') return refuse(response, 405, 'Refused: wrong method.')

  const token = url.searchParams.get('token')
  if (method === 'GET' && url.pathname === '/' && token !== null) {
    const cookie = gate.redeem(token)
    if (cookie === null && !gate.admits(headers)) {
      return refuse(response, 403, 'This link was used already. Start Attest again for a new one.')
    }
    response.writeHead(303, { location: '/', ...(cookie === null ? {} : { 'set-cookie': cookie }) }).end()
    return
  }
  if (!gate.admits(headers))
    return refuse(response, 403, 'Open Attest by the link it printed when it started.')

  if (url.pathname.startsWith('/call/')) {
    if (method !== 'POST') return refuse(response, 405, 'Refused: wrong method.')
    return call(app, intake, decodeName(url.pathname.slice(6)), request, response)
  }
  if (url.pathname === '/leave' && method === 'POST') {
    streams.leave(windowOf(headers['x-attest-window']))
    return void response.writeHead(204).end()
  }
  if (method !== 'GET') return refuse(response, 405, 'Refused: wrong method.')
  if (url.pathname === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    return streams.add(windowOf(url.searchParams.get('window')), response)
  }
  if (url.pathname.startsWith('/download/')) return download(app, url.pathname.slice(10), response)
  if (url.pathname.startsWith('/picture/')) return picture(app, url.pathname, response)
  const asset = await readAsset(rendererDir, url.pathname)
  if (asset === null) return refuse(response, 404, 'There is no such page.')
  response
    .writeHead(200, { 'content-type': asset.type, 'content-length': asset.bytes.length })
    .end(asset.bytes)
}

/** The window's own name for itself (a random id); tabs of one browser share the cookie but not this. */
const windowOf = (name: string | string[] | undefined | null): string =>
  typeof name === 'string' && /^[\w-]{1,64}$/.test(name) ? name : 'browser'

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function call(
  app: App,
  intake: Intake,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const windowId = windowOf(request.headers['x-attest-window'])
  let text: string
  try {
    const payload = await intake.read(request)
    text = JSON.stringify(await dispatch(app.handlers, name, payload, { windowId }))
  } catch (error) {
    const result: Result<unknown> = { ok: false, error: toErrorValue(error) }
    text = JSON.stringify(result)
    // What was not read stays in the connection: it cannot be used again.
    response.setHeader('connection', 'close')
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(text)
}

async function picture(app: App, pathname: string, response: ServerResponse): Promise<void> {
  const found = await app.picture(pathname).catch(() => null)
  if (found === null) return refuse(response, 404, 'There is no such picture.')
  response
    .writeHead(200, { ...pictureHeaders, 'content-type': found.type, 'content-length': found.bytes.length })
    .end(found.bytes)
}

async function download(app: App, token: string, response: ServerResponse): Promise<void> {
  const file = app.takeDownload(token)
  if (file === null) return refuse(response, 404, 'This file was downloaded already. Export it again.')
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    // RFC 8187: the name in any script.
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'cache-control': 'no-store',
  })
  await pipeline(createReadStream(file.path), response)
  await rm(join(file.path, '..'), { recursive: true, force: true })
}

function refuse(response: ServerResponse, status: number, words: string): void {
  // Nothing more is read from somebody who was refused: what else the connection holds is not looked at.
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' })
    .end(`${words}\n`)
}
