import { readFile } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'

/**
 * The window's policy on every host: its own files and nothing else. React sets inline styles through the CSSOM,
 * which `style-src` does not govern, so no inline style needs a permission.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    ...['camera', 'microphone', 'geolocation', 'usb', 'serial', 'hid', 'payment', 'local-fonts', 'midi'],
    ...[
      'display-capture',
      'fullscreen',
      'clipboard-read',
      'screen-wake-lock',
      'window-placement',
      'idle-detection',
    ],
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
  'cache-control': 'no-cache',
}

/**
 * Headers of a picture on top of all others. Opened by itself it is a document of nobody: it runs nothing and asks for
 * nothing. It is not left in a cache on the disk, where it would outlive its purge.
 */
export const pictureHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  'cache-control': 'no-store',
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

export interface Asset {
  readonly bytes: Uint8Array
  /** Media type. */
  readonly type: string
}

/**
 * A file of the built window, or null: nothing outside `folder`, nothing of a type the window does not use.
 *
 * @param folder where the window's files are
 * @param pathname the path of the URL, percent-encoded; `/` is the window itself
 */
export async function readAsset(folder: string, pathname: string): Promise<Asset | null> {
  const path = assetPath(folder, pathname)
  const type = path === null ? undefined : types[extname(path)]
  if (path === null || type === undefined) return null
  try {
    return { bytes: await readFile(path), type }
  } catch {
    return null
  }
}

function assetPath(folder: string, pathname: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (/[\0\\]/.test(decoded)) return null
  const path = resolve(join(folder, decoded === '/' ? 'index.html' : decoded))
  return path.startsWith(resolve(folder) + sep) ? path : null
}
