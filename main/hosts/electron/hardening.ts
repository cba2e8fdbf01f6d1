import { app, type Session, session } from 'electron'
import { windowUrl } from './scheme.ts'

/**
 * WebRTC has sockets of its own that neither the policy of the page nor the requests' filter governs. Without
 * datagrams, and with every name and address mapped to nothing, it has no way out.
 */
const noDatagrams = 'disable_non_proxied_udp'

/** Chromium's own errands and every name lookup are off: Attest has no network, whatever the page asks for. */
const switches: readonly (readonly [string, string?])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  ['force-webrtc-ip-handling-policy', noDatagrams],
  // Else its own addresses would be told to the local network's name service.
  ['disable-features', 'WebRtcHideLocalIpsWithMdns'],
]

/** Must run before Electron is ready. */
export function hardenApp(): void {
  app.enableSandbox()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault())
    contents.on('will-frame-navigate', (event) => event.preventDefault())
    contents.on('will-redirect', (event) => event.preventDefault())
    contents.on('will-attach-webview', (event) => event.preventDefault())
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.setWebRTCIPHandlingPolicy(noDatagrams)
  })
  app.on('session-created', hardenSession)
}

/** Runs when Electron is ready, before the first window. */
export function hardenDefaultSession(): void {
  hardenSession(session.defaultSession)
}

function hardenSession(target: Session): void {
  target.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isAllowed(permission, contents.getURL())),
  )
  target.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin))
  target.setDevicePermissionHandler(() => false)
  target.on('will-download', (event) => event.preventDefault())
  target.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isOwn(details.url) }))
  // Chromium fetches dictionaries from the network when it checks spelling, and macOS may ask its servers: Attest has
  // its own. Where it cannot be turned off (macOS) no address is asked.
  target.setSpellCheckerEnabled(false)
  if (process.platform !== 'darwin') target.setSpellCheckerDictionaryDownloadURL(`${windowUrl}dictionaries/`)
}

/** Nothing, but that our own page's copy buttons put text on the clipboard, as Ctrl C does; it reads none. */
const isAllowed = (permission: string, url: string): boolean =>
  permission === 'clipboard-sanitized-write' && `${url}/`.startsWith(windowUrl)

/** `blob:` and `data:` are made by the page itself; the developer tools load their own pages. */
function isOwn(url: string): boolean {
  return url.startsWith(windowUrl) || url.startsWith(`blob:${windowUrl}`) || /^(?:data|devtools):/.test(url)
}
