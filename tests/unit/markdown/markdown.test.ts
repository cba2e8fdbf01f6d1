import { describe, expect, it } from 'vitest'
import type { Block } from '../../../shared/document/block.ts'
import type { CodeBlock } from '../../../shared/document/codeBlock.ts'
import type { CitedEntity } from '../../../shared/document/evidence.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import {
  bindKeys,
  nearestKeys,
  readMarkdown,
  writeMarkdown,
} from '../../../shared/document/markdown/index.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { emptySourceDetails } from '../../../shared/model/source.ts'

const entity = (key: string, form?: NonNullable<CitedEntity['quote']>['form']): CitedEntity => ({
  target: { type: form ? 'quote' : 'claim', id: mintId() },
  key,
  revision: 3,
  label: key,
  text: key,
  source: { id: mintId(), key: `source-of-${key}`, ...emptySourceDetails, status: 'current' },
  snapshot: {
    id: mintId(),
    sha256: 'd'.repeat(64),
    capturedAt: 0,
    extractionId: mintId(),
    superseded: false,
  },
  passage: null,
  verification: null,
  speaker: null,
  quote: form ? { form, groundRule: 'unknown', saidOn: null, via: '' } : null,
  claim: null,
})
const all = [entity('plan-halted'), entity('on-hold', 'partial'), entity('he-said', 'indirect')]
const resolve = (key: string) => all.find((each) => each.key === key)

function blocksOf(markdown: string): Block[] {
  const draft = readMarkdown(markdown)
  expect(draft.problems).toEqual([])
  const bound = bindKeys(draft, resolve)
  expect(bound.problems).toEqual([])
  return bound.blocks
}
/** The nodes of the first paragraph without ids and empty text. */
const inlinesOf = (markdown: string): unknown[] => {
  const [block] = blocksOf(markdown)
  if (block?.type !== 'paragraph') throw new Error(`not a paragraph: ${block?.type}`)
  return block.children.filter((inline) => 'type' in inline || inline.text !== '')
}
const itemsOf = (citation: string): unknown => {
  const [node] = inlinesOf(citation) as {
    type?: string
    items?: { typedKey?: string; target: unknown; cited: unknown }[]
  }[]
  if (node?.type !== 'citation') throw new Error(`no citation: ${citation}`)
  return node.items?.map(({ target: _target, cited: _cited, ...item }) => item)
}

describe('a citation', () => {
  it('is bound at the revision and capture it is read at', () => {
    const [node] = inlinesOf('[@plan-halted]')
    expect(node).toMatchObject({
      type: 'citation',
      items: [{ target: all[0]?.target, cited: { revision: 3, sha256: 'd'.repeat(64) } }],
    })
  })

  const cases: [written: string, items: object[]][] = [
    ['[@plan-halted]', [{}]],
    ['[@plan-halted; @on-hold]', [{}, {}]],
    ['[-@plan-halted]', [{ omitAuthor: true }]],
    ['[see also @plan-halted]', [{ prefix: 'see also' }]],
    ['[@plan-halted, p. 3]', [{ locator: '3', locatorLabel: 'page' }]],
    ['[@plan-halted p. 3]', [{ locator: '3', locatorLabel: 'page' }]],
    [
      '[@plan-halted, pp. 3-5, emphasis added]',
      [{ locator: '3-5', locatorLabel: 'page', suffix: 'emphasis added' }],
    ],
    ['[@plan-halted, 12]', [{ locator: '12', locatorLabel: 'page' }]],
    ['[@plan-halted, para. 7]', [{ locator: '7', locatorLabel: 'paragraph' }]],
    ['[@plan-halted, § 4]', [{ locator: '4', locatorLabel: 'section' }]],
    ['[@plan-halted, sec. IV]', [{ locator: 'IV', locatorLabel: 'section' }]],
    ['[@plan-halted, ch. 2]', [{ locator: '2', locatorLabel: 'chapter' }]],
    ['[@plan-halted, col. 2]', [{ locator: '2', locatorLabel: 'column' }]],
    ['[@plan-halted, l. 9]', [{ locator: '9', locatorLabel: 'line' }]],
    ['[@plan-halted, n. 14]', [{ locator: '14', locatorLabel: 'note' }]],
    ['[@plan-halted, at 04:12]', [{ locator: '04:12', locatorLabel: 'time' }]],
    ['[@plan-halted, n.d.]', [{ suffix: 'n.d.' }]],
    ['[@plan-halted, at the end]', [{ suffix: 'at the end' }]],
    ['[@plan-halted, note that he hedges]', [{ suffix: 'note that he hedges' }]],
    ['[@plan-halted, p. 3\\, 5]', [{ locator: '3, 5', locatorLabel: 'page' }]],
  ]
  for (const [written, items] of cases) it(`reads ${written}`, () => expect(itemsOf(written)).toEqual(items))

  it('is not every bracket', () => {
    for (const text of [
      '[1]',
      '[sic]',
      '[write to desk@example.org]',
      '\\[@plan-halted]',
      '`[@plan-halted]`',
    ])
      expect(inlinesOf(text)).toHaveLength(1)
  })
})

describe('a quotation', () => {
  it('is bound where its citation stands right behind it', () => {
    for (const [open, close] of ['“”', '""']) {
      expect(inlinesOf(`Plans were ${open}put *on* hold${close}[@on-hold].`)).toMatchObject([
        { text: 'Plans were ' },
        {
          type: 'quotation',
          target: all[1]?.target,
          children: [{ text: 'put ' }, { text: 'on', italic: true }, { text: ' hold' }],
        },
        { type: 'citation' },
        { text: '.' },
      ])
    }
  })

  it('is only words in marks otherwise', () => {
    for (const text of ['“put on hold” [@on-hold]', '“put on hold”', '"put on hold\\"[@on-hold]'])
      expect(inlinesOf(text)).not.toContainEqual(expect.objectContaining({ type: 'quotation' }))
  })

  it('holds quotation marks of its own', () => {
    expect(inlinesOf('“he said “go” twice”[@on-hold]')).toMatchObject([
      { type: 'quotation', children: [{ text: 'he said “go” twice' }] },
      { type: 'citation' },
    ])
  })

  it('stands in a block, with or without marks around it', () => {
    for (const text of ['> Put\n> on hold [@on-hold, p. 2]', '> “Put on hold”\n> [@on-hold, p. 2]'])
      expect(blocksOf(text)).toMatchObject([
        {
          type: 'quotation-block',
          target: all[1]?.target,
          citation: { items: [{ target: all[1]?.target, locator: '2' }] },
          children: [{ text: 'Put on hold' }],
        },
      ])
  })
})

describe('what cannot be taken over', () => {
  const problemOf = (markdown: string) => {
    const draft = readMarkdown(markdown)
    const problems = [
      ...draft.problems,
      ...bindKeys(
        draft,
        resolve,
        all.map(({ key }) => key),
      ).problems,
    ]
    return problems.map(({ line, code, message, hint }) => `${line} ${code} ${message} ${hint}`)
  }
  const cases: [what: string, markdown: string, problem: RegExp][] = [
    ['an indirect quote in marks', 'a\n\nb “x”[@he-said]', /^3 not-allowed .*he-said.*drop the quote marks/u],
    ['an indirect quote in a block', '> x [@he-said]', /^1 not-allowed/u],
    ['an unknown key', 'a\n\n[@plan-haltd]\n\n[@plan-haltd]', /^3 not-found .*lines 3, 5.*“plan-halted”/u],
    ['a block quotation without a citation', 'a\n\n> b', /^3 bad-request .*citation/u],
    ['a citation in the middle of a block', '> a [@on-hold] b [@on-hold]', /^1 bad-request .*middle/u],
    ['an item without a key', '[@on-hold; p. 4]', /^1 bad-request .*no key/u],
    ['a citation in a link', '[words [@on-hold]](https://x.org)', /^1 bad-request .*link/u],
    ['an unknown callout', 'a\n\n::: warning\nb\n:::', /^3 unsupported .*warning.*bottom-line/u],
    [
      'an unknown likelihood',
      '::: key-judgment {likelihood="maybe"}\nb\n:::',
      /^1 bad-request .*maybe.*almost no chance/u,
    ],
    ['a list in a callout', '::: note\n- a\n:::', /^2 unsupported .*paragraphs/u],
    ['a heading of level 5', 'a\n\n##### b', /^3 unsupported .*level 5/u],
    ['an image', 'a\nb ![alt](x.png)', /^2 unsupported .*alt/u],
    ['a script in a link', '[a](javascript:x)', /^1 unsupported .*javascript/u],
    ['a wrong attribute', '{colour="red"} a', /^1 bad-request .*colour/u],
    ['a wrong date', '---\nsubject: a\ndate: soon\n---\nb', /^3 bad-request .*soon.*2026-02-13/u],
    ['an unknown field', '---\nsubjet: a\n---\nb', /^2 bad-request .*subjet/u],
    ['YAML that is none', '---\nsubject: a: b\n---\nc', /^2 bad-request .*YAML/u],
  ]
  for (const [what, markdown, problem] of cases) {
    it(`is told with its line: ${what}`, () => {
      const found = problemOf(markdown)
      expect(found).toHaveLength(1)
      expect(found[0]).toMatch(problem)
    })
  }

  it('gives no blocks to store', () => {
    expect(bindKeys(readMarkdown('[@nothing-like-it]'), resolve).blocks).toEqual([])
  })

  it('is told, not thrown: nesting beyond any sense', () => {
    const deep = [
      '1. '.repeat(3000),
      '> '.repeat(3000),
      Array.from({ length: 1500 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n'),
      Array.from({ length: 800 }, (_, i) => `${':'.repeat(803 - i)}note`).join('\n'),
    ]
    for (const text of deep) {
      expect(readMarkdown(`a\n\n${text}`).problems.map(({ code }) => code)).not.toEqual([])
    }
    const bold = '**'.repeat(500)
    expect(() => readMarkdown(`${bold}a${bold}`)).not.toThrow()
    // A long line of signs alone is a thematic break.
    expect(readMarkdown('- '.repeat(300)).blocks).toMatchObject([{ type: 'divider' }])
  })

  // What takes time in the square of the signs is over the limit of the test many times.
  it.each(['[', '[@', '“', '"', '{', '> ', '- ', '*', ':u[', '"[@on-hold]', '“[@on-hold]'])(
    'reads 20,000 nested or open %s',
    (sign) => {
      expect(() => readMarkdown(sign.repeat(20_000 / sign.length))).not.toThrow()
    },
  )
})

describe('writing', () => {
  it('keeps a line end that stands alone in its format, between words of other formats', () => {
    const children = [
      { text: 'one', bold: true, highlight: true } as const,
      { text: '\n', bold: true } as const,
      { text: 'two', bold: true, superscript: true } as const,
    ]
    const id = '01900000-0000-7000-8000-000000000001'
    const written = writeMarkdown(
      { header: emptyHeader, blocks: [{ type: 'paragraph', id, children }] },
      new Map(),
    )
    const [block] = readMarkdown(written).blocks
    expect(block && 'children' in block && block.children).toEqual(children)
  })

  it('writes a memo as a person would', () => {
    const markdown = `---
kind: memo
label: Memorandum
subject: Halted sanctions
date: 2026-02-13
paper: a4
language: en-GB
density: normal
rows:
  - To: The Minister
---

::: bottom-line
The plan is halted.[@plan-halted]
:::

::: key-judgment {likelihood="very likely" confidence="high" confidence-basis="two sources"}
It will stay so.
:::

# Background

{mark="(U)" kind=reported} Officials say it was “put on hold”[@on-hold, p. 3; see also @plan-halted], at 10:30. The “word” alone is nothing.

- one **two**
- :u[three] H:sub[2]O

> “Put on hold” [@on-hold]

---

1. See [the site](https://example.org/a_b).
`
    const draft = readMarkdown(markdown)
    const { blocks } = bindKeys(draft, resolve)
    const entities = new Map(all.map((each) => [`${each.target.type}:${each.target.id}`, each]))
    expect(writeMarkdown({ header: draft.header, blocks }, entities)).toBe(markdown)
  })

  it('says where it left out a block of a newer version, and reading refuses that', () => {
    const markdown = writeMarkdown(
      {
        header: readMarkdown('').header,
        blocks: [{ type: 'unknown', id: mintId(), original: { type: 'chart' }, children: [{ text: '' }] }],
      },
      new Map(),
    )
    expect(readMarkdown(markdown).problems).toMatchObject([{ code: 'unsupported' }])
  })
})

describe('near keys', () => {
  it('are few edits away or share words', () => {
    const known = ['cooper-export-controls', 'copper-prices', 'trade-truce', 'put-on-hold']
    expect(nearestKeys('coper-export-control', known)[0]).toBe('cooper-export-controls')
    expect(nearestKeys('export-controls', known)).toEqual(['cooper-export-controls'])
    expect(nearestKeys('zzz', known)).toEqual([])
  })
})

describe('cross-references', () => {
  it('are kept as the kind and place of their block', () => {
    const text =
      '# One\n\n::: key-judgment\nIt will rise.\n:::\n\nSee :ref[key judgment 1] and :ref[heading 1].\n'
    const { blocks, problems } = readMarkdown(text)
    expect(problems).toEqual([])
    const [one, judgment, line] = blocks
    const targets =
      line?.type === 'paragraph'
        ? line.children.flatMap((each) => ('type' in each && each.type === 'reference' ? [each.target] : []))
        : []
    expect(targets).toEqual([judgment?.id, one?.id])
    expect(writeMarkdown({ header: emptyHeader, blocks }, new Map())).toContain(
      'See :ref[key judgment 1] and :ref[heading 1].',
    )
  })

  it('to nothing are reported with their line', () => {
    expect(readMarkdown('One\n\nSee :ref[table 4].').problems).toMatchObject([{ line: 3, code: 'not-found' }])
    expect(readMarkdown('See :ref[nothing].').problems).toEqual([])
  })
})

describe('what looks like syntax and is none', () => {
  const again = (block: Block): unknown => {
    const markdown = writeMarkdown({ header: emptyHeader, blocks: [block] }, new Map())
    const [{ id: _, ...read } = { id: '' }] = blocksOf(markdown)
    return read
  }

  it('stays in a description: a colon before a letter of any script', () => {
    const figure = {
      type: 'figure' as const,
      picture: { sha256: 'a'.repeat(64), mediaType: 'image/png' as const, width: 4, height: 3 },
      alt: 'Ports:À and :Ⰰ at 12:30',
      width: 50,
      children: [{ text: '' }],
    }
    expect(again({ ...figure, id: mintId() })).toEqual(figure)
  })

  it('stays in code: the line of a callout, with and without a blank', () => {
    const code: Omit<CodeBlock, 'id'> = {
      type: 'code-block',
      children: [{ text: '::: table\n:::note\n````\n::: note {title="x"}' }],
    }
    expect(again({ ...code, id: mintId() })).toEqual(code)
  })
})
