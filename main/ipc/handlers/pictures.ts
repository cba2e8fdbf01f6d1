import { readFile } from 'node:fs/promises'
import type { pictureOperations } from '../../../shared/contract/figures.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import { maxPictureBytes } from '../../../shared/document/figure.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { readPicture } from '../../capture/pictures/picture.ts'
import type { Services } from '../../services.ts'
import { diskError } from '../../wholeFile.ts'

export function pictureHandlers({
  libraries,
  incoming,
}: Services): Pick<Handlers, keyof typeof pictureOperations> {
  return {
    'pictures.add': async ({ token }, { windowId }) => {
      const { library } = libraries.session()
      const { path, name, size } = incoming.file(token, windowId)
      try {
        // Not read at all: a file of gigabytes would fill the memory before it was refused.
        if (size > 2 * maxPictureBytes) {
          throw new AttestError(
            'too-large',
            `The file “${name}” has ${Math.ceil(size / 1024 / 1024)} MiB; a picture may have ${maxPictureBytes / 1024 / 1024} MiB.`,
            'Make it smaller in another program, or save it as JPEG.',
          )
        }
        const bytes = await readFile(path).catch((error: unknown) => {
          throw diskError(error, name, 'Nothing was changed.')
        })
        const { leftOut, ...picture } = await readPicture(name, bytes)
        await library.pictures.add(picture)
        const { bytes: _, ...known } = picture
        return { picture: known, leftOut: [...leftOut] }
      } finally {
        await incoming.drop(token)
      }
    },
    'pictures.known': async ({ hashes }) => ({
      items: await libraries.session().library.pictures.known(hashes),
    }),
  }
}
