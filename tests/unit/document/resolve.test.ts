import { describe, expect, it } from 'vitest'
import { runsText } from '../../../shared/citing/index.ts'
import type { Block } from '../../../shared/document/block.ts'
import type { Header } from '../../../shared/document/header.ts'
import type { List } from '../../../shared/document/list.ts'
import { judgmentNumbers, referablesOf } from '../../../shared/document/referables.ts'
import type { Reference } from '../../../shared/document/reference.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import type { ResolvedInline, ResolvedList } from '../../../shared/document/resolved.ts'
import { statisticsOf } from '../../../shared/document/statistics.ts'
import { allText, blockText } from '../../../shared/document/walk.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { mintId } from '../../../shared/model/identity.ts'
import {
  cite,
  cited,
  entities,
  everything,
  header,
  heading,
  item,
  mapOf,
  note,
  paragraph,
  quotation,
  quotationBlock,
  sources,
} from '../export/norvia.ts'

const resolve = (blocks: readonly Block[], more: Partial<Header> = {}, known = everything) =>
  resolveBriefing({ header: header(more), blocks, entities: known, today: '2031-04-01' })

/** A line as it is read: numbers of notes in brackets, `*` where a note is cited first. */
const line = (children: readonly ResolvedInline[]): string =>
  children
    .map((node) => {
      if (node.type === 'text') return node.text
      if (node.type === 'break') return '\n'
      if (node.type === 'cite')
        return `[${node.items.map((each) => `${each.note}${each.first ? '*' : ''}`).join()}]`
      if (node.type === 'reference') return `<${node.anchor} ${node.text}>`
      return `${node.open}${node.children.map((each) => (each.type === 'text' ? each.text : '\n')).join('')}${node.close}`
    })
    .join('')
const lines = (blocks: readonly Block[], more: Partial<Header> = {}): string[] =>
  resolve(blocks, more).blocks.map((block) => ('children' in block ? line(block.children) : block.type))

const refused = (blocks: readonly Block[], known = everything): AttestError => {
  try {
    resolve(blocks, {}, known)
  } catch (error) {
    if (error instanceof AttestError) return error
  }
  throw new Error('it was resolved')
}

describe('cross-references', () => {
  const judgment = (words: string): Block => ({
    type: 'callout',
    id: mintId(),
    variant: 'key-judgment',
    children: [paragraph(words)],
  })
  const see = (target: Block): Reference => ({
    type: 'reference',
    id: mintId(),
    target: target.id,
    children: [{ text: '' }],
  })

  it('say what their block is called now, and lead there', () => {
    const first = judgment('Permits will be refused.')
    const second = judgment('Boardings will rise.')
    const background = heading(1, 'Background')
    const text = paragraph('See ', see(second), ' and ', see(background), '.')
    expect(lines([first, second, background, text]).at(-1)).toBe(
      'See <1 Key judgment\u00A02> and <2 “Background”>.',
    )
    expect(lines([second, first, background, text]).at(-1)).toContain('Key judgment\u00A01')
    expect(resolve([first, second, background, text]).blocks.map(({ anchor }) => anchor)).toEqual([
      undefined,
      undefined,
      1,
      2,
      undefined,
    ])
  })

  it('to nothing stop the export and are found by a check', () => {
    const gone = heading(1, 'Gone')
    const text = paragraph('See ', see(gone), '.')
    expect(() => lines([text])).toThrow('points at nothing in this briefing')
    expect(referablesOf([gone, text], 'en-GB').map(({ label }) => label)).toEqual(['“Gone”'])
  })

  it('count a key judgment without words as none, and go on past a hundred blocks', () => {
    const many = Array.from({ length: 120 }, (_, at) => judgment(at === 3 ? ' ' : `Judgment ${at}.`))
    const numbers = judgmentNumbers(many)
    expect(numbers.get(many[3]?.id ?? '')).toBe(4)
    expect(numbers.get(many[4]?.id ?? '')).toBe(4)
    expect(numbers.get(many[119]?.id ?? '')).toBe(119)
  })

  it('count on through key judgments that are still to be written', () => {
    const numbered = (...words: string[]) => [...judgmentNumbers(words.map(judgment)).values()]
    expect(numbered('', '', '')).toEqual([1, 2, 3])
    expect(numbered('One.', '', '')).toEqual([1, 2, 3])
    expect(numbered('', '', 'One.', '', '')).toEqual([1, 1, 1, 2, 3])
  })
})

describe('notes of the author’s own', () => {
  it('share one row of numbers with citations, in reading order, what they cite right after them', () => {
    const { blocks, notes } = resolve([
      paragraph(
        'A',
        cite(entities.rosters),
        ' b',
        note('See ', cite(entities.boarded), '.'),
        ' c',
        cite(entities.rosters),
        '.',
      ),
      paragraph('D', note({ text: 'Last', bold: true }), '.'),
    ])
    expect(blocks.map((block) => ('children' in block ? line(block.children) : ''))).toEqual([
      'A[1*] b[2*] c.[1]',
      'D.[4*]',
    ])
    expect(notes.map((each) => (each.body ? line(each.body) : each.grade !== ''))).toEqual([
      true,
      'See.[3*]',
      true,
      'Last',
    ])
    expect(notes[3]?.body).toEqual([{ type: 'text', text: 'Last', bold: true }])
  })

  it('are found, counted and indexed as words, and are not in the line they belong to', () => {
    const block = paragraph('One two', note('three four'), '.')
    expect(blockText(block)).toBe('One two.')
    expect(allText(block)).toBe('One two.\nthree four')
    expect(statisticsOf([block])).toMatchObject({ words: 4, notes: 1, paragraphs: 1, citations: 0 })
  })
})

describe('citations', () => {
  it('are numbered in reading order, and the same item keeps its number', () => {
    const { boarded, lapsed, ending } = entities
    expect(
      lines([
        paragraph('A', cite(boarded), ' and B', cite(lapsed, boarded)),
        quotationBlock(ending, 'Nobody here is drafting for an ending.'),
        paragraph('C', cite(ending)),
      ]),
    ).toEqual(['A[1*] and B[2*,1]', 'quotation-block', 'C[3]'])
  })
  it('count in headings, lists and callouts too', () => {
    const { boarded, lapsed, pilots } = entities
    const { notes, blocks } = resolve([
      { type: 'callout', id: mintId(), variant: 'bottom-line', children: [paragraph('A', cite(boarded))] },
      heading(1, 'B', cite(lapsed)),
      list(false, [paragraph('C', cite(pilots))]),
    ])
    expect(notes.map((note) => note.number)).toEqual([1, 2, 3])
    expect(JSON.stringify(blocks).match(/"first":true/gu)).toHaveLength(3)
  })
  it('stand without a space before them, and after the stop that follows', () => {
    const { boarded, lapsed } = entities
    expect(
      lines([
        paragraph('A ', cite(boarded), '. B'),
        paragraph('C', cite(boarded), ', D'),
        paragraph(quotation(entities.pilots, 'a third night'), cite(entities.pilots), '.'),
        paragraph('E', cite(boarded), ' ', cite(lapsed), '.'),
        paragraph('F', cite(boarded), '', cite(boarded)),
        paragraph('G', cite(boarded), '.5 G'),
      ]),
    ).toEqual(['A.[1*] B', 'C,[1] D', '“a third night”.[2*]', 'E.[1,3*]', 'F[1]', 'G[1].5 G'])
  })
  it('stay before the stop in other languages', () => {
    expect(lines([paragraph('A', cite(entities.boarded), '. B')], { language: 'fr' })).toEqual(['A[1*]. B'])
  })
  it('without any there are neither notes nor sources', () => {
    const { notes, sources: list } = resolve([paragraph('A')])
    expect([notes, list]).toEqual([[], []])
  })
})

describe('notes', () => {
  it('tell a source in full once, then shortly with the number of that note', () => {
    const { boarded, lapsed, pilots } = entities
    const { notes } = resolve([paragraph('A', cite(boarded, pilots, lapsed))])
    const [first = '', , third = ''] = notes.map((note) => runsText(note.runs))
    expect(first).toContain('Maritime Security Directorate, Boarding returns')
    expect(third).toMatch(/^Boarding returns to February 2031 \(note\s1\): /u)
    expect(notes.map((note) => note.detail !== '')).toEqual([true, true, false])
  })
  it('differ where locator, prefix or suffix differ', () => {
    const { notes } = resolve([
      paragraph(
        cite(
          item(entities.hearing, { locator: '4' }),
          item(entities.hearing, { locator: '5', prefix: 'see' }),
        ),
      ),
    ])
    expect(notes.map((note) => runsText(note.runs).replace(/\s/gu, ' '))).toEqual([
      'Parliament of Norvia, Trade Committee, Oral evidence: Order 41, 24 February 2031, p. 4.',
      'see Oral evidence: Order 41 (note 1), p. 5.',
    ])
  })
})

describe('the list of sources', () => {
  const { boarded, lapsed, ending, rosters, hearing } = entities
  it('has each cited source once, sorted, with the notes that cite it', () => {
    const { sources: list } = resolve([
      paragraph('A', cite(hearing, boarded), 'B', cite(ending, lapsed, rosters)),
    ])
    expect(
      list.map(({ runs, grade, citedIn }) => [runsText(runs).slice(0, 20), grade, runsText(citedIn)]),
    ).toEqual([
      ['Maritime Security Di', 'B', 'Cited in notes 2 and 4.'],
      ['Orvane, Lisbet. Offi', 'C', 'Cited in notes 3 and 5.'],
      ['Parliament of Norvia', 'A', 'Cited in note\u00A01.'],
    ])
    expect(list[0]?.captures).toEqual([{ day: '8\u00A0March 2031', sha256: boarded.snapshot.sha256 }])
  })
  it('tells every capture that is cited, oldest first', () => {
    const early = cited({
      key: 'early',
      source: sources.returns,
      exact: 'a',
      credibility: 1,
      capture: 'early',
    })
    const known = mapOf(boarded, {
      ...early,
      snapshot: { ...early.snapshot, capturedAt: Date.UTC(2030, 0, 2) },
    })
    const { sources: list } = resolve([paragraph(cite(boarded, early))], {}, known)
    expect(list.map(({ captures }) => captures.map(({ day }) => day))).toEqual([
      ['2\u00A0January 2030', '8\u00A0March 2031'],
    ])
  })
  it('has a source that is quoted without a note', () => {
    const { sources: list, notes } = resolve([paragraph(quotation(boarded, 'boarded 245 tankers'))])
    expect([notes.length, list.map((each) => each.citedIn)]).toEqual([0, [[]]])
  })
  it('sorts without the article, letters with accents among the others, and figures by their value', () => {
    const titles = ['The zebra crossing', 'Émeute', 'Order 9', 'Order 41', 'An apple']
    const list = titles.map((title, at) =>
      cited({ key: `k${at}`, source: { ...sources.returns, id: mintId(), publisher: '', title } }),
    )
    const { sources: sorted } = resolve([paragraph(cite(...list))], {}, mapOf(...list))
    expect(sorted.map(({ runs }) => runs[0]?.text)).toEqual([
      'An apple',
      'Émeute',
      'Order 9',
      'Order 41',
      'The zebra crossing',
    ])
  })
})

const list = (ordered: boolean, ...items: readonly List['children'][number]['children'][]): List => ({
  type: 'list',
  id: mintId(),
  ordered,
  children: items.map((children) => ({ type: 'list-item', id: mintId(), children })),
})

describe('blocks', () => {
  it('that are empty are left out', () => {
    expect(
      lines([paragraph(''), paragraph(' \n '), heading(1, ''), list(false, [paragraph('')]), paragraph('A')]),
    ).toEqual(['A'])
  })
  it('keep line ends that the author set, but none at the edges', () => {
    expect(lines([paragraph('\nA\nB\r\n\u2028')])).toEqual(['A\nB'])
  })
  it('never skip a level of heading', () => {
    const { blocks } = resolve([
      heading(3, 'A'),
      heading(4, 'B'),
      heading(4, 'C'),
      heading(1, 'D'),
      heading(3, 'E'),
    ])
    expect(blocks.map((block) => 'level' in block && block.level)).toEqual([1, 2, 3, 1, 2])
  })
  it('nest lists at most eight deep and lose no item', () => {
    const deep = (depth: number): List =>
      list(false, [paragraph(`level ${depth}`), ...(depth < 12 ? [deep(depth + 1)] : [])])
    const depthOf = (node: ResolvedList): number =>
      1 + Math.max(0, ...node.items.flat().map((each) => (each.type === 'list' ? depthOf(each) : 0)))
    const [block] = resolve([deep(1)]).blocks
    if (block?.type !== 'list') throw new Error('no list')
    expect(depthOf(block)).toBe(8)
    expect(JSON.stringify(block).match(/level \d+/gu)).toEqual(
      Array.from({ length: 12 }, (_, at) => `level ${at + 1}`),
    )
  })
  it('give the mark and kind of a callout or list to its first paragraph', () => {
    const marked: Block[] = [
      {
        type: 'callout',
        id: mintId(),
        variant: 'note',
        mark: '(U)',
        kind: 'fact',
        children: [paragraph('A'), paragraph('B')],
      },
      { ...list(true, [{ ...paragraph('C'), mark: '(R)' }]), mark: '(U)' },
    ]
    const found = [...JSON.stringify(resolve(marked).blocks).matchAll(/"mark":"(.*?)","kind":"(.*?)"/gu)]
    expect(found.map(([, mark, kind]) => [mark, kind])).toEqual([
      ['(U)', 'fact'],
      ['', ''],
      ['(R)', ''],
    ])
  })
  it('number key judgments, with likelihood and confidence apart, under a heading of their own', () => {
    const judgment = (text: string): Block => ({
      type: 'callout',
      id: mintId(),
      variant: 'key-judgment',
      likelihood: 'very likely',
      confidence: 'moderate',
      confidenceBasis: 'Two streams agree.',
      children: [paragraph(text)],
    })
    const { blocks } = resolve([judgment('A'), judgment('B'), heading(1, 'C'), judgment('D')])
    expect(blocks.map((block) => block.type)).toEqual(['heading', 'callout', 'callout', 'heading', 'callout'])
    expect(blocks.map((block) => 'number' in block && block.number)).toEqual([false, 1, 2, false, 3])
    expect(blocks[1]).toMatchObject({
      likelihood: { term: 'very likely', low: 80, high: 95 },
      confidence: { level: 'moderate', steps: 2, basis: 'Two streams agree.' },
    })
    expect(resolve([heading(1, 'Judgments'), judgment('A')]).blocks.map((block) => block.type)).toEqual([
      'heading',
      'callout',
    ])
  })
  it('let only web and mail addresses through', () => {
    const link = (url: string): Block => paragraph({ type: 'link', url, children: [{ text: 'x' }] })
    const urls = [
      'https://a.example/',
      'mailto:a@b.example',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
    ]
    const { blocks } = resolve(urls.map(link))
    expect(blocks.map((block) => 'children' in block && block.children[0])).toEqual([
      { type: 'text', text: 'x', href: 'https://a.example/' },
      { type: 'text', text: 'x', href: 'mailto:a@b.example' },
      ...urls.slice(2).map(() => ({ type: 'text', text: 'x' })),
    ])
  })
  it('set quotations in the marks of the language, and attribute a set-off one', () => {
    const { blocks } = resolve(
      [quotationBlock(entities.ending, 'Nobody here'), paragraph(quotation(entities.pilots, 'a night'))],
      { language: 'de' },
    )
    expect(blocks[0]).toMatchObject({
      quotation: { open: '„', close: '“' },
      cite: { items: [{ note: 1, first: true }] },
    })
    expect(blocks[0]?.type === 'quotation-block' && runsText(blocks[0].attribution)).toContain(
      '„a senior Directorate official“, as printed',
    )
  })
})

describe('the head', () => {
  it('leaves out empty rows, and falls back to the day of export for the file alone', () => {
    const { head } = resolve([], {
      date: null,
      rows: [
        { label: 'To', value: ' ' },
        { label: 'From', value: 'Policy' },
      ],
    })
    expect(head).toMatchObject({ rows: [{ label: 'From', value: 'Policy' }], date: '', day: [2031, 4, 1] })
    expect(resolve([]).head).toMatchObject({ date: '10\u00A0March 2031', day: [2031, 3, 10] })
  })
  it('always has a title, and a short one to run above the pages', () => {
    expect(resolve([], { subject: ' \n' }).head).toMatchObject({ subject: 'Untitled', running: 'Untitled' })
    const { running } = resolve([], { subject: 'many words '.repeat(60) }).head
    expect(running).toMatch(/^many words .*(?:many|words)…$/u)
    expect([...running].length).toBeLessThanOrEqual(91)
  })
})

describe('cleaning', () => {
  it('reaches every word of the briefing and of what it cites', () => {
    const dirty = '\u0000A\u202E\uFFFE\uD800B\u2066'
    const source = {
      ...sources.returns,
      title: dirty,
      publisher: dirty,
      descriptor: dirty,
      authors: [{ literal: dirty }],
    }
    const entity = cited({
      key: 'dirty',
      source,
      exact: dirty,
      speaker: { name: dirty, role: dirty },
      quote: { via: dirty },
    })
    const resolved = resolve(
      [
        paragraph(dirty, cite(item(entity, { prefix: dirty, suffix: dirty, locator: dirty }))),
        { ...paragraph('x'), mark: dirty },
        quotationBlock(entity, dirty),
        {
          type: 'callout',
          id: mintId(),
          variant: 'key-judgment',
          title: dirty,
          confidence: 'low',
          confidenceBasis: dirty,
          children: [paragraph(dirty)],
        },
      ],
      {
        subject: dirty,
        label: dirty,
        organization: dirty,
        number: dirty,
        subtitle: dirty,
        marking: dirty,
        rows: [{ label: dirty, value: dirty }],
      },
      mapOf(entity),
    )
    const all = JSON.stringify(resolved)
    expect(all).not.toMatch(/\\u0000|\\ud800|[\u202E\uFFFE\u2066]/iu)
    expect(all.match(/AB/gu)?.length).toBeGreaterThan(20)
  })
})

describe('what cannot be exported is told by its place', () => {
  const nowhere = cited({ key: 'gone', source: sources.returns })
  it('a citation that points at nothing', () => {
    const error = refused([
      paragraph('So', cite(entities.boarded)),
      paragraph('The Guild can furnish twenty-two pilots and needs twenty-six of them.', cite(nowhere)),
    ])
    expect(error.code).toBe('not-found')
    expect(error.message).toBe(
      'A citation in the paragraph that begins ‘The Guild can furnish twenty-two pilots and needs…’ points at nothing in this library.',
    )
    expect(error.hint).toContain('No file was written')
  })
  it('a key that was typed and never found', () => {
    const typed = { target: null, typedKey: 'no-such-key', cited: null }
    expect(refused([heading(1, 'Why', cite(typed))]).message).toBe(
      'The citation of ‘@no-such-key’ in the heading that begins ‘Why’ points at nothing in this library.',
    )
  })
  it('a quotation that is bound to nothing, and how many more places', () => {
    const { message } = refused([paragraph(quotation(nowhere, 'words')), quotationBlock(nowhere, 'more')])
    expect(message).toMatch(
      /^A quotation in the paragraph that begins ‘“words”’ is bound.* There are 2 more places like it\.$/u,
    )
  })
  it('an indirect quote in quotation marks', () => {
    const error = refused([paragraph('He said ', quotation(entities.rosters, 'rosters had been drawn up'))])
    expect([error.code, error.message]).toEqual(['not-allowed', expect.stringContaining('“rosters-drawn”')])
  })
  it('a block made by a newer Attest', () => {
    expect(refused([{ type: 'unknown', id: mintId(), original: {}, children: [{ text: '' }] }]).code).toBe(
      'unsupported',
    )
  })
})
