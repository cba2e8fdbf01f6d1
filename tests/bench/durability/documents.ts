import { createHash } from 'node:crypto'
import { extract } from '../../../main/capture/extract.ts'
import { recognise } from '../../../main/capture/kinds.ts'
import { randomFrom, sentence } from '../words.ts'

/** A document to import: a file name and bytes, the same for the same number in every process. */
export interface NumberedDocument {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Most are short; some are parsed in a child; a few take the store several pages of its log at once. */
export function numbered(n: number): NumberedDocument {
  const random = randomFrom(n)
  const length = n % 25 === 4 ? 3000 : 10 + (n % 50)
  const sentences = Array.from({ length }, (_, i) => sentence(random, i))
  if (n % 5 !== 2) return { name: `${n}.txt`, bytes: Buffer.from(`Article ${n}. ${sentences.join(' ')}\n`) }
  const paragraphs = sentences.map((words) => `<p>${words}</p>`).join('\n')
  return {
    name: `${n}.html`,
    bytes: Buffer.from(
      `<!doctype html><html lang="en"><head><title>Article ${n}</title></head><body><article><h1>Article ${n}</h1>\n${paragraphs}</article></body></html>`,
    ),
  }
}

/** The text that a library must hold for it: taken from the bytes by the product, in a process nobody kills. */
export const textOf = async ({ name, bytes }: NumberedDocument): Promise<string> =>
  (await extract({ name, kind: recognise(name, bytes), bytes, extent: 'article' })).text

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The source on which claims are marked. */
export const strait = {
  name: 'strait.txt',
  text: 'The line failed at 03:52. 🙂 “We have asked,” said Ilsa Tarnmoor, “and the answer is nine.”\n',
  /** Code points of what is claimed. */
  place: { start: 0, end: 25 },
}
export const claimText = (n: number): string => `Claim ${n}: the line failed.`
export const claimKey = (n: number): string => `claim-${n}`
