import 'core-js/actual/index.js'
import { Blob } from 'node:buffer'
import { ReadableStream } from 'node:stream/web'

/*
 * pdf.js is written for browsers and the newest Node; the oldest supported runtime (Electron 22) brings Node 16. What it
 * asks for when it is loaded stands here, before it: real where Node 16 has it under another name, an empty class where only
 * drawing or the network, which text extraction never reaches, would use it.
 */

const globals = globalThis as Record<string, unknown>

globals.Blob ??= Blob
globals.ReadableStream ??= ReadableStream
for (const name of ['DOMMatrix', 'Path2D', 'ImageData', 'Response', 'Request', 'Headers'])
  globals[name] ??= class {}
globals.navigator ??= { language: 'en-US', platform: '', userAgent: '' }
if (globals.DOMException === undefined) {
  try {
    // Node 16 throws one, but does not name its class.
    atob('*')
  } catch (error) {
    globals.DOMException = (error as Error).constructor
  }
}
