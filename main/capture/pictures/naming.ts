import { maxPixels, maxSide } from '../../../shared/document/figure.ts'
import { AttestError } from '../../../shared/model/error.ts'

/** What is left of a picture's file once it is safe to keep and to hand on. */
export interface CleanPicture {
  readonly bytes: Uint8Array
  /** Pixels as it is seen, turned upright. */
  readonly width: number
  readonly height: number
  /** For a person: parts that would have changed what is seen, each a few words. Metadata is not named. */
  readonly leftOut: readonly string[]
}

/** Names the file in what is thrown. */
export interface Naming {
  damaged(what: string): AttestError
  unsupported(what: string, hint: string): AttestError
  tooLarge(width: number, height: number): AttestError
}

export const namingOf = (name: string): Naming => ({
  damaged: (what) =>
    new AttestError(
      'damaged',
      `The picture “${name}” is damaged: ${what}.`,
      'Open it in another program, save it again as PNG or JPEG and try that file. Nothing was changed.',
    ),
  unsupported: (what, hint) =>
    new AttestError('unsupported', `The picture “${name}” cannot be used: ${what}.`, hint),
  tooLarge: (width, height) =>
    new AttestError(
      'too-large',
      `The picture “${name}” has ${width} × ${height} pixels; ${maxPixels / 1_000_000} million together and ${maxSide} a side are possible.`,
      'Make it smaller in another program: a page 20 cm wide shows no more than 2,400 pixels.',
    ),
})

/** @throws what `naming.tooLarge` or `naming.damaged` make, for sizes that no picture may have */
export function checkSize(width: number, height: number, naming: Naming): void {
  if (!(width >= 1 && height >= 1)) throw naming.damaged('it says that it has no size')
  if (width > maxSide || height > maxSide || width * height > maxPixels) throw naming.tooLarge(width, height)
}
