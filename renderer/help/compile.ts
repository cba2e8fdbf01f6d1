import type { BlockContent, DefinitionContent, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import type { GuideBlock, GuideInline, GuidePage } from './guide.ts'
import { inlineText } from './guide.ts'

// Runs when the window is built, in the bundler: the window itself gets data and no parser.

/**
 * A Markdown file of the guide as a page.
 *
 * @param name the file's name without `.md`
 * @param source CommonMark, with tables of GitHub's form
 * @param pages names of all pages: a link to another file becomes its words alone
 * @throws Error for raw HTML and whatever else a page of help has no form for, so that the build fails
 */
export function compilePage(name: string, source: string, pages: ReadonlySet<string>): GuidePage {
  const used = new Set<string>()

  function inlines(nodes: readonly PhrasingContent[]): GuideInline[] {
    return nodes.flatMap((node): GuideInline[] => {
      switch (node.type) {
        case 'text':
          return [node.value.replace(/\n/gu, ' ')]
        case 'inlineCode':
          return [{ type: 'code', text: node.value }]
        case 'strong':
        case 'emphasis':
          return [{ type: node.type, children: inlines(node.children) }]
        case 'link':
          return link(node.url, inlines(node.children))
        case 'break':
          return [' ']
        // The guide's pictures are of the very window that shows it.
        case 'image':
          return []
        default:
          throw new Error(`${name}.md has ${node.type}, which a page of help cannot show`)
      }
    })
  }

  function link(url: string, children: GuideInline[]): GuideInline[] {
    if (/^[a-z]+:/iu.test(url)) return [{ type: 'address', address: url, children }]
    const [path = '', heading = ''] = url.split('#')
    const page = path === '' ? name : (/([^/]+)\.md$/u.exec(path)?.[1] ?? '')
    return pages.has(page) ? [{ type: 'link', page, heading, children }] : children
  }

  /** The rows of a table: CommonMark knows none and sees a paragraph whose lines begin with a stroke. */
  function table(text: string): GuideBlock | null {
    const [head = '', rule = '', ...rows] = text.split('\n').map((line) => line.trim())
    if (!head.startsWith('|') || !/^\|(?:\s*:?-+:?\s*\|)+$/u.test(rule)) return null
    const cells = (line: string): GuideInline[][] =>
      line
        .replace(/^\||\|$/gu, '')
        .split(/(?<!\\)\|/u)
        .map((cell) => {
          const [only] = fromMarkdown(cell.trim().replaceAll('\\|', '|')).children
          return only === undefined ? [] : only.type === 'paragraph' ? inlines(only.children) : [cell.trim()]
        })
    return { type: 'table', head: cells(head), rows: rows.map(cells) }
  }

  function headingId(children: readonly GuideInline[]): string {
    const plain = inlineText(children)
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .trim()
      .replaceAll(' ', '-')
    let id = plain
    for (let copy = 1; used.has(id); copy += 1) id = `${plain}-${copy}`
    used.add(id)
    return id
  }

  function blocks(nodes: readonly (RootContent | BlockContent | DefinitionContent)[]): GuideBlock[] {
    return nodes.flatMap((node): GuideBlock[] => {
      switch (node.type) {
        case 'heading': {
          const children = inlines(node.children)
          return [{ type: 'heading', level: node.depth, id: headingId(children), children }]
        }
        case 'paragraph': {
          const { start, end } = node.position ?? {}
          const rows = table(source.slice(start?.offset ?? 0, end?.offset ?? 0))
          if (rows !== null) return [rows]
          const children = inlines(node.children)
          return children.length === 0 ? [] : [{ type: 'paragraph', children }]
        }
        case 'list':
          return [
            {
              type: 'list',
              ordered: node.ordered === true,
              items: node.children.map((item) => blocks(item.children)),
            },
          ]
        case 'code':
          return [{ type: 'code', text: node.value }]
        case 'blockquote':
          return [{ type: 'quote', blocks: blocks(node.children) }]
        default:
          throw new Error(`${name}.md has ${node.type}, which a page of help cannot show`)
      }
    })
  }

  const all = blocks(fromMarkdown(source).children)
  const [first, ...rest] = all
  if (first?.type !== 'heading' || first.level !== 1)
    throw new Error(`${name}.md does not begin with its title`)
  return { name, title: inlineText(first.children), blocks: rest }
}
