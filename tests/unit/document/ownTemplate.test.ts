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
