import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Handlers } from '../../../shared/contract/index.ts'
import { type licenseOperations, licenseSchema } from '../../../shared/contract/licenses.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { resourcePath } from '../../resources.ts'

/** @param file the build's list, asked for once a person wants to read it */
export function licenseHandlers(
  file: string = resourcePath('licenses.json'),
): Pick<Handlers, keyof typeof licenseOperations> {
  return {
    'app.licenses': async () => {
      const text = await readFile(file, 'utf8').catch(() => null)
      if (text === null) {
        throw new AttestError(
          'not-found',
          'The list of licences is not here: it is made when Attest is built.',
          'Run npm run build, or look at the licences in the packages themselves.',
        )
      }
      return { items: z.array(licenseSchema).parse(JSON.parse(text)) }
    },
  }
}
