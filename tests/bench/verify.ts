import { createHash } from 'node:crypto'
import type { Library } from '../../main/store/library.ts'
import { createLibrary, openLibrary } from '../../main/store/open.ts'
import { createVerifier, type QuotationToVerify } from '../../main/verify/verifier.ts'
import { codePointLength } from '../../shared/anchoring/index.ts'
import { emptyClaimDetails } from '../../shared/model/claim.ts'
import { mintId } from '../../shared/model/identity.ts'
import { type Bench, ms, timed } from './bench.ts'
import { inFolder } from './temporary.ts'
import { randomFrom, sentence } from './words.ts'

const sources = 40
const claimsEach = 50
const quotations = 10_000

/** Sources of 250 numbered sentences; every fifth sentence is a claim. Gives the claims with their words. */
async function fill(library: Library): Promise<{ id: string; words: string }[]> {
  const random = randomFrom(2)
  const claims: { id: string; words: string }[] = []
  for (let source = 0; source < sources; source++) {
    const all = Array.from({ length: claimsEach * 5 }, (_, i) => sentence(random, source * 1000 + i))
    const text = `${all.join(' ')}\n`
    const bytes = Buffer.from(text)
    const { extraction } = await library.sources.capture({
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      mediaType: 'text/plain',
      fileName: `source-${source}.txt`,
      encoding: 'utf-8',
      extractor: 'text',
      extractorVersion: 1,
      text,
      pages: [],
      found: { title: `Source ${source}` },
      capturedAt: 0,
    })
    let start = 0
    for (const [i, words] of all.entries()) {
      const end = start + codePointLength(words)
      if (i % 5 === 0) {
        const place = { extractionId: extraction.id, start, end }
        const { id } = await library.claims.create({ ...emptyClaimDetails, text: words, place })
        claims.push({ id, words })
      }
      start = end + 1
    }
  }
  return claims
}

const bench: Bench = () =>
  inFolder(async (at) => {
    const path = at('verify.attest')
    const made = await createLibrary(path)
    const claims = await fill(made)
    await made.close()
    const random = randomFrom(3)
    const items = (alteredShare: number): QuotationToVerify[] =>
      Array.from({ length: quotations }, (_, i) => {
        const { id, words } = claims[i % claims.length] as { id: string; words: string }
        const altered = random() < alteredShare
        return {
          nodeId: mintId(),
          target: { type: 'claim', id },
          words: altered ? words.replace(/ (\S+)\.$/u, ' else.') : words,
        }
      })
    const rows: string[][] = []
    for (const [what, share] of [
      ['all exact', 0],
      ['1 in 100 with another last word', 0.01],
    ] as const) {
      const library = await openLibrary(path)
      try {
        const verifier = createVerifier(library)
        const asked = items(share)
        let exact = 0
        const run = async (): Promise<void> => {
          const answers = await verifier.quotations(asked)
          exact = answers.filter(({ verification }) => verification.verdict === 'exact').length
        }
        const cold = await timed(run)
        const warm = await timed(run)
        rows.push([what, exact.toLocaleString('en'), ms(cold), ms(warm)])
      } finally {
        await library.close()
      }
    }
    return {
      title: 'Verifying',
      how: `${quotations.toLocaleString('en')} quotations bound to ${claims.length.toLocaleString('en')} claims in ${sources} sources of ${claimsEach * 5} sentences, in one call: right after the library was opened, and again. Goal: at most 1 s.`,
      head: ['quotations', 'exact', 'after opening', 'again'],
      rows,
    }
  })
export default bench
