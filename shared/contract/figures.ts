import { z } from 'zod'
import { pictureSchema } from '../document/figure.ts'
import { sha256Schema } from '../model/identity.ts'
import { operation } from './operation.ts'

export const pictureOperations = {
  /**
   * Makes a file of `files.begin` or `files.choose` safe and keeps it in the library, once by its SHA-256; the token is
   * used up. `leftOut` names parts of an SVG that would have run, moved or been fetched.
   */
  'pictures.add': operation(
    z.object({ token: z.string().max(100) }),
    z.object({ picture: pictureSchema, leftOut: z.array(z.string()) }),
  ),
  /** Which of these pictures the library has. */
  'pictures.known': operation(
    z.object({ hashes: z.array(sha256Schema).max(10_000) }),
    z.object({ items: z.array(pictureSchema) }),
  ),
}
