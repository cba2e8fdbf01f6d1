import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Claim } from '../../../shared/model/claim.ts'
import type { Quote } from '../../../shared/model/quote.ts'
import { parts } from '../../parts.ts'
import { conformance } from '../../verapdf.ts'
import { type Answer, attestJson, type Failure } from '../cli/attest.ts'
import { articleFile, keyOf, type MarkedClaim, readMarks, speakerOptions } from './article.ts'
import { oneQuotation, quotedClaims, wholeMemo } from './memo.ts'

// The whole job on the article, by the real command line. Left out where the article is not (`npm test` says so).

interface Verdicts {
  readonly items: readonly {
    readonly type: string
    readonly key: string
    readonly briefing: string | null
    readonly verdict: string
  }[]
  readonly counts: Readonly<Record<string, number>>
}

describe.skipIf(parts.articles !== null)('the main job, on the command line', { timeout: 600_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-job-'))
  const at = (name: string): string => join(folder, name)
  const library = ['--library', at('job.attest')]
  const marks = parts.articles === null ? readMarks() : { source: null, claims: [], quotes: [] }
  const run = <T extends object = Answer>(...args: string[]) => attestJson<T>([...args, ...library])
  const claim = (id: string): MarkedClaim => {
    const found = marks.claims.find((each) => each.id === id)
    if (!found) throw new Error(`The article has no claim ${id}.`)
    return found
  }
  let source = ''

  beforeAll(async () => {
    await run('new')
    const imported = await run<{ items: { status: string; source: string }[] }>(
      'import',
      articleFile,
      '--reliability',
      'F',
    )
    expect(imported.exit).toBe(0)
    expect(imported.answer.items).toMatchObject([{ status: 'imported' }])
    source = imported.answer.items[0]?.source ?? ''
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('captures the article with its bytes and all of its code points', async () => {
    const shown = await run<{ item: { snapshots: { sha256: string }[] } }>('show', source)
    expect(shown.answer.item.snapshots.map(({ sha256 }) => sha256)).toEqual([marks.source?.sha256])
    expect([...readFileSync(articleFile, 'utf8')].length).toBe(marks.source?.code_points)
    const again = await run<{ items: { status: string }[] }>('import', articleFile)
    expect(again.answer.items).toMatchObject([{ status: 'duplicate', source }])
  })

  it('anchors every claim and quote at exactly the code points given', async () => {
    for (const marked of marks.claims) {
      const { exit, answer } = await run<{ item: Claim }>(
        ...['add', 'claim', '--source', source, '--exact', marked.passage.exact, '--key', keyOf(marked)],
        ...['--kind', marked.kind, '--modality', marked.modality, '--attribution', marked.attribution],
        ...(marked.date_as_printed === null ? [] : ['--date-as-printed', marked.date_as_printed]),
        ...speakerOptions(marked),
      )
      expect(exit).toBe(0)
      const { kind, modality, attribution, evidence } = answer.item
      expect({ kind, modality, attribution }).toEqual({
        kind: marked.kind,
        modality: marked.modality,
        attribution: marked.attribution,
      })
      expect(evidence).toMatchObject([
        { stance: 'supports', passage: marked.passage, verification: { verdict: 'exact' } },
      ])
    }
    for (const marked of marks.quotes) {
      const { exit, answer } = await run<{ item: Quote }>(
        ...['add', 'quote', '--source', source, '--exact', marked.passage.exact, '--key', keyOf(marked)],
        ...['--form', marked.form, ...speakerOptions(marked)],
        ...(marked.role_as_printed === null ? [] : ['--role', marked.role_as_printed]),
      )
      expect(exit).toBe(0)
      expect(answer.item).toMatchObject({
        form: marked.form,
        roleAsPrinted: marked.role_as_printed ?? '',
        passage: marked.passage,
        verification: { verdict: 'exact' },
      })
    }
    expect(marks.claims.length).toBe(28)
    expect(marks.quotes.length).toBe(4)
  })

  it('keeps each description of an unnamed speaker as printed, and each speaker once', async () => {
    const { answer } = await run<{ items: { kind: string; name: string; sourceId: string | null }[] }>(
      'list',
      'speakers',
    )
    const printed = [...marks.claims, ...marks.quotes].flatMap((marked) =>
      marked.speaker_as_printed === null || marked.attribution === 'unattributed'
        ? []
        : [`${marked.attribution === 'named' ? 'person' : 'anonymous'} ${marked.speaker_as_printed}`],
    )
    const found = answer.items.map(({ kind, name }) => `${kind} ${name}`)
    expect(found.sort()).toEqual([...new Set(printed)].sort())
    for (const { kind, sourceId } of answer.items) expect(sourceId === null).toBe(kind !== 'anonymous')
  })

  it('refuses words that stand in the article more than once, and lists the places', async () => {
    const { exit, answer } = await run<Failure>('add', 'claim', '--source', source, '--exact', 'Beijing')
    expect(exit).toBe(3)
    expect(answer.error.code).toBe('not-anchored')
    const text = [...readFileSync(articleFile, 'utf8')].join('')
    const places = [...text.matchAll(/Beijing/gu)].map(({ index }) => [...text.slice(0, index)].length)
    expect(places.length).toBeGreaterThan(1)
    for (const place of places) expect(answer.error.message).toContain(`${place} (`)
    const none = await run<Failure>('add', 'claim', '--source', source, '--exact', 'Norvia')
    expect(none.answer.error.code).toBe('not-anchored')
  })

  it('refuses an indirect quote in quote marks, naming the line', async () => {
    for (const quote of marks.quotes.filter(({ form }) => form === 'indirect')) {
      const file = at(`indirect-${keyOf(quote)}.md`)
      writeFileSync(file, oneQuotation('Indirect', quote.passage.exact, quote))
      const { exit, answer } = await run<Failure>('draft', file)
      expect(exit).toBe(3)
      expect(answer.error.code).toBe('not-allowed')
      expect(answer.error.message).toContain(`indirect-${keyOf(quote)}.md:10:`)
    }
  })

  it('drafts a memo that cites everything, and verifies all of it as exact', async () => {
    writeFileSync(at('memo.md'), wholeMemo(marks.claims, marks.quotes))
    const drafted = await run<{ item: { counts: Record<string, number> } }>(
      'draft',
      at('memo.md'),
      '--key',
      'memo',
    )
    expect(drafted.exit).toBe(0)
    expect(drafted.answer.item.counts).toMatchObject({ citations: 32, quotations: 1 + quotedClaims.length })

    const { exit, answer } = await run<Verdicts>('verify')
    expect(exit).toBe(0)
    expect(answer.counts).toEqual({ exact: 28 + 4 + 1 + quotedClaims.length })
    const quotations = answer.items.filter(({ briefing }) => briefing === 'memo')
    expect(quotations.map(({ key }) => key).sort()).toEqual(
      ['q01', ...quotedClaims.map((id) => id.toLowerCase())].sort(),
    )

    const used = await run<{ item: { usage: { briefingKey: string }[] } }>('show', 'c28')
    expect(used.answer.item.usage).toMatchObject([{ briefingKey: 'memo' }])
    const found = await run<{ items: { key: string }[] }>('search', 'rare', 'earth', 'minerals')
    expect(found.answer.items.map(({ key }) => key)).toContain('c13')
    const checked = await run<{ items: { severity: string }[] }>('check', 'memo')
    expect(checked.answer.items.filter(({ severity }) => severity === 'stops')).toEqual([])
  })

  describe('gives altered memos the right verdict', () => {
    const alterations: [what: string, claim: string, change: (words: string) => string, verdict: string][] = [
      ['nothing', 'C04', (words) => words, 'exact'],
      ['a changed word', 'C04', (words) => words.replace('campaign', 'operation'), 'altered'],
      ['a dropped word', 'C14', (words) => words.replace('essential ', ''), 'altered'],
      ['a straight for a curly quote mark', 'C01', (words) => words.replace('’', "'"), 'normalized'],
      [
        'a marked ellipsis',
        'C27',
        (words) => words.replace(', paired with debates over chip exports and trade talks,', ' […]'),
        'marked',
      ],
      [
        'an ellipsis that is not marked',
        'C27',
        (words) => words.replace(', paired with debates over chip exports and trade talks,', ''),
        'altered',
      ],
      [
        'a bracketed insertion',
        'C21',
        (words) => words.replace('that idea', 'that idea [the sale]'),
        'marked',
      ],
      ['another case', 'C23', (words) => words.replace('Trump', 'trump'), 'altered'],
      ['a bracketed change of initial case', 'C04', (words) => words.replace('Salt', '[s]alt'), 'marked'],
      ['two sentences swapped', 'C20', (words) => `${claim('C21').passage.exact} ${words}`, 'altered'],
      [
        'words from nowhere',
        'C12',
        () => 'The ferry to Tarnmoor leaves at nine unless the wind is strong',
        'absent',
      ],
    ]
    for (const [i, [what, id, change, verdict]] of alterations.entries()) {
      it(`${what}: ${verdict}`, async () => {
        const words = change(claim(id).passage.exact)
        // An alteration that changes nothing would test nothing.
        if (i > 0) expect(words).not.toBe(claim(id).passage.exact)
        writeFileSync(at('altered.md'), oneQuotation(what, words.replaceAll('[', '\\['), claim(id)))
        const key = `altered-${i}`
        expect((await run('draft', at('altered.md'), '--key', key)).exit).toBe(0)
        const { exit, answer } = await run<Verdicts>('verify', '--briefing', key)
        expect(answer.items.map((item) => item.verdict)).toEqual([verdict])
        expect(exit).toBe(verdict === 'exact' ? 0 : 1)
      })
    }

    it('words from another source: absent', async () => {
      const other = 'Carriers keep their logs for ninety days, and nobody has asked for more.'
      writeFileSync(at('other.txt'), `${other}\n`)
      expect((await run('import', at('other.txt'))).exit).toBe(0)
      writeFileSync(at('altered.md'), oneQuotation('Another source', other, claim('C06')))
      await run('draft', at('altered.md'), '--key', 'another-source')
      const { answer } = await run<Verdicts>('verify', '--briefing', 'another-source')
      expect(answer.items.map((item) => item.verdict)).toEqual(['absent'])
    })
  })

  describe('exports', () => {
    const flat = (text: string): string => text.replace(/\s+/gu, '')

    async function pdfText(file: string): Promise<string> {
      const loading = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 })
      const document = await loading.promise
      let text = ''
      for (let number = 1; number <= document.numPages; number++) {
        const { items } = await (await document.getPage(number)).getTextContent()
        text += `${items.map((item) => ('str' in item ? item.str : '')).join(' ')}\n`
      }
      await loading.destroy()
      return text
    }

    beforeAll(async () => {
      const { exit, answer } = await run<{ item: { sha256: string; bytes: number; pages: number } }>(
        ...['export', 'memo', '--to', 'pdf', '--out', at('memo.pdf')],
      )
      expect(exit).toBe(0)
      const bytes = readFileSync(at('memo.pdf'))
      expect(answer.item).toMatchObject({
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      })
    })

    it('a PDF whose text has every citation and every note with its passage', async () => {
      const text = await pdfText(at('memo.pdf'))
      const [body = '', notes = ''] = text.split(/\bNotes\b/u)
      expect(notes).not.toBe('')
      for (const { passage } of [...marks.claims, ...marks.quotes])
        expect(flat(notes)).toContain(flat(passage.exact))
      for (const { speaker_as_printed: printed } of marks.quotes) expect(notes).toContain(printed)
      // 28 claims and 4 quotes, each under a number of its own, in the text and in the notes.
      for (let number = 1; number <= 32; number++) {
        expect(body).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`, 'u'))
        expect(notes).toMatch(new RegExp(`(?<!\\d)${number}(?!\\d)`, 'u'))
      }
      for (const id of quotedClaims) expect(flat(body)).toContain(flat(`“${claim(id).passage.exact}”`))
    })

    it('the same bytes again for the same briefing and date', async () => {
      await run('export', 'memo', '--to', 'pdf', '--out', at('again.pdf'))
      expect(readFileSync(at('again.pdf')).equals(readFileSync(at('memo.pdf')))).toBe(true)
    })

    it.skipIf(parts.qpdf !== null)('a PDF that qpdf finds sound', () => {
      const said = execFileSync('qpdf', ['--check', at('memo.pdf')], { encoding: 'utf8' })
      expect(said).toContain('No syntax or stream encoding errors found')
    })

    it.skipIf(parts.java !== null)('a PDF that veraPDF finds to be PDF/UA-1 and PDF/A-2a', async () => {
      const [verdicts = []] = await conformance([at('memo.pdf')], ['ua1', '2a'])
      expect(verdicts.map(({ flavour, failed }) => [flavour, failed])).toEqual([
        ['ua1', []],
        ['2a', []],
      ])
      for (const { passed, assertions } of verdicts) expect([passed, assertions > 1000]).toEqual([true, true])
    })

    it('Markdown that draft reads into the same memo', async () => {
      await run('export', 'memo', '--to', 'md', '--out', at('memo-out.md'))
      expect((await run('draft', at('memo-out.md'), '--key', 'memo-again')).exit).toBe(0)
      const verified = await run<Verdicts>('verify', '--briefing', 'memo-again')
      expect(verified.answer.counts).toEqual({ exact: 1 + quotedClaims.length })
      await run('export', 'memo-again', '--to', 'md', '--out', at('memo-again.md'))
      expect(readFileSync(at('memo-again.md'), 'utf8')).toBe(readFileSync(at('memo-out.md'), 'utf8'))
    })

    it('no other format yet, and says so', async () => {
      for (const format of ['docx', 'html']) {
        const { exit, answer } = await run<Failure>('export', 'memo', '--to', format, '--out', at('memo.out'))
        expect([exit, answer.ok, answer.error.code]).toEqual([3, false, 'unsupported'])
      }
    })
  })
})
