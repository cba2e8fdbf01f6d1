import { linkUrlSchema } from '../../shared/document/link.ts'
import type { MarkName } from '../../shared/document/text.ts'
import type { HtmlNode } from './clipboardHtmlNode.ts'
import type { Style } from './clipboardRuns.ts'

/** Text as a document begins it. */
export const plainStyle: Style = { marks: {}, url: null, verbatim: false }

const markOf: Readonly<Record<string, MarkName>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  cite: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  sup: 'superscript',
  sub: 'subscript',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  tt: 'code',
  mark: 'highlight',
}
/** The style inside an element: by its name, and by the few style properties that word processors write instead. */
export function styleIn(node: HtmlNode, name: string, style: Style): Style {
  const marks = { ...style.marks }
  const mark = markOf[name]
  if (mark) marks[mark] = true
  const css = name === 'span' || mark ? (node.getAttribute?.('style') ?? '') : ''
  const weight = /font-weight:\s*(\w+)/iu.exec(css)?.[1]
  if (weight) marks.bold = weight === 'bold' || weight === 'bolder' || Number(weight) >= 600
  const slant = /font-style:\s*(\w+)/iu.exec(css)?.[1]
  if (slant) marks.italic = slant === 'italic' || slant === 'oblique'
  if (/text-decoration[\w-]*:[^;]*underline/iu.test(css)) marks.underline = true
  if (/text-decoration[\w-]*:[^;]*line-through/iu.test(css)) marks.strike = true
  const href = name === 'a' ? (node.getAttribute?.('href')?.trim() ?? '') : ''
  const url = name === 'a' ? (linkUrlSchema.safeParse(href).success ? href : null) : style.url
  return { marks, url, verbatim: style.verbatim || name === 'pre' }
}
