import { type Capture, createCapture } from './capture/capture.ts'
import type { LaunchChild } from './children.ts'
import { createExporter, type Exporter } from './export/exporter.ts'
import type { Typst } from './export/typst.ts'
import type { Library } from './store/library.ts'
import { createVerifier, type Verifier } from './verify/verifier.ts'

const tidyEveryMs = 120_000

/** An open library with the services that work on it. */
export interface Session {
  readonly library: Library
  readonly sample: boolean
  readonly capture: Capture
  readonly verifier: Verifier
  readonly exporter: Exporter
  /** Ends the services in reverse order, the library last. */
  close(): Promise<void>
}

export interface SessionOptions {
  readonly library: Library
  readonly sample: boolean
  readonly launchChild: LaunchChild
  readonly now: () => number
  /** Of the machine, kept warm from one library to the next. */
  readonly typst: Typst
}

export function openSession({ library, sample, launchChild, now, typst }: SessionOptions): Session {
  const capture = createCapture({ library, launchChild, now })
  const verifier = createVerifier(library)
  const exporter = createExporter({ library, typst, now })
  // Full text of briefings and the thinning of versions wait for a quiet moment; a failure waits for the next one.
  const upkeep = setInterval(() => void library.tidy().catch(() => undefined), tidyEveryMs)
  upkeep.unref()
  return {
    library,
    sample,
    capture,
    verifier,
    exporter,
    close: async () => {
      clearInterval(upkeep)
      await capture.dispose()
      await library.close()
    },
  }
}
