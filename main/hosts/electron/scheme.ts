import { protocol } from 'electron'
import { readAsset, securityHeaders } from '../content.ts'

/** The window's own address; everything the window loads begins with it. */
export const windowUrl = 'app://attest/'

/** Must run before Electron is ready: makes `app:` a proper, secure scheme with an origin. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** How long no file is asked for when a page has its scripts and styles, in ms. */
const pause = 15

/**
 * Answers `app://attest/…` with the built window's files, each under the policy.
 *
 * @returns fulfilled when a page has got what it needs to begin
 */
export function serveScheme(rendererDir: string): Promise<void> {
  return new Promise((served) => {
    let timer: NodeJS.Timeout | null = null
    protocol.handle('app', async (request) => {
      const url = new URL(request.url)
      const asset = url.host === 'attest' ? await readAsset(rendererDir, url.pathname) : null
      if (timer !== null || asset?.type.startsWith('text/javascript')) {
        if (timer !== null) clearTimeout(timer)
        timer = setTimeout(served, pause)
      }
      if (asset === null)
        return new Response('There is no such page.', { status: 404, headers: securityHeaders })
      return new Response(new Uint8Array(asset.bytes), {
        headers: { ...securityHeaders, 'content-type': asset.type },
      })
    })
  })
}
