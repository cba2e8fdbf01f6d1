import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, attestJson, type Failure } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-cli-'))
const at = (name: string): string => join(folder, name)
const library = ['--library', at('work.attest')]
const run = <T extends object = Answer>(...args: string[]) => attestJson<T>([...args, ...library])

interface Imported {
  readonly items: readonly { file: string; status: string; source: string | null; message: string }[]
}

const text = `The ferry waits for the post. “We will wait for the post, not for the wind,” said Ilsa Tarnmoor.
The ferry waits for nobody else 🙂. A second boat leaves at nine, unless the wind is strong.
`

describe('the command line', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    writeFileSync(at('ferry.txt'), text)
    expect((await run('new')).exit).toBe(0)
    const { answer } = await run<Imported>('import', at('ferry.txt'))
    expect(answer.items).toMatchObject([{ status: 'imported', source: 'ferry' }])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('refuses a library that is not there, is something else, or exists already', async () => {
    const gone = await attestJson<Failure>(['verify', '--library', at('gone.attest')])
    expect([gone.exit, gone.answer.error.code]).toEqual([3, 'not-found'])
    const foreign = await attestJson<Failure>(['verify', '--library', at('ferry.txt')])
    expect([foreign.exit, foreign.answer.error.code]).toEqual([3, 'library-corrupt'])
    expect(readFileSync(at('ferry.txt'), 'utf8')).toBe(text)
    for (const sample of [[], ['--sample']]) {
      const { exit, answer } = await run<Failure>('new', ...sample)
      expect([exit, answer.error.code]).toEqual([3, 'taken'])
    }
  })

  it('suggests quotes and claims of a source, where they stand, and adds nothing', async () => {
    const { exit, answer } = await run<{
      items: readonly {
        type: string
        start: number
        end: number
        exact: string
        speaker: { name: string } | null
      }[]
    }>('suggest', 'ferry')
    expect(exit).toBe(0)
    const codePoints = [...text]
    for (const { start, end, exact } of answer.items)
      expect(codePoints.slice(start, end).join('')).toBe(exact)
    expect(answer.items.map(({ type, exact, speaker }) => [type, exact, speaker?.name ?? null])).toEqual([
      ['quote', 'We will wait for the post, not for the wind,', 'Ilsa Tarnmoor'],
      ['claim', 'The ferry waits for the post.', null],
      ['claim', 'The ferry waits for nobody else 🙂.', null],
      ['claim', 'A second boat leaves at nine, unless the wind is strong.', null],
    ])
    const added = await run<{ items: unknown[] }>('list', 'quotes')
    expect(added.answer.items).toEqual([])
    const gone = await run<Failure>('suggest', 'no-such-source')
    expect([gone.exit, gone.answer.error.code]).toEqual([3, 'not-found'])
  })

  it('imports what can be imported and tells of each file that cannot, ending with 1', async () => {
    writeFileSync(at('empty.txt'), '')
    writeFileSync(
      at('binary.txt'),
      Uint8Array.from({ length: 400 }, (_, i) => i % 7),
    )
    mkdirSync(at('folder'))
    writeFileSync(at('note.md'), '# A note\n\nOn ferries.\n')
    const names = ['ferry.txt', 'empty.txt', 'binary.txt', 'folder', 'gone.txt', 'note.md'].map(at)
    const { exit, answer } = await run<Imported>('import', ...names)
    expect(exit).toBe(1)
    expect(answer.items.map(({ file, status }) => [file, status])).toEqual([
      [at('ferry.txt'), 'duplicate'],
      [at('empty.txt'), 'failed'],
      [at('binary.txt'), 'failed'],
      [at('folder'), 'failed'],
      [at('gone.txt'), 'failed'],
      [at('note.md'), 'imported'],
    ])
    for (const { status, source, message } of answer.items) {
      expect(message).not.toBe('')
      expect(source === null).toBe(status === 'failed')
    }
  })

  it('imports what is in folders, by name, and tells of what documents hold', async () => {
    mkdirSync(at('inbox/b'), { recursive: true })
    writeFileSync(at('inbox/b/buoys.txt'), 'A text about buoys.\n')
    writeFileSync(at('inbox/.hidden.txt'), 'Not this one.\n')
    symlinkSync(at('ferry.txt'), at('inbox/link.txt'))
    symlinkSync(at('inbox'), at('inbox/b/around'))
    const part = 'Content-Disposition: attachment; filename=list.txt\n\nGrain, salt and cables.'
    writeFileSync(
      at('inbox/a.eml'),
      `From: Ana Brandt <ana@ports.example>\nSubject: Cables\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee below.\n--x\n${part}\n--x--\n`,
    )
    const { exit, answer } = await run<Imported>('import', at('inbox'))
    expect(answer.items.map(({ file, status }) => [file, status])).toEqual([
      [at('inbox/a.eml'), 'imported'],
      [`${at('inbox/a.eml')} › list.txt`, 'imported'],
      [at('inbox/b/buoys.txt'), 'imported'],
    ])
    expect(exit).toBe(0)
  })

  it('takes details from CSL-JSON, by name or in order', async () => {
    writeFileSync(at('a.txt'), 'A text about harbours.\n')
    writeFileSync(at('b.txt'), 'A text about cables.\n')
    const csl = [
      {
        id: 'b',
        type: 'article-newspaper',
        title: 'Cables',
        'container-title': 'The Review',
        issued: { 'date-parts': [[2026, 3, 4]] },
      },
      { id: 'a', type: 'report', title: 'Harbours', author: [{ family: 'Pellworth', given: 'Sunniva' }] },
    ]
    writeFileSync(at('meta.json'), JSON.stringify(csl))
    const imported = await run<Imported>(
      'import',
      at('a.txt'),
      at('b.txt'),
      '--meta',
      at('meta.json'),
      '--reliability',
      'C',
    )
    expect(imported.exit).toBe(0)
    const keys = imported.answer.items.map(({ source }) => source ?? '')
    // One after the other: a library is open in one process at a time.
    const sources = []
    for (const key of keys) sources.push(await run('show', key))
    expect(sources[0]?.answer.item).toMatchObject({
      title: 'Harbours',
      type: 'report',
      authors: [{ family: 'Pellworth', given: 'Sunniva' }],
      reliability: 'C',
    })
    expect(sources[1]?.answer.item).toMatchObject({
      title: 'Cables',
      type: 'article-newspaper',
      publisher: 'The Review',
      issued: '2026-03-04',
    })
    writeFileSync(at('one.json'), JSON.stringify([{ type: 'report', title: 'One' }]))
    const wrong = await run<Failure>('import', at('a.txt'), at('b.txt'), '--meta', at('one.json'))
    expect([wrong.exit, wrong.answer.error.code]).toEqual([2, 'bad-request'])
  })

  it('marks a passage by its exact words, with all its fields, counting code points', async () => {
    const claim = await run<{ item: Record<string, unknown> }>(
      ...[
        'add',
        'claim',
        '--source',
        'ferry',
        '--exact',
        'A second boat leaves at nine',
        '--key',
        'second-boat',
      ],
      ...[
        '--text',
        'There are two boats.',
        '--kind',
        'forecast',
        '--modality',
        'hedged',
        '--credibility',
        '3',
      ],
      ...[
        '--likelihood',
        'very likely',
        '--confidence',
        'low',
        '--date',
        '2026-05',
        '--date-as-printed',
        'in May',
        '--note',
        'n',
      ],
    )
    const start = [...text.slice(0, text.indexOf('A second boat'))].length
    expect(claim.answer.item).toMatchObject({
      key: 'second-boat',
      text: 'There are two boats.',
      kind: 'forecast',
      modality: 'hedged',
      attribution: 'unattributed',
      credibility: 3,
      likelihood: 'very likely',
      confidence: 'low',
      date: '2026-05',
      dateAsPrinted: 'in May',
      note: 'n',
      evidence: [{ passage: { start, end: start + 28 } }],
    })
    const quote = await run<{ item: { speakerId: string } }>(
      ...[
        'add',
        'quote',
        '--source',
        'ferry',
        '--exact',
        'We will wait for the post, not for the wind',
        '--key',
        'wait',
      ],
      ...[
        '--form',
        'direct',
        '--speaker',
        'Ilsa Tarnmoor',
        '--role',
        'ferry master',
        '--ground-rule',
        'on-record',
      ],
      ...['--said-on', '2026-05-01', '--audience', 'passengers', '--via', 'a reporter', '--language', 'en'],
    )
    expect(quote.answer.item).toMatchObject({
      form: 'direct',
      groundRule: 'on-record',
      roleAsPrinted: 'ferry master',
      saidOn: '2026-05-01',
      audience: 'passengers',
      via: 'a reporter',
      language: 'en',
    })
    const speaker = await run<{ item: { id: string; quotes: unknown[] } }>('show', 'ilsa-tarnmoor')
    expect(speaker.answer.item.id).toBe(quote.answer.item.speakerId)
    expect(speaker.answer.item.quotes).toHaveLength(1)
  })

  it('needs --start where the words stand several times, and takes only a place where they stand', async () => {
    const ask = (...more: string[]) =>
      run<Failure & { item: { evidence: { passage: { start: number } }[] } }>(
        ...['add', 'claim', '--source', 'ferry', '--exact', 'The ferry waits', ...more],
      )
    const several = await ask()
    expect([several.exit, several.answer.error.code]).toEqual([3, 'not-anchored'])
    const second = [...text.slice(0, text.lastIndexOf('The ferry waits'))].length
    expect(several.answer.error.message).toMatch(new RegExp(`0 \\(.*${second} \\(`, 'u'))
    expect((await ask('--start', '7')).answer.error.code).toBe('not-anchored')
    const marked = await ask('--start', String(second))
    expect(marked.answer.item.evidence[0]?.passage.start).toBe(second)
  })

  it('names every unknown key of a draft with its lines and what is near, and makes nothing', async () => {
    writeFileSync(
      at('bad.md'),
      'One.[@secnd-boat]\n\nTwo.[@secnd-boat; @wait]\n\n> No words of anybody. [@nowhere]\n',
    )
    const { exit, answer } = await run<Failure>('draft', at('bad.md'))
    expect([exit, answer.error.code]).toEqual([3, 'not-found'])
    const lines = answer.error.message.split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/bad\.md:1: .*“secnd-boat” \(lines 1, 3\).*“second-boat”/u)
    expect(lines[1]).toMatch(/bad\.md:5: .*“nowhere”/u)
    expect((await run<{ items: unknown[] }>('list', 'briefings')).answer.items).toEqual([])
  })

  it('refuses a draft that is no UTF-8 text', async () => {
    writeFileSync(at('latin.md'), Buffer.from('d\u00e9tente', 'latin1'))
    const { exit, answer } = await run<Failure>('draft', at('latin.md'))
    expect([exit, answer.error.code]).toEqual([3, 'damaged'])
    const missing = await run<Failure>('draft', at('missing.md'))
    expect([missing.exit, missing.answer.error.code]).toEqual([3, 'not-found'])
  })

  it('drafts from standard input, verifies, checks, and writes it as Markdown', async () => {
    const memo = `---
subject: Ferries
date: 2026-05-02
---

The ferry master said: “We will wait for the post, not for the wind”[@wait]

The boat leaves “at nine, if the wind is strong”[@second-boat].
`
    const drafted = await attestJson<{ item: { key: string } }>(['draft', '-', ...library], memo)
    expect([drafted.exit, drafted.answer.item.key]).toEqual([0, 'ferries'])
    const verified = await run<{ items: Record<string, unknown>[]; counts: Record<string, number> }>(
      ...['verify', '--briefing', 'ferries'],
    )
    expect(verified.exit).toBe(1)
    expect(verified.answer.counts).toEqual({ exact: 1, altered: 1 })
    expect(verified.answer.items).toMatchObject([
      { type: 'quotation', key: 'wait', briefing: 'ferries', verdict: 'exact', score: 1, diff: [] },
      { type: 'quotation', key: 'second-boat', briefing: 'ferries', verdict: 'altered' },
    ])
    const shown = await run<{ item: { blocks: { id: string }[] } }>('show', 'ferries')
    expect(shown.answer.item.blocks.map(({ id }) => id)).toEqual(
      verified.answer.items.map(({ block }) => block),
    )
    const checked = await run<{ items: Record<string, unknown>[] }>('check', 'ferries')
    expect(checked.exit).toBe(1)
    expect(checked.answer.items.map(({ check, severity, block }) => [check, severity, block])).toContainEqual(
      ['quotation-altered', 'stops', verified.answer.items[1]?.block],
    )
    const exported = await run<{ item: Record<string, unknown> }>(
      'export',
      'ferries',
      '--to',
      'md',
      '--out',
      at('ferries.md'),
    )
    const bytes = readFileSync(at('ferries.md'))
    expect(exported.answer.item).toEqual({
      file: at('ferries.md'),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
      pages: null,
    })
    expect(bytes.toString()).toContain('“We will wait for the post, not for the wind”[@wait]')
  })

  it('backs up a library that opens and holds the same, and finds nothing wrong', async () => {
    const { exit, answer } = await run<{ item: { sha256: string; bytes: number } }>(
      'backup',
      '--out',
      at('copy.attest'),
    )
    expect(exit).toBe(0)
    const bytes = readFileSync(at('copy.attest'))
    expect(answer.item).toMatchObject({
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    })
    const copied = await attestJson(['list', 'claims', '--library', at('copy.attest')])
    expect(copied.answer.items).toEqual((await run('list', 'claims')).answer.items)
    const healthy = await attestJson(['doctor', '--library', at('copy.attest')])
    expect([healthy.exit, healthy.answer.items]).toEqual([0, []])
  })

  it('tells what is wrong with a damaged library', async () => {
    const bytes = readFileSync(at('copy.attest'))
    // Everything from the third page on is overwritten.
    bytes.fill(0xa5, 8192)
    writeFileSync(at('damaged.attest'), bytes)
    const { exit, answer } = await attestJson<{ items: { what: string; hint: string }[] }>([
      ...['doctor', '--library', at('damaged.attest')],
    ])
    expect(exit).toBe(1)
    expect(answer.items.length).toBeGreaterThan(0)
    for (const { what, hint } of answer.items) expect([what, hint]).not.toContain('')
  })

  it('leaves an earlier file alone when an export is refused', async () => {
    writeFileSync(at('kept.pdf'), 'earlier')
    const { exit } = await run('export', 'no-such-briefing', '--to', 'pdf', '--out', at('kept.pdf'))
    expect(exit).toBe(3)
    expect(readFileSync(at('kept.pdf'), 'utf8')).toBe('earlier')
    const nowhere = await run<Failure>('export', 'ferries', '--to', 'pdf', '--out', at('no/such/folder.pdf'))
    expect(nowhere.exit).toBe(3)
    expect(existsSync(at('no'))).toBe(false)
  })
})
