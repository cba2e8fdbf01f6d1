import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compilePage } from '../../../renderer/help/compile.ts'
import { findSections, type GuideBlock, type GuideInline, sectionsOf } from '../../../renderer/help/guide.ts'
import { helpPages } from '../../../renderer/help/pages.ts'
import { root } from '../../parts.ts'

const names = new Set<string>(helpPages.map(({ name }) => name))
const folderOf = (group: string) => join(root, 'docs', group === 'Guide' ? 'guide' : 'reference')
const pages = helpPages.map(({ name, group }) =>
  compilePage(name, readFileSync(join(folderOf(group), `${name}.md`), 'utf8'), names),
)

const inlinesOf = (blocks: readonly GuideBlock[]): GuideInline[] => blocks.flatMap(inlinesIn)
function inlinesIn(block: GuideBlock): GuideInline[] {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return deep(block.children)
    case 'list':
      return block.items.flatMap(inlinesOf)
    case 'quote':
      return inlinesOf(block.blocks)
    case 'table':
      return [block.head, ...block.rows].flat().flatMap(deep)
    case 'code':
      return []
  }
}
const deep = (children: readonly GuideInline[]): GuideInline[] =>
  children.flatMap((child) =>
    typeof child === 'string' || !('children' in child) ? [child] : [child, ...deep(child.children)],
  )

describe('the help', () => {
  it('has every page of the guide', () => {
    const files = readdirSync(folderOf('Guide')).filter((file) => file !== 'README.md')
    expect(files.map((file) => file.replace('.md', '')).filter((name) => !names.has(name))).toEqual([])
  })

  it('has no link that leads nowhere', () => {
    const lost = pages.flatMap((page) =>
      inlinesOf(page.blocks).flatMap((inline) => {
        if (typeof inline === 'string' || inline.type !== 'link') return []
        const target = pages.find(({ name }) => name === inline.page)
        const ids = target?.blocks.flatMap((block) => (block.type === 'heading' ? [block.id] : [])) ?? []
        return inline.heading === '' || ids.includes(inline.heading)
          ? []
          : [`${page.name}: ${inline.heading}`]
      }),
    )
    expect(lost).toEqual([])
  })

  it('reads tables, lists, code and links', () => {
    const page = compilePage(
      'library',
      '# Title\n\nA [page](writing.md#saving), [another](../reference/contract.md), [out](https://example.org).\n\n| Key | |\n|---|---|\n| `a \\| b` | **does** it |\n\n1. one\n   - two\n\n```\ncode\n```\n',
      new Set(['writing']),
    )
    expect(page).toEqual({
      name: 'library',
      title: 'Title',
      blocks: [
        {
          type: 'paragraph',
          children: [
            'A ',
            { type: 'link', page: 'writing', heading: 'saving', children: ['page'] },
            ', ',
            'another',
            ', ',
            { type: 'address', address: 'https://example.org', children: ['out'] },
            '.',
          ],
        },
        {
          type: 'table',
          head: [['Key'], []],
          rows: [[[{ type: 'code', text: 'a | b' }], [{ type: 'strong', children: ['does'] }, ' it']]],
        },
        {
          type: 'list',
          ordered: true,
          items: [
            [
              { type: 'paragraph', children: ['one'] },
              { type: 'list', ordered: false, items: [[{ type: 'paragraph', children: ['two'] }]] },
            ],
          ],
        },
        { type: 'code', text: 'code' },
      ],
    })
  })

  it.each(['# T\n\n<b>raw</b>', '# T\n\n<script>alert(1)</script>', '# T\n\na <i>b</i>', 'no title'])(
    'refuses what a page cannot show: %j',
    (source) => {
      expect(() => compilePage('page', source, names)).toThrow(/page\.md/u)
    },
  )

  it('finds passages by the beginnings of their words, headings first', () => {
    const found = findSections(sectionsOf(pages), 'versi sav')
    expect(found[0]?.title).toBe('Saving and versions')
    expect(findSections(sectionsOf(pages), 'zzz')).toEqual([])
    expect(findSections(sectionsOf(pages), ' ')).toEqual([])
  })
})
