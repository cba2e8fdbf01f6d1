import { expect, it } from 'vitest'
import type { Block } from '../../../shared/document/block.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { fromTemplate, ownTemplateSchema, structureOf } from '../../../shared/document/ownTemplate.ts'
import { blockText, citationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { idOf, readBlocks } from '../editor/notation.ts'

const memo = readBlocks(`
bottom-line b (S)
  paragraph c: Sign it. {cite d}
heading1 e: What {bold: has} happened {cite f}
paragraph g: One
paragraph h: Two
quotation-block q: Words
numbers l
  item i
    paragraph j: First
  item k
    paragraph m: Second
divider n
`).blocks as Block[]
const header = {
  ...emptyHeader,
  label: 'Flash note',
  organization: 'Desk 4',
  subject: 'Secret plans',
  subtitle: 'of somebody',
  number: '2026/7',
  date: '2026-03-16',
  handling: 'TLP:AMBER',
}

it('keeps headings and kinds of blocks, and neither words nor citations nor the marks of one text', () => {
  const { header: head, blocks } = structureOf(header, memo)
  expect(blocks.map(({ type }) => type)).toEqual(['callout', 'heading', 'paragraph', 'list', 'divider'])
  expect(blocks.map(blockText).join('').trim()).toBe('What has happened')
  expect(blocks.flatMap(citationsOf)).toEqual([])
  expect(JSON.stringify(blocks)).not.toContain('(S)')
  expect(head).toMatchObject({ label: 'Flash note', organization: 'Desk 4', handling: 'TLP:AMBER' })
  expect([head.subject, head.subtitle, head.number, head.date]).toEqual(['', '', '', null])
  expect(
    ownTemplateSchema.safeParse({ id: mintId(), name: 'Flash', header: head, blocks }).error,
  ).toBeUndefined()
})

it('makes every briefing with ids of its own, and one without blocks with a line to write in', () => {
  const template = structureOf(header, memo)
  const first = fromTemplate(template, 'Subject', '2026-04-01')
  const second = fromTemplate(template, '', null)
  expect(first.header).toMatchObject({ subject: 'Subject', date: '2026-04-01', label: 'Flash note' })
  const ids = [...template.blocks, ...first.blocks, ...second.blocks].map(({ id }) => id)
  expect(new Set([...ids, idOf('b')]).size).toBe(ids.length + 1)
  expect(structureOf(header, []).blocks).toHaveLength(1)
})

it('keeps the form of tables with the words of their heads, and empties what is below', () => {
  const table = readBlocks(`
table t
  caption -: Who answered {quote x: hidden} {cite q}
  row -
    cell -: Carrier
    cell -: {bold: Answer} {cite z}
  row -
    cell -: Orm Line
    cell -: Secretly yes
  row -
    cell -: Havn Cable
    cell -: No
  row -
    cell -: Third
    cell -: No
  row -
    cell -: Fourth
    cell -: No
`).blocks as Block[]
  const made = (more: object) =>
    structureOf(header, [{ ...table[0], ...more } as Block]).blocks[0] as Extract<Block, { type: 'table' }>
  const form = { headerRows: 1, widths: [1, 2] }
  const kept = made(form)
  expect(kept).toMatchObject({ type: 'table', ...form })
  expect(blockText(kept).split(/\s+/u).filter(Boolean)).toEqual(['Who', 'answered', 'Carrier', 'Answer'])
  // The caption, the head and three rows: how many more there were says nothing.
  expect(kept.children).toHaveLength(1 + 1 + 3)
  expect(citationsOf(kept)).toEqual([])
  const named = made({ headerColumn: true })
  expect(blockText(named)).toContain('Fourth')
  expect(blockText(named)).not.toContain('Secretly')
  expect(named.children).toHaveLength(6)
  expect(ownTemplateSchema.shape.blocks.safeParse([kept, named]).error).toBeUndefined()
})

it('keeps merged cells whole', () => {
  const merged = readBlocks(`
table t
  row -
    cell-1x5 -: Carriers
    cell -: One
  row -
    cell -: Two
  row -
    cell -: Three
  row -
    cell -: Four
  row -
    cell -: Five
`).blocks as Block[]
  const [table] = structureOf(header, merged).blocks as Extract<Block, { type: 'table' }>[]
  expect(table?.children).toHaveLength(5)
  expect(JSON.stringify(table)).toContain('"rowSpan":5')
  expect(table && blockText(table).trim()).toBe('')
})

it('keeps contents, the place of code, and pictures that say nothing; not those that show something', () => {
  const picture = { sha256: 'a'.repeat(64), mediaType: 'image/png', width: 10, height: 10 } as const
  const figure = (more: { alt: string; decorative?: true }): Block => ({
    type: 'figure',
    id: mintId(),
    picture,
    width: 40,
    children: [{ text: 'Seen' }],
    ...more,
  })
  const { blocks } = structureOf(header, [
    figure({ alt: '', decorative: true }),
    { type: 'contents', id: mintId(), levels: 2, children: [{ text: '' }] },
    { type: 'code-block', id: mintId(), language: 'sql', children: [{ text: 'select secret' }] },
    figure({ alt: 'A secret place' }),
  ])
  expect(blocks).toMatchObject([
    { type: 'figure', picture, decorative: true, width: 40, children: [{ text: '' }] },
    { type: 'contents', levels: 2 },
    { type: 'code-block', language: 'sql', children: [{ text: '' }] },
  ])
  expect(blocks).toHaveLength(3)
  expect(ownTemplateSchema.shape.blocks.safeParse(blocks).error).toBeUndefined()
})

it('keeps boxes, unticked', () => {
  const { blocks } = structureOf(
    header,
    readBlocks('list l\n  done i\n    paragraph j: Sent\n  open k\n    paragraph m: Called')
      .blocks as Block[],
  )
  expect(blocks).toMatchObject([{ type: 'list', children: [{ checked: false }, { checked: false }] }])
})
