// Where the quotation marks of a text open and close. No language's rules are asked for: a mark opens where a word
// begins and closes where one ends, so that “…”, "…", «…», „…“ and ‘…’ are all read in one pass.

/** Words between quotation marks, in UTF-16 offsets; `start` and `end` are within the marks. */
export interface Quoted {
  readonly start: number
  readonly end: number
  /** With the marks: where the text around it goes on. */
  readonly outerStart: number
  readonly outerEnd: number
  /** Whether it goes on in the next paragraph, which then opens with a mark again. */
  readonly goesOn: boolean
}

const doubleOpeners = '“„«"＂「'
const singleOpeners = "‘'‹"
/** What may close a mark: „…“ ends with the mark that opens “…”. */
const closersOf: Readonly<Record<string, string>> = {
  '“': '”"',
  '„': '“”"',
  '«': '»',
  '"': '"”',
  '＂': '＂',
  '「': '」',
  '‘': "’'",
  "'": "'’",
  '‹': '›',
}
const wordCharacter = /[\p{L}\p{N}]/u
const space = /\s/u
/** ’90s, ’em, ’twas: an apostrophe that begins a word. */
const elided = /^['’‘](?:\d0s|\d\d\b|em\b|til\b|cause\b|tis\b|twas\b|n['’])/iu

const opensWord = (text: string, at: number): boolean => {
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  if (after === '' || space.test(after)) return false
  return before === '' || space.test(before) || /[([{\u2014\u2013/“‘"'-]/u.test(before)
}

const endsWord = (text: string, at: number): boolean => !wordCharacter.test(text.charAt(at + 1))

/** The closing mark for the one at `from`, or -1. A single mark prefers to close after punctuation: the states’ too ends a word. */
function closing(text: string, from: number): number {
  const opener = text.charAt(from)
  const closers = closersOf[opener] ?? ''
  const isSingle = singleOpeners.includes(opener)
  let first = -1
  let inner = 0
  for (let at = from + 1; at < text.length; at += 1) {
    const mark = text.charAt(at)
    if (opener === '“' && mark === '“' && opensWord(text, at)) inner += 1
    else if (
      isSingle &&
      at > from + 1 &&
      singleOpeners.includes(mark) &&
      mark === opener &&
      opensWord(text, at)
    ) {
      if (!elided.test(text.slice(at, at + 5))) break
    } else if (closers.includes(mark) && (!isSingle || endsWord(text, at))) {
      if (mark === '"' && opensWord(text, at) && !endsWord(text, at)) continue
      if (inner > 0) {
        inner -= 1
        continue
      }
      if (!isSingle) return at
      if (/[.,?!…]/u.test(text.charAt(at - 1))) return at
      // `the states' rights`: a letter s before and a word after may be a possessive; the next one decides.
      if (first === -1) first = at
      if (!/s/iu.test(text.charAt(at - 1)) || !/^\s+\p{Ll}/u.test(text.slice(at + 1))) return at
    }
  }
  return first
}

/** The quotations of one paragraph, outermost marks only, in order. */
function inParagraph(text: string, offset: number): { found: Quoted[]; openAt: number } {
  const found: Quoted[] = []
  let at = 0
  while (at < text.length) {
    const mark = text.charAt(at)
    const isOpener = doubleOpeners.includes(mark) || singleOpeners.includes(mark)
    if (!isOpener || !opensWord(text, at) || elided.test(text.slice(at, at + 5))) {
      at += 1
      continue
    }
    const close = closing(text, at)
    if (close === -1) {
      if (doubleOpeners.includes(mark)) return { found, openAt: at }
      at += 1
      continue
    }
    if (close > at + 1)
      found.push({
        start: offset + at + 1,
        end: offset + close,
        outerStart: offset + at,
        outerEnd: offset + close + 1,
        goesOn: false,
      })
    at = close + 1
  }
  return { found, openAt: -1 }
}

/** A stretch of the text between line breaks. */
export interface Paragraph {
  /** UTF-16 offsets; no white space at either end. */
  readonly start: number
  readonly end: number
  readonly quoted: readonly Quoted[]
}

/** The paragraphs of a text that hold anything, with what stands between quotation marks in each. */
export function paragraphsOf(text: string): Paragraph[] {
  const lines = [...text.matchAll(/[^\r\n\u2028\u2029]+/gu)].flatMap((line) => {
    const trimmed = line[0].trim()
    if (trimmed === '') return []
    const start = line.index + line[0].indexOf(trimmed)
    return [{ start, end: start + trimmed.length, words: trimmed }]
  })
  return lines.map(({ start, end, words }, index) => {
    const { found, openAt } = inParagraph(words, start)
    if (openAt === -1) return { start, end, quoted: found }
    // A quotation of several paragraphs opens each of them and closes the last. One that nothing continues is a slip.
    const next = lines[index + 1]?.words ?? ''
    if (!next.startsWith(words.charAt(openAt))) return { start, end, quoted: found }
    const open = { start: start + openAt + 1, end, outerStart: start + openAt, outerEnd: end, goesOn: true }
    return { start, end, quoted: [...found, open] }
  })
}
