import type { ContainerDirective } from 'mdast-util-directive'
import { confidences, likelihoods } from '../../model/claim.ts'
import { mintId } from '../../model/identity.ts'
import { type Callout, calloutSchema, calloutVariants } from '../callout.ts'
import { type BlockAttributes, readAttributes } from './attributes.ts'
import { type BlockReading, lineOf, readParagraph, unsupported } from './readParagraph.ts'
import { unguard } from './syntax.ts'

type Extras = Pick<Callout, 'title' | 'likelihood' | 'confidence' | 'confidenceBasis'>

/** What a callout's attribute is called in Markdown, and what may stand there. */
const extras = {
  title: { field: 'title', values: 'at most 300 characters' },
  likelihood: { field: 'likelihood', values: Object.keys(likelihoods).join(', ') },
  confidence: { field: 'confidence', values: Object.keys(confidences).join(', ') },
  'confidence-basis': { field: 'confidenceBasis', values: 'at most 2,000 characters' },
} as const

/** `::: key-judgment {likelihood="likely" confidence=moderate}` … `:::`; null when the name is not known (reported). */
export function readCallout(
  node: ContainerDirective,
  before: BlockAttributes,
  reading: BlockReading,
): Callout | null {
  const line = lineOf(node)
  if (!Object.hasOwn(calloutVariants, node.name)) {
    unsupported(
      reading,
      line,
      `There is no callout “::: ${node.name}”.`,
      `The callouts are ${Object.keys(calloutVariants).join(', ')}.`,
    )
    return null
  }
  const found: Extras = {}
  const others: Record<string, string> = {}
  for (const [name, given] of Object.entries(node.attributes ?? {})) {
    const value = unguard(given ?? '')
    const extra = Object.hasOwn(extras, name) ? extras[name as keyof typeof extras] : null
    if (!extra) others[name] = value
    else {
      const parsed = calloutSchema.shape[extra.field].safeParse(value)
      if (parsed.success) Object.assign(found, { [extra.field]: parsed.data })
      else
        reading.problems.push({
          line,
          code: 'bad-request',
          message: `“${value}” is no ${name}.`,
          hint: `Allowed: ${extra.values}.`,
        })
    }
  }
  const attributes = { ...before, ...readAttributes(others, line, reading.problems) }

  const children: Callout['children'] = []
  const pending = { attributes: {} }
  for (const child of node.children) {
    if (child.type !== 'paragraph') {
      unsupported(
        reading,
        lineOf(child),
        'A callout can hold only paragraphs.',
        'Close it with “:::” on a line of its own before the next block.',
      )
      continue
    }
    const paragraph = readParagraph(child, pending, reading)
    if (paragraph && child.data?.directiveLabel)
      found.title = paragraph.children
        .map((inline) => ('text' in inline ? inline.text : ''))
        .join('')
        .slice(0, 300)
    else if (paragraph) children.push(paragraph)
  }
  if (children.length === 0) children.push({ type: 'paragraph', id: mintId(), children: [{ text: '' }] })
  return {
    type: 'callout',
    id: mintId(),
    ...attributes,
    variant: node.name as Callout['variant'],
    ...found,
    children,
  }
}
