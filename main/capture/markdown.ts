import { type Document, isMap, isNode, isScalar, parseDocument } from 'yaml'
import type { Name, SourceDetails } from '../../shared/model/source.ts'
import { edtfOf } from './dates.ts'
import { fittingDetails } from './details.ts'
import { languageTag } from './languageTag.ts'
import { nameFrom, namesFromByline } from './names.ts'

/** Longest front matter read, in UTF-16 units. */
const maxFrontMatter = 16 * 1024

/**
 * Details of a Markdown document: its YAML front matter (`title`, `author` or `authors`, `date`, `url`, `publisher`,
 * `lang`), else its first `#` heading. The text itself stays as written, front matter and marks included, so that a
 * passage is always the file's own characters.
 */
export function markdownDetails(text: string): Partial<SourceDetails> {
  const front = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u.exec(text.slice(0, maxFrontMatter))
  const details = front?.[1] === undefined ? {} : frontMatterDetails(front[1])
  if (details.title !== undefined) return details
  const heading = headingOf(text.slice(front?.[0].length ?? 0))
  return heading === '' ? details : { ...details, ...fittingDetails({ title: heading }) }
}

/** The first thing of the body, when it is a heading of level 1 in either of Markdown's two shapes. */
function headingOf(body: string): string {
  const start = body.slice(0, 10_000).trimStart()
  const match =
    /^#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|$)/u.exec(start) ?? /^([^\n]+)\n=+[ \t]*(?:\n|$)/u.exec(start)
  return withoutMarks(match?.[1] ?? '')
}

/** A heading's words without the marks of emphasis, code and links. */
const withoutMarks = (words: string): string =>
  words
    .replace(/!?\[([^\]]*)\]\([^)]*\)/gu, '$1')
    .replace(/(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/gu, '$1')

function frontMatterDetails(yaml: string): Partial<SourceDetails> {
  try {
    return detailsFromYaml(yaml)
  } catch {
    // Broken, absurdly nested or self-multiplying YAML: the text is there all the same.
    return {}
  }
}

function detailsFromYaml(yaml: string): Partial<SourceDetails> {
  // The core schema keeps dates as the words they are; aliases are not followed without end.
  const document = parseDocument(yaml, { schema: 'core', logLevel: 'silent', uniqueKeys: false })
  if (document.errors.length > 0 || !isMap(document.contents)) return {}
  const fields = new Map<string, unknown>()
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue
    const name = String(key.value).toLowerCase()
    // A number or a date counts as the words that stand there: `2026-10` must not become 2016, nor 1.10 1.1.
    fields.set(name, isScalar(value) ? (value.source ?? value.value) : plainValue(value, document))
  }
  const word = (...names: string[]): string => {
    for (const name of names) {
      const value = fields.get(name)
      if (typeof value === 'string' && value.trim() !== '') return value.trim()
    }
    return ''
  }
  const date = word('date', 'published', 'issued')
  return fittingDetails({
    title: word('title', 'headline'),
    authors: authorsOf(fields.get('authors') ?? fields.get('author') ?? fields.get('byline')),
    issued: edtfOf(date),
    issuedAsPrinted: date,
    accessed: edtfOf(word('accessed')),
    url: word('url', 'source', 'canonical', 'link'),
    publisher: word('publisher', 'container-title', 'publication', 'outlet', 'site'),
    language: languageTag(word('lang', 'language')),
  })
}

/** A list or an object as plain values; throws when aliases multiply it beyond measure. */
const plainValue = (value: unknown, document: Document): unknown =>
  isNode(value) ? value.toJS(document, { maxAliasCount: 20 }) : null

function authorsOf(value: unknown): Name[] {
  if (typeof value === 'string') return namesFromByline(value)
  const entries = Array.isArray(value) ? value.slice(0, 200) : [value]
  return entries.flatMap((entry): Name[] => {
    if (typeof entry === 'string') {
      const name = nameFrom(entry)
      return name === null ? [] : [name]
    }
    if (typeof entry !== 'object' || entry === null) return []
    const { family, given, literal, name } = entry as Record<string, unknown>
    if (typeof family === 'string') return [{ family, ...(typeof given === 'string' ? { given } : {}) }]
    if (typeof literal === 'string') return [{ literal }]
    const one = typeof name === 'string' ? nameFrom(name) : null
    return one === null ? [] : [one]
  })
}
