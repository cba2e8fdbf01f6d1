import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkChild } from '../../../main/children.ts'
import { createSampleLibrary, sampleFolder } from '../../../main/sample.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { checkBriefing } from '../../../main/verify/checker.ts'
import { createVerifier } from '../../../main/verify/verifier.ts'
import { normalizeText } from '../../../shared/anchoring/index.ts'
import { articles, parts } from '../../parts.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-sample-'))
const path = join(folder, 'Sample.attest')
const options = { launchChild: forkChild, now: Date.now, version: '0.0.0' }
let library: Library

beforeAll(async () => {
  await createSampleLibrary(path, options)
  library = await openLibrary(path)
})
afterAll(async () => {
  await library.close()
  rmSync(folder, { recursive: true, force: true })
})

const verdictsOf = async (): Promise<string[]> => {
  const verdicts: string[] = []
  for await (const { type, key, verification } of createVerifier(library).all()) {
    verdicts.push(`${type} ${key}: ${verification.verdict}`)
  }
  return verdicts
}

describe('the sample library', () => {
  it('has sources, marks of every form and two briefings, and nothing is wrong with it', async () => {
    const counts = await library.counts()
    expect(counts.briefings).toBe(2)
    expect(counts.sources).toBeGreaterThanOrEqual(3)
    const { items } = await library.quotes.list({ query: '', limit: 100, offset: 0 })
    expect(new Set(items.map((quote) => quote.form))).toEqual(new Set(['direct', 'partial', 'indirect']))
    expect(items.some((quote) => quote.speakerKind === 'anonymous')).toBe(true)
    const sources = await library.sources.list({ query: '', limit: 100, offset: 0 })
    expect(sources.items.filter((source) => !source.confirmed || source.title === '')).toEqual([])
    expect(await library.doctor()).toEqual([])
  })

  it('verifies as exact, every passage and every quotation', async () => {
    const verdicts = await verdictsOf()
    expect(verdicts.length).toBeGreaterThan(30)
    expect(verdicts.filter((verdict) => !verdict.endsWith(': exact'))).toEqual([])
  })

  it('has a finished memo in which the checks find nothing', async () => {
    const memo = await library.briefings.byKey('carrier-notice-order')
    expect(await checkBriefing(library, memo.id)).toEqual([])
    const variants = memo.blocks.map((block) => (block.type === 'callout' ? block.variant : block.type))
    expect(variants.filter((variant) => variant === 'key-judgment')).toHaveLength(3)
    expect(variants).toContain('bottom-line')
    expect(variants).toContain('quotation-block')
    expect(await library.versions.list(memo.id)).toMatchObject([{ name: 'As sent to the Minister' }])
  })

  it('leaves nothing half-made, and no file of another', async () => {
    writeFileSync(join(folder, 'mine.attest'), 'mine')
    await expect(createSampleLibrary(join(folder, 'mine.attest'), options)).rejects.toMatchObject({
      code: 'taken',
    })
    expect(readFileSync(join(folder, 'mine.attest'), 'utf8')).toBe('mine')
    await expect(createSampleLibrary(join(folder, 'no/where.attest'), options)).rejects.toMatchObject({
      code: 'not-found',
    })
    expect(existsSync(join(folder, 'no'))).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('.') && name.includes('part'))).toEqual([])
  })

  it.skipIf(parts.articles !== null)('says nothing in the words of the article it is like', () => {
    const words = (text: string): string[] =>
      normalizeText(text)
        .text.toLowerCase()
        .match(/[\p{L}\p{N}]+/gu) ?? []
    // Seven words in a row are nobody's by chance.
    const runs = (text: string): string[] => {
      const all = words(text)
      return all.slice(6).map((_word, i) => all.slice(i, i + 7).join(' '))
    }
    const article = new Set(runs(readFileSync(join(articles, 'us-halts-mss-sanctions.txt'), 'utf8')))
    for (const name of readdirSync(sampleFolder())) {
      const text = readFileSync(join(sampleFolder(), name), 'utf8')
      expect([name, runs(text).filter((run) => article.has(run))]).toEqual([name, []])
    }
  })
})
