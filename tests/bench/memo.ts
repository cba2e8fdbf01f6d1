import { createHash } from 'node:crypto'
import { draftBriefing } from '../../main/drafting.ts'
import type { Library } from '../../main/store/library.ts'
import { codePointLength } from '../../shared/anchoring/index.ts'
import type { OpenBriefing } from '../../shared/model/briefing.ts'
import { emptyClaimDetails } from '../../shared/model/claim.ts'
import { randomFrom, sentence } from './words.ts'

const claims = 60

/** A memo of about 20 pages with its notes: sections of paragraphs, quotations and a citation in every other one. */
export async function longMemo(library: Library): Promise<OpenBriefing> {
  const random = randomFrom(4)
  const words = Array.from({ length: claims }, (_, i) => sentence(random, i))
  const text = `${words.join(' ')}\n`
  const bytes = Buffer.from(text)
  const { extraction } = await library.sources.capture({
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    mediaType: 'text/plain',
    fileName: 'source.txt',
    encoding: 'utf-8',
    extractor: 'text',
    extractorVersion: 1,
    text,
    pages: [],
    found: { title: 'The source of all claims', publisher: 'Generated', issued: '2026-01-05' },
    capturedAt: 0,
  })
  let start = 0
  for (const [i, exact] of words.entries()) {
    const end = start + codePointLength(exact)
    await library.claims.create({
      ...emptyClaimDetails,
      text: exact,
      key: `claim-${i}`,
      place: { extractionId: extraction.id, start, end },
    })
    start = end + 1
  }

  const parts: string[] = []
  for (let i = 0; i < claims * 2; i++) {
    if (i % 12 === 0) parts.push(`# Section ${i / 12 + 1}`)
    const body = Array.from({ length: 6 }, (_, j) => sentence(random, 1000 + i * 6 + j)).join(' ')
    const claim = Math.floor(i / 2)
    const cited = i % 2 === 1 ? '' : i % 8 === 0 ? ` “${words[claim]}”[@claim-${claim}]` : `[@claim-${claim}]`
    parts.push(body + cited)
  }
  return draftBriefing(library, {
    text: `---\nsubject: A memo of twenty pages\ndate: 2026-03-16\n---\n\n${parts.join('\n\n')}\n`,
    name: 'memo.md',
  })
}
