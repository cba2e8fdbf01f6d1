import type { CitationItem } from '../citation.ts'
import { bareKey, isBareKey, locatorForms } from './syntax.ts'

/** A stretch of text with its mask (see `Flat`). */
interface Stretch {
  readonly text: string
  readonly mask: string
}

const cut = (from: Stretch, start: number, end?: number): Stretch => ({
  text: from.text.slice(start, end),
  mask: from.mask.slice(start, end),
})

/** Without the blanks at both ends; a blank that was escaped stays. */
function trim(from: Stretch): Stretch {
  const blank = /[ \t\n]/u
  let start = 0
  let end = from.mask.length
  while (start < end && blank.test(from.mask[start] as string)) start++
  while (end > start && blank.test(from.mask[end - 1] as string)) end--
  return cut(from, start, end)
}

function split(from: Stretch, separator: string): Stretch[] {
  const parts: Stretch[] = []
  let start = 0
  for (;;) {
    const at = from.mask.indexOf(separator, start)
    if (at < 0) break
    parts.push(cut(from, start, at))
    start = at + 1
  }
  parts.push(cut(from, start))
  return parts
}

const keyPattern = new RegExp(`(^|[ \\t])(-?)@(?:\\{([^}]*)\\}|(${bareKey}))`, 'u')

const locatorPatterns = locatorForms.map(({ label, signs, stops, words }) => {
  const forms = [`(?:${words})[ \\t]+(?=${label === 'time' ? '\\d{1,2}:\\d' : '\\d'})`]
  if (signs) forms.push(`(?:${signs})[ \\t]*(?=.)`)
  // "n. 4" and "n.4", but not "n.d."
  if (stops) forms.push(`(?:${stops})(?:[ \\t]+(?=.)|(?=\\d))`)
  return { label, pattern: new RegExp(`^(?:${forms.join('|')})`, 'u') }
})

function readLocator(part: Stretch): Pick<CitationItem, 'locator' | 'locatorLabel'> | null {
  if (part.text.length > 200) return null
  if (/^\d+(?:[-–]\d+)?$/u.test(part.mask)) return { locator: part.text, locatorLabel: 'page' }
  for (const { label, pattern } of locatorPatterns) {
    const found = pattern.exec(part.mask)
    if (found) {
      const locator = trim(cut(part, found[0].length)).text
      if (locator !== '') return { locator, locatorLabel: label }
    }
  }
  return null
}

/** One item between semicolons; null when there is no `@key` in it. */
function readItem(part: Stretch): CitationItem | null {
  const found = keyPattern.exec(part.mask)
  if (!found) return null
  const start = found.index + (found[1] as string).length
  const end = found.index + found[0].length
  const braced = found[3] !== undefined
  const keyStart = end - (braced ? (found[3] as string).length + 1 : (found[4] as string).length)
  const item: CitationItem = {
    target: null,
    typedKey: part.text.slice(keyStart, braced ? end - 1 : end).slice(0, 200),
    cited: null,
  }
  const prefix = trim(cut(part, 0, start)).text
  if (prefix !== '') item.prefix = prefix.slice(0, 1000)
  if (found[2] === '-') item.omitAuthor = true

  let rest = trim(cut(part, end))
  if (rest.mask.startsWith(',')) rest = trim(cut(rest, 1))
  const comma = rest.mask.indexOf(',')
  const first = trim(cut(rest, 0, comma < 0 ? undefined : comma))
  const locator = readLocator(first)
  if (locator) Object.assign(item, locator)
  const suffix = locator ? (comma < 0 ? '' : trim(cut(rest, comma + 1)).text) : rest.text
  if (suffix !== '') item.suffix = suffix.slice(0, 1000)
  return item
}

/** A citation item with no key, told apart from text that is no citation at all. */
export type CitationReading = { items: CitationItem[]; keyless: number } | null

/**
 * Reads what stands between `[` and `]`.
 *
 * @returns the items, each with its `typedKey` and no target; null when this is no citation, i.e. has no `@key`
 */
export function readCitationText(text: string, mask: string): CitationReading {
  if (!keyPattern.test(mask)) return null
  const items: CitationItem[] = []
  let keyless = 0
  for (const part of split({ text, mask }, ';')) {
    const item = readItem(part)
    if (item) items.push(item)
    else keyless++
  }
  return { items, keyless }
}

const reference = (unit: string): string => `&#x${unit.charCodeAt(0).toString(16).toUpperCase()};`

/** `text` with everything escaped that would be syntax inside a citation. */
function escapeWords(text: string): string {
  const blank = /^[ \t\n]$/u
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const unit = text[i] as string
    const edge = i === 0 || i === text.length - 1
    if (blank.test(unit) && (edge || unit !== ' ')) out += reference(unit)
    else if (unit === '\r') out += '&#xD;'
    else if (/[\\`*_[\]<>&~@;{}"]/u.test(unit)) out += `\\${unit}`
    else out += unit
  }
  return out
}

function writeItem(item: CitationItem, key: string): string {
  let out = item.prefix ? `${escapeWords(item.prefix)} ` : ''
  if (item.omitAuthor) out += '-'
  out += isBareKey(key) ? `@${key}` : `@{${escapeWords(key)}}`
  if (item.locator) {
    const form = locatorForms.find(({ label }) => label === item.locatorLabel)
    const several = form?.label === 'page' && /[-–,]/u.test(item.locator)
    const label = several ? 'pp.' : (form?.write ?? 'p.')
    out += `, ${label} ${escapeWords(item.locator).replaceAll(',', '\\,')}`
  }
  if (item.suffix) {
    const words = escapeWords(item.suffix)
    // A suffix that reads like a locator begins with a reference, which is never syntax.
    const first = trim({ text: item.suffix, mask: item.suffix }).text.split(',')[0] as string
    const misread = !item.locator && readLocator({ text: first, mask: first }) !== null
    out += `, ${misread ? reference(item.suffix[0] as string) + words.slice(1) : words}`
  }
  return out
}

/** A citation as it is written, brackets included. `keyOf` gives the key behind each item. */
export const writeCitationText = (
  items: readonly CitationItem[],
  keyOf: (item: CitationItem) => string,
): string => `[${items.map((item) => writeItem(item, keyOf(item))).join('; ')}]`

/** `{@key}`: what a bound quotation without a citation of its own carries. */
export const writeBindingText = (key: string): string =>
  isBareKey(key) ? `{@${key}}` : `{@{${escapeWords(key)}}}`

const bindingPattern = new RegExp(`^\\{@(?:\\{([^}]*)\\}|(${bareKey}))\\}`, 'u')

/** Reads `{@key}` at `at`; null when there is none. */
export function readBindingText(text: string, mask: string, at: number): { key: string; end: number } | null {
  const found = bindingPattern.exec(mask.slice(at, at + 300))
  if (!found) return null
  const braced = found[1] !== undefined
  const start = at + (braced ? 3 : 2)
  const length = (found[1] ?? (found[2] as string)).length
  return { key: text.slice(start, start + length), end: at + found[0].length }
}
