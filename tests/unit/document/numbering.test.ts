import { describe, expect, it } from 'vitest'
import { type Block, blockSchema, readBlock, storedBlock } from '../../../shared/document/block.ts'
import type { Citation, CitationItem } from '../../../shared/document/citation.ts'
import { headerSchema } from '../../../shared/document/header.ts'
import { numberCitations } from '../../../shared/document/numbering.ts'
import { newBriefing, type TemplateName, templateNames } from '../../../shared/document/templates.ts'
import { blockText, citationsOf, quotationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'

const quoteId = mintId()
const claimId = mintId()
const sha256 = 'a'.repeat(64)
const item = (id: string, more: Partial<CitationItem> = {}): CitationItem => ({
  target: { type: id === quoteId ? 'quote' : 'claim', id },
  cited: { revision: 1, sha256 },
  ...more,
})
const cite = (...items: CitationItem[]): Citation => ({
  type: 'citation',
  id: mintId(),
  items,
  children: [{ text: '' }],
})
const paragraph = (...children: Extract<Block, { type: 'paragraph' }>['children']): Block => ({
  type: 'paragraph',
  id: mintId(),
  children,
})

describe('numbering', () => {
  it('counts in reading order, reuses a number for the same place and gives another place its own', () => {
    const a = cite(item(quoteId, { locator: '12' }))
    const b = cite(item(claimId), item(quoteId, { locator: '12' }))
    const c = cite(item(quoteId, { locator: '13' }))
    const numbering = numberCitations([paragraph({ text: 'x' }, a), paragraph(b, c)].flatMap(citationsOf))
    expect(numbering.numbers.get(a.id)).toEqual([1])
    expect(numbering.numbers.get(b.id)).toEqual([2, 1])
    expect(numbering.numbers.get(c.id)).toEqual([3])
    expect(numbering.notes.map((note) => note.citations)).toEqual([[a.id, b.id], [b.id], [c.id]])
  })

  it('counts a quotation block after its words and enters nested lists and callouts', () => {
    const inner = cite(item(claimId))
    const deep = cite(item(quoteId))
    const list: Block = {
      type: 'list',
      id: mintId(),
      ordered: false,
      children: [
        {
          type: 'list-item',
          id: mintId(),
          children: [
            { type: 'paragraph', id: mintId(), children: [{ text: 'one' }, inner] },
            {
              type: 'list',
              id: mintId(),
              ordered: true,
              children: [
                {
                  type: 'list-item',
                  id: mintId(),
                  children: [{ type: 'paragraph', id: mintId(), children: [{ text: 'two' }, deep] }],
                },
              ],
            },
          ],
        },
      ],
    }
    const block: Block = {
      type: 'quotation-block',
      id: mintId(),
      target: { type: 'quote', id: quoteId },
      cited: { revision: 1, sha256 },
      citation: { id: mintId(), items: [item(claimId)] },
      children: [{ text: 'no ship ' }, { text: 'will pass', italic: true }],
    }
    expect(blockSchema.safeParse(list).success).toBe(true)
    expect(blockSchema.safeParse(block).success).toBe(true)
    expect([list, block].flatMap(citationsOf).map((place) => place.id)).toEqual([
      inner.id,
      deep.id,
      block.citation.id,
    ])
    expect(quotationsOf(block).map((place) => [place.words, place.block])).toEqual([
      ['no ship will pass', true],
    ])
    expect(blockText(list)).toBe('one\ntwo')
    expect(blockText(block)).toBe('“no ship will pass”')
  })
})

describe('reading stored blocks', () => {
  it('keeps what a newer version wrote, and writes it back as it came', () => {
    const newer = { type: 'hologram', id: mintId(), beams: [1, 2] }
    const read = readBlock(newer, 1)
    expect(read.type).toBe('unknown')
    expect(read.id).toBe(newer.id)
    expect(storedBlock(read)).toEqual(newer)
    expect(readBlock({ type: 'paragraph', id: mintId(), children: [{ text: 'x' }] }, 99).type).toBe('unknown')
  })

  it('refuses links that could run something', () => {
    const link = (url: string) => ({
      type: 'paragraph',
      id: mintId(),
      children: [{ type: 'link', url, children: [{ text: 'x' }] }],
    })
    expect(blockSchema.safeParse(link('https://norvia.example/a')).success).toBe(true)
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', ' https://x y'])
      expect(blockSchema.safeParse(link(url)).success).toBe(false)
  })
})

describe('templates', () => {
  for (const name of Object.keys(templateNames) as TemplateName[]) {
    it(`${name} is a valid briefing with ids of its own`, () => {
      const one = newBriefing(name, 'Permits', '2026-03-16')
      const two = newBriefing(name, 'Permits', null)
      expect(headerSchema.safeParse(one.header).error).toBeUndefined()
      expect(one.blocks.map((block) => blockSchema.safeParse(block).success)).not.toContain(false)
      const ids = [...one.blocks, ...two.blocks].map((block) => block.id)
      expect(new Set(ids).size).toBe(ids.length)
    })
  }
})
