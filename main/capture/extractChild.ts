import { toErrorValue } from '../../shared/model/error.ts'
import { childPort } from '../childPort.ts'
import { extract } from './extract.ts'
import type { ExtractJob } from './extracted.ts'

/*
 * The extraction child: takes `{ id, job }`, answers `{ id, extracted }` or `{ id, error }`. Captured documents are
 * hostile until shown otherwise, so that what reads them runs here, where it can be killed.
 */

const port = childPort()
port.onRequest((message) => {
  const { id, job } = message as { id: number; job: ExtractJob }
  extract(job).then(
    (extracted) => port.answer({ id, extracted }),
    (error: unknown) => port.answer({ id, error: toErrorValue(error) }),
  )
})
