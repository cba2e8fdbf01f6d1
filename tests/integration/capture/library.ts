import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Capture, createCapture } from '../../../main/capture/capture.ts'
import type { ExtractorLimits } from '../../../main/capture/extractor.ts'
import { forkChild, type LaunchChild } from '../../../main/children.ts'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary } from '../../../main/store/open.ts'
import type { CaptureResult } from '../../../shared/contract/capture.ts'

/** Capture over a real library in a folder of its own, with the real child process unless another is given. */
export interface Desk {
  readonly library: Library
  readonly capture: Capture
  readonly path: string
  /** How many children were started. */
  started(): number
  close(): Promise<void>
}

export const now = Date.UTC(2026, 2, 12, 9, 30)

export async function openDesk(
  options: { launchChild?: LaunchChild; limits?: ExtractorLimits } = {},
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'attest-capture-'))
  const path = join(folder, 'desk.attest')
  const library = await createLibrary(path, { now: () => now })
  const launch = options.launchChild ?? forkChild
  let started = 0
  const launchChild: LaunchChild = (name, limits) => {
    started += 1
    return launch(name, limits)
  }
  const capture = createCapture({ library, launchChild, now: () => now, limits: options.limits })
  return {
    library,
    capture,
    path,
    started: () => started,
    close: async () => {
      capture.dispose()
      await library.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the library holds of a captured document; throws the result's message when nothing was captured. */
export async function readBack(library: Library, result: CaptureResult) {
  if (result.sourceId === null || result.snapshotId === null) throw new Error(result.message)
  return library.sources.read(result.sourceId, result.snapshotId)
}

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
