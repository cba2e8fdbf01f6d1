import type { CaptureResult, captureOperations } from '../../../shared/contract/capture.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Services } from '../../services.ts'

export function captureHandlers({
  host,
  libraries,
  acts,
  incoming,
}: Services): Pick<Handlers, keyof typeof captureOperations> {
  return {
    'files.begin': async ({ name, size }, { windowId }) => ({
      token: await incoming.begin(windowId, name, size),
    }),
    'files.chunk': async ({ token, offset, base64 }, { windowId }) => ({
      received: await incoming.append(token, windowId, offset, Buffer.from(base64, 'base64')),
    }),
    'files.choose': async (_input, { windowId }) => {
      if (!host.dialogs) {
        throw new AttestError(
          'unsupported',
          'This window asks for files itself.',
          'Drop the files on the window.',
        )
      }
      const files = await host.chooseFiles(windowId)
      return {
        files: files.map((file) => ({
          token: incoming.register(windowId, file),
          name: file.name,
          size: file.size,
        })),
      }
    },
    'capture.files': async ({ tokens }, { windowId }) => {
      const { capture } = libraries.session()
      const files = tokens.map((token) => incoming.file(token, windowId))
      const actId = acts.start(async ({ signal, progress }) => {
        const results: CaptureResult[] = []
        try {
          for await (const result of capture.captureFiles(files, { signal })) {
            results.push(result)
            progress({ done: results.length, total: files.length, stage: result.file, result })
          }
        } finally {
          for (const token of tokens) await incoming.drop(token)
        }
        return { results }
      })
      return { actId }
    },
    'capture.text': async (input) => libraries.session().capture.captureText(input),
    'acts.cancel': async ({ actId }) => {
      acts.cancel(actId)
      return {}
    },
  }
}
