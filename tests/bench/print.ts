import type {
  ResolvedBlock,
  ResolvedDocument,
  ResolvedInline,
  ResolvedParagraph,
} from '../../shared/document/resolved.ts'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => signs[sign] ?? sign)

const inline = (node: ResolvedInline): string => {
  if (node.type === 'text') return escaped(node.text)
  if (node.type === 'quotation') return `<q>${node.children.map(inline).join('')}</q>`
  if (node.type !== 'cite') return '<br>'
  return node.items.map(({ note }) => `<sup><a href="#n${note}">${note}</a></sup>`).join('')
}
const paragraph = (node: ResolvedParagraph): string => `<p>${node.children.map(inline).join('')}</p>`

function block(node: ResolvedBlock): string {
  switch (node.type) {
    case 'paragraph':
      return paragraph(node)
    case 'heading':
      return `<h${node.level}>${node.children.map(inline).join('')}</h${node.level}>`
    case 'callout':
      return `<section>${node.blocks.map(paragraph).join('')}</section>`
    default:
      throw new Error(`The benchmark’s memo has no ${node.type}.`)
  }
}

/** The same content as a page that Chromium prints: the same paper, column, sizes and leading, a plain serif. */
export const htmlOf = (document: ResolvedDocument): string => `<!doctype html>
<html lang="${document.head.language}"><head><meta charset="utf-8"><title>${escaped(document.head.subject)}</title><style>
@page { size: A4; margin: 84pt 78.6pt 96pt 144.6pt }
body { font: 10.5pt/14pt serif; margin: 0 }
p { margin: 0 0 7pt } h1 { font: 600 14pt/17pt sans-serif; margin: 28pt 0 7pt } sup { line-height: 0 }
ol { font-size: 8.5pt; line-height: 11pt; padding: 0; list-style: none } li { margin-bottom: 4pt }
</style></head><body><h1>${escaped(document.head.subject)}</h1>
${document.blocks.map(block).join('\n')}
<h1>Notes</h1><ol>${document.notes
  .map(({ number, runs, grade, detail }) => {
    const words = runs.map(({ text }) => text).join('')
    return `<li id="n${number}">${number} ${escaped(words)}<br>${escaped(`${grade} ${detail}`)}</li>`
  })
  .join('\n')}</ol></body></html>`
