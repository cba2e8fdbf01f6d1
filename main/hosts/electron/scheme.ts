import { protocol, type Session } from 'electron'
import type { App } from '../../app.ts'
import { pictureHeaders, readAsset, securityHeaders } from '../content.ts'

/** The window's own address; everything the window loads begins with it. */
export const windowUrl = 'app://attest/'

/** Must run before Electron is ready: makes `app:` a proper, secure scheme with an origin. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers `app://attest/…` with the built window's files, each under the policy. */
export function serveScheme(rendererDir: string, picture: App['picture']): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    if (url.host === 'attest' && url.pathname.startsWith('/picture/')) {
      const found = await picture(url.pathname).catch(() => null)
      if (found !== null)
        return new Response(new Uint8Array(found.bytes), {
          headers: { ...securityHeaders, ...pictureHeaders, 'content-type': found.type },
        })
    }
    const asset = url.host === 'attest' ? await readAsset(rendererDir, url.pathname) : null
    if (asset === null)
      return new Response('There is no such page.', { status: 404, headers: securityHeaders })
    return new Response(new Uint8Array(asset.bytes), {
      headers: { ...securityHeaders, 'content-type': asset.type },
    })
  })
}

/** How long no file has come after a page's first script, in ms, when it has what it begins with. */
const pause = 5

/** Fulfilled when the page has its scripts and styles: what stops this process now holds up nothing in the window. */
export function pageHasScripts(of: Session): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | null = null
    of.webRequest.onCompleted(({ resourceType }) => {
      if (timer !== null) clearTimeout(timer)
      else if (resourceType !== 'script') return
      timer = setTimeout(() => {
        of.webRequest.onCompleted(null)
        resolve()
      }, pause)
    })
  })
}
