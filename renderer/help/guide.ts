/** A page of the guide as the build leaves it: plain data, so that nothing of it can be markup. */
export interface GuidePage {
  /** The file's name without `.md`: what links between pages point at. */
  readonly name: string
  readonly title: string
  readonly blocks: readonly GuideBlock[]
}

export type GuideInline =
  | string
  | { readonly type: 'strong' | 'emphasis'; readonly children: readonly GuideInline[] }
  | { readonly type: 'code'; readonly text: string }
  /** To a page of the guide, and a heading of it. */
  | {
      readonly type: 'link'
      readonly page: string
      readonly heading: string
      readonly children: readonly GuideInline[]
    }
  /** To somewhere outside: shown, never followed. */
  | { readonly type: 'address'; readonly address: string; readonly children: readonly GuideInline[] }

export type GuideBlock =
  | {
      readonly type: 'heading'
      readonly level: number
      readonly id: string
      readonly children: readonly GuideInline[]
    }
  | { readonly type: 'paragraph'; readonly children: readonly GuideInline[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly items: readonly (readonly GuideBlock[])[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'quote'; readonly blocks: readonly GuideBlock[] }
  | {
      readonly type: 'table'
      readonly head: readonly (readonly GuideInline[])[]
      readonly rows: readonly (readonly (readonly GuideInline[])[])[]
    }

/** The words of inlines. */
export const inlineText = (children: readonly GuideInline[]): string =>
  children
    .map((child) =>
      typeof child === 'string' ? child : child.type === 'code' ? child.text : inlineText(child.children),
    )
    .join('')

/** The words of blocks, for the search. */
export const blockText = (blocks: readonly GuideBlock[]): string => blocks.map(textOf).join(' ')

function textOf(block: GuideBlock): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inlineText(block.children)
    case 'list':
      return block.items.map(blockText).join(' ')
    case 'code':
      return block.text
    case 'quote':
      return blockText(block.blocks)
    case 'table':
      return [block.head, ...block.rows].flat().map(inlineText).join(' ')
  }
}

/** A part of a page under one heading, as the search finds it. */
export interface GuideSection {
  readonly page: GuidePage
  /** The heading's id; empty for the page's beginning. */
  readonly id: string
  readonly title: string
  readonly text: string
}

/** Pages cut at their headings. */
export function sectionsOf(pages: readonly GuidePage[]): GuideSection[] {
  return pages.flatMap((page) => {
    const sections: { id: string; title: string; blocks: GuideBlock[] }[] = [
      { id: '', title: page.title, blocks: [] },
    ]
    for (const block of page.blocks) {
      if (block.type === 'heading')
        sections.push({ id: block.id, title: inlineText(block.children), blocks: [] })
      sections.at(-1)?.blocks.push(block)
    }
    return sections
      .filter(({ blocks }) => blocks.length > 0)
      .map(({ id, title, blocks }) => ({ page, id, title, text: blockText(blocks) }))
  })
}

/** Sections that have every word of the query at a word's beginning; those with it in their heading first. */
export function findSections(sections: readonly GuideSection[], query: string): GuideSection[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  const has = (text: string): boolean => {
    const all = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
    return words.every((word) => all.some((each) => each.startsWith(word.replace(/[^\p{L}\p{N}]+/gu, ''))))
  }
  const found = sections.filter(({ text, title }) => has(`${title} ${text}`))
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))]
}
