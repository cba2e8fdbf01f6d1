import { maxChunkBytes } from '../shared/contract/capture.ts'
import { request } from './bridge.ts'

/** Base64 of bytes, in steps that stay below the engine's limit of arguments. */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  }
  return btoa(binary)
}

/**
 * Sends a file's bytes to the main side in chunks and returns its token for `capture.files`.
 * Throws an `AttestError` where the main side refuses, or the browser's own error where the file cannot be read.
 */
export async function uploadFile(file: File): Promise<string> {
  const { token } = await request('files.begin', { name: file.name, size: file.size })
  for (let offset = 0; offset < file.size; offset += maxChunkBytes) {
    const bytes = new Uint8Array(await file.slice(offset, offset + maxChunkBytes).arrayBuffer())
    await request('files.chunk', { token, offset, base64: base64(bytes) })
  }
  return token
}
