import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary } from '../../../main/store/open.ts'
import { matchExpression } from '../../../main/store/searchWords.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { emptyClaimDetails } from '../../../shared/model/claim.ts'

let dir: string
let desk: Library
let extractionId: string
let briefingId: string

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attest-search-'))
  desk = await createLibrary(join(dir, 'desk.attest'))
  const text = 'The line failed at four.'
  const { extraction } = await desk.sources.capture({
    bytes: Buffer.from(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    mediaType: 'text/plain',
    fileName: 'a.txt',
    encoding: 'utf-8',
    extractor: 'text',
    extractorVersion: 1,
    text,
    pages: [],
    found: {},
    capturedAt: 0,
  })
  extractionId = extraction.id
  briefingId = (await desk.briefings.create({ header: emptyHeader, blocks: [] })).id
})
afterAll(async () => {
  await desk.close()
  await rm(dir, { recursive: true, force: true })
})

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '*',
        '^',
        '(',
        ')',
        'AND',
        'OR',
        'NOT',
        'NEAR(',
        ':',
        '-',
        '+',
        '{',
        '}',
        '\0',
        '😀',
        '\uD800',
        ' ',
        'a',
        '%',
        '_',
        ';',
        '--',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
)

it('answers any typed string, in the palette and in every list', async () => {
  await fc.assert(
    fc.asyncProperty(nasty, async (query) => {
      await desk.search.palette({ query, briefingId, limit: 20 })
      const list = { query, limit: 10, offset: 0 }
      await desk.claims.list(list)
      await desk.sources.list(list)
      await desk.quotes.list(list)
      await desk.speakers.list(list)
    }),
    { numRuns: 300 },
  )
})

it('finds a claim of any script by its own words, typed to any letter of the last', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter((words) => words.trim() !== '')
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      const place = { extractionId, start: 0, end: 8 }
      const claim = await desk.claims.create({ ...emptyClaimDetails, text: words, place })
      try {
        if (matchExpression(words) === null) return
        const found = await desk.search.palette({ query: words, briefingId: null, limit: 100 })
        expect(found.map(({ id }) => id)).toContain(claim.id)
      } finally {
        await desk.claims.remove(claim.id, 1)
      }
    }),
    { numRuns: 200 },
  )
})
