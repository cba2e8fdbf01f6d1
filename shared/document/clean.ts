const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
const lineEnds = /\r\n?|[\n\u0085\u2028\u2029]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const spacing = /[\t\u000B\u000C]+/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const controls = /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/gu
/** Embeddings, overrides and isolates: they reach past their own words and can turn a line round. */
const bidi = /[\u202A-\u202E\u2066-\u2069]/gu
/** Byte order mark and interlinear annotation: no page can show them, and PDF/A refuses them. */
const annotations = /[\uFEFF\uFFF9-\uFFFB]/gu
const noncharacters =
  /[\uFDD0-\uFDEF\uFFFE\uFFFF\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}\u{DFFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/gu

/** Anything that one of the others may take or change: nearly all text has none of it. */
const suspect =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
  /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069\uD800-\uDFFF\uFDD0-\uFDEF\uFEFF\uFFF9-\uFFFF]/

const cleanLine = (line: string): string =>
  line
    // First: what is taken out between two halves must not make them one character.
    .replace(lone, '')
    .replace(spacing, ' ')
    .replace(controls, '')
    .replace(bidi, '')
    .replace(annotations, '')
    .replace(noncharacters, '')

/**
 * Lines of text that may be set, split at every kind of line end. Lone surrogates, control characters,
 * noncharacters and bidirectional controls go, tabs become spaces; nothing visible is changed. A lone surrogate is
 * half of a character: no font has a sign for it, so it would only stop the export.
 */
export const cleanLines = (text: string): string[] =>
  suspect.test(text) ? text.split(lineEnds).map(cleanLine) : [text]

/** Text that may be set on one line: as `cleanLines`, with spaces for line ends. */
export const cleanText = (text: string): string => (suspect.test(text) ? cleanLines(text).join(' ') : text)

/** The same value with every string in it cleaned; keys stay. */
export function cleanStrings<Value>(value: Value): Value {
  if (typeof value === 'string') return cleanText(value) as Value
  if (Array.isArray(value)) return value.map(cleanStrings) as Value
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleanStrings(each)])) as Value
}
