import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { draftBriefing } from '../../../main/drafting.ts'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary } from '../../../main/store/open.ts'
import { createVerifier, type Verified } from '../../../main/verify/verifier.ts'
import { findExact } from '../../../shared/anchoring/index.ts'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'
import { mintId, type Target } from '../../../shared/model/identity.ts'
import { emptyQuoteDetails } from '../../../shared/model/quote.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-verify-'))
let library: Library
const first = 'Two boats sail. The first boat does not sail unless the post has come. 🙂 It sails at nine.\n'
const second = 'The first boat sails at ten.\nTwo boats sail. Two boats sail.\n'

async function capture(text: string, url = ''): Promise<{ id: string; extractionId: string; key: string }> {
  const bytes = Buffer.from(text)
  const { source, extraction } = await library.sources.capture({
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'text/plain',
    fileName: 'text.txt',
    encoding: 'utf-8',
    extractor: 'text',
    extractorVersion: 1,
    text,
    pages: [],
    found: { title: text.slice(0, 20), ...(url === '' ? {} : { url }) },
    capturedAt: 0,
  })
  return { id: source.id, extractionId: extraction.id, key: source.key }
}

const placeOf = (extractionId: string, text: string, exact: string) => {
  const [place] = findExact(text, exact)
  if (!place) throw new Error(exact)
  return { extractionId, ...place }
}

let one: Awaited<ReturnType<typeof capture>>
let claim: Target
let quote: Target

beforeAll(async () => {
  library = await createLibrary(join(folder, 'v.attest'))
  one = await capture(first, 'https://review.example/one')
  await capture(second)
  const exact = 'The first boat does not sail unless the post has come.'
  const made = await library.claims.create({
    ...emptyClaimDetails,
    text: 'A boat waits.',
    key: 'waits',
    place: placeOf(one.extractionId, first, exact),
  })
  claim = { type: 'claim', id: made.id }
  const said = await library.quotes.create({
    ...emptyQuoteDetails,
    key: 'nine',
    place: placeOf(one.extractionId, first, 'It sails at nine.'),
  })
  quote = { type: 'quote', id: said.id }
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

const verdict = async (target: Target, words: string) => {
  const [answer] = await createVerifier(library).quotations([{ nodeId: mintId(), target, words }])
  return answer?.verification
}

describe('the verifier', () => {
  it('verifies words bound to a claim against its passage, whatever the claim itself says', async () => {
    expect(await verdict(claim, 'does not sail unless the post has come')).toMatchObject({ verdict: 'exact' })
    expect(await verdict(claim, 'A boat waits.')).toMatchObject({ verdict: 'absent' })
    expect(await verdict(claim, 'does sail unless the post has come')).toMatchObject({
      verdict: 'altered',
      lost: [{ kind: 'negation', words: 'not' }],
    })
  })

  it('counts positions in code points of the whole text', async () => {
    const start = [...first.slice(0, first.indexOf('It sails'))].length
    expect(await verdict(quote, 'It sails at nine.')).toEqual({
      verdict: 'exact',
      score: 1,
      start,
      end: start + 17,
    })
  })

  it('verifies words bound to a source against its whole text', async () => {
    const source: Target = { type: 'source', id: one.id }
    expect(await verdict(source, 'Two boats sail.')).toMatchObject({ verdict: 'exact' })
    expect(await verdict(source, 'The first boat sails at ten.')).not.toMatchObject({ verdict: 'exact' })
  })

  it('finds what is bound to nothing absent', async () => {
    expect(await verdict({ type: 'quote', id: mintId() }, 'It sails at nine.')).toEqual({
      verdict: 'absent',
      score: 0,
    })
  })

  it('answers each of many, in order, by its node', async () => {
    const items = Array.from({ length: 300 }, (_, i) => ({
      nodeId: mintId(),
      target: i % 2 ? claim : quote,
      words: i % 3 ? 'It sails at nine.' : 'does not sail',
    }))
    const answers = await createVerifier(library).quotations(items)
    expect(answers.map(({ nodeId }) => nodeId)).toEqual(items.map(({ nodeId }) => nodeId))
    const alone = await Promise.all(items.slice(0, 6).map(({ target, words }) => verdict(target, words)))
    expect(answers.slice(0, 6).map(({ verification }) => verification)).toEqual(alone)
  })

  it('goes through a library: its passages first, then the quotations of its briefings', async () => {
    const text =
      'He said “It sails at nine.”[@nine] and “It sails at ten.”[@nine]\n\n> does not sail [@waits]\n'
    const memo = await draftBriefing(library, { text, name: 'memo.md', key: 'boats' })
    const all: Verified[] = []
    for await (const verified of createVerifier(library).all()) all.push(verified)
    expect(
      all.map(({ type, key, briefing, verification }) => [type, key, briefing, verification.verdict]),
    ).toEqual([
      ['claim', 'waits', null, 'exact'],
      ['quote', 'nine', null, 'exact'],
      ['quotation', 'nine', 'boats', 'exact'],
      ['quotation', 'nine', 'boats', 'altered'],
      ['quotation', 'waits', 'boats', 'exact'],
    ])
    expect(all.slice(2).map(({ block }) => block)).toEqual([0, 0, 1].map((i) => memo.blocks[i]?.id))
    await expect(createVerifier(library).briefing(mintId())).rejects.toMatchObject({ code: 'not-found' })
  })

  it('goes on verifying against the capture a quotation was taken from when the source is captured again', async () => {
    await capture('Nothing of the kind is here any more.\n', 'https://review.example/one')
    expect(await verdict(quote, 'It sails at nine.')).toMatchObject({ verdict: 'exact' })
    const [described] = await library.citations.describe([quote])
    expect(described?.snapshot.superseded).toBe(true)
  })
})
