import { blockShape, statementKinds } from '../paragraph.ts'
import { type Flat, isPlainRun } from './flat.ts'
import type { MarkdownProblem } from './syntax.ts'

/** The portion mark and statement kind of a block. */
export interface BlockAttributes {
  mark?: string
  kind?: keyof typeof statementKinds
}

/** Takes an attribute that only some blocks have; false for one that it does not know. */
export type TakesAttribute = (name: string, value: string) => boolean

const pattern = /^\{(?:[ \t]*[a-z][a-z-]*=(?:"[^"]*"|[^\s"{}]+))+[ \t]*\}/u
const pair = /([a-z][a-z-]*)=(?:"([^"]*)"|([^\s"{}]+))/gu

/**
 * Block attributes from names and values; unknown ones are reported.
 *
 * @returns only what was understood
 */
export function readAttributes(
  values: Readonly<Record<string, string>>,
  line: number,
  problems: MarkdownProblem[],
  takes: TakesAttribute = () => false,
): BlockAttributes {
  const attributes: BlockAttributes = {}
  for (const [name, value] of Object.entries(values)) {
    const mark = name === 'mark' ? blockShape.mark.safeParse(value) : null
    const kind = name === 'kind' ? blockShape.kind.safeParse(value) : null
    if (mark?.success && mark.data !== undefined) attributes.mark = mark.data
    else if (kind?.success && kind.data !== undefined) attributes.kind = kind.data
    else if (!takes(name, value))
      problems.push({
        line,
        code: 'bad-request',
        message: `“${name}="${value}"” is no attribute of a block.`,
        hint: `A block has mark="…" (at most 60 characters) and kind=${Object.keys(statementKinds).join('|')}.`,
      })
  }
  return attributes
}

/**
 * `{mark="U" kind=judgment}` at the start of a paragraph.
 *
 * @returns what it says, and where the words begin (one blank after the brace is not part of them)
 */
export function attributePrefix(
  flat: Flat,
  line: number,
  problems: MarkdownProblem[],
  takes?: TakesAttribute,
): { attributes: BlockAttributes; from: number } {
  const found = pattern.exec(flat.mask)
  // Attributes stand outside all formatting.
  if (!found || flat.parents[0] !== 0 || !isPlainRun(flat, 0, found[0].length))
    return { attributes: {}, from: 0 }
  const end = found[0].length
  const values: Record<string, string> = {}
  for (const part of found[0].matchAll(pair)) {
    const quoted = part[2] !== undefined
    const length = (part[2] ?? (part[3] as string)).length
    const start = part.index + part[0].length - length - (quoted ? 1 : 0)
    values[part[1] as string] = flat.text.slice(start, start + length)
  }
  return {
    attributes: readAttributes(values, line, problems, takes),
    from: flat.text[end] === ' ' ? end + 1 : end,
  }
}

/** `{mark="U" kind=judgment}` with what else is the block's `own`, or nothing when there is nothing. */
export function writeAttributes(attributes: BlockAttributes, own = ''): string {
  const parts: string[] = []
  if (attributes.mark !== undefined) parts.push(`mark="${escapeValue(attributes.mark)}"`)
  if (attributes.kind !== undefined) parts.push(`kind=${attributes.kind}`)
  if (own !== '') parts.push(own)
  return parts.length > 0 ? `{${parts.join(' ')}}` : ''
}

/** Every sign that could be syntax as a backslash escape, line ends and tabs as references. */
const escapeValue = (value: string): string =>
  value
    .replace(/[!-/:-@[-`{-~]/gu, (sign) => (/[()/,.\-'=+%$]/u.test(sign) ? sign : `\\${sign}`))
    .replace(/[\t\n\r]/gu, (blank) => `&#x${blank.charCodeAt(0).toString(16).toUpperCase()};`)
