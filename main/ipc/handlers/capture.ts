import { readFile } from 'node:fs/promises'
import type { CaptureResult, captureOperations } from '../../../shared/contract/capture.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { besideFile, besideThose, firstOf } from '../../capture/references/beside.ts'
import { isReferenceName } from '../../capture/references/formats.ts'
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
    'files.choose': async ({ kind }, { windowId }) => {
      if (!host.dialogs) {
        throw new AttestError(
          'unsupported',
          'This window asks for files itself.',
          'Drop the files on the window.',
        )
      }
      const files = await host.chooseFiles(windowId, kind)
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
      const together = besideThose(
        files.map(({ name }) => name),
        async (index) => (files[index] === undefined ? new Uint8Array() : readFile(files[index].path)),
      )
      const candidates = files.map(({ path, name, size, own }) => ({
        name,
        size,
        read: () => readFile(path),
        beside: own ? firstOf(besideFile(path), together) : together,
      }))
      // The documents that references name become theirs before they are captured by themselves.
      const isFirst = ({ name }: { name: string }): number => (isReferenceName(name) ? 0 : 1)
      candidates.sort((a, b) => isFirst(a) - isFirst(b))
      const actId = acts.start(
        async ({ signal, progress }) => {
          let done = 0
          // Known from the beginning, should the person be asked before the first file is done.
          progress({ done, total: files.length, stage: files[0]?.name ?? '' })
          const onResult = (result: CaptureResult) => {
            done += 1
            progress({ done, total: files.length, stage: result.file, result })
          }
          try {
            return { results: await capture.captureFiles(candidates, { signal, onResult }) }
          } finally {
            await Promise.all(tokens.map(incoming.drop))
          }
        },
        { kind: 'import', windowId },
      )
      return { actId }
    },
    'capture.text': async (input) => libraries.session().capture.captureText(input),
    'acts.cancel': async ({ actId }) => {
      acts.cancel(actId)
      return {}
    },
  }
}
