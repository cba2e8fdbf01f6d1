/** An entry as it stands: values with braces and LaTeX, macros expanded. */
export interface BibEntry {
  readonly type: string
  readonly key: string
  /** By name in lower case. */
  readonly fields: ReadonlyMap<string, string>
  /** From 1. */
  readonly line: number
}

/** What stands where a field or its end is expected. */
class Broken extends Error {}

const months: Record<string, string> = {
  ...{ jan: 'January', feb: 'February', mar: 'March', apr: 'April', may: 'May', jun: 'June', jul: 'July' },
  ...{ aug: 'August', sep: 'September', oct: 'October', nov: 'November', dec: 'December' },
}

/** Longest value that macros may grow to, in UTF-16 units: a chain of them doubles at each step. */
const maxValue = 200_000

/**
 * Entries of a BibTeX file (Oren Patashnik, “BibTeXing”, 1988; biblatex manual, section 2): `@string` and the names of
 * months are expanded, `@comment` and `@preamble` skipped, everything between entries is a remark. An entry that is not
 * closed ends where a line begins another, is told to `bad`, and reading goes on there: one pass over the text.
 */
export function parseBibtex(
  text: string,
  entry: (entry: BibEntry) => void,
  bad: (line: number, what: string, message: string) => void,
): void {
  const reader = new BibReader(text)
  for (let start = reader.seek(); start !== null; start = reader.seek()) {
    const { line } = reader
    try {
      const read = reader.entry(line)
      if (read !== null) entry(read)
    } catch (error) {
      if (!(error instanceof Broken)) throw error
      bad(line, reader.key || reader.type, error.message)
      reader.recover()
    }
  }
}

/** A line in a value that can only be the beginning of another entry, so that this value was never closed. */
const nextEntry =
  '\\n@[a-z]{3,30}[ \\t]{0,20}[{(][^\\s,={}]{1,300},|\\n[ \\t]{0,20}@[a-z]{3,30}[ \\t]{0,20}[{(][^\\s,={}]{1,300},[ \\t]{0,20}\\r?\\n'

class BibReader {
  line = 1
  type = ''
  key = ''
  private at = 0
  /** Where the line ends that `at` is in. */
  private nextBreak: number
  private readonly text: string
  private readonly macros = new Map(Object.entries(months))

  constructor(text: string) {
    this.text = text
    this.nextBreak = this.breakFrom(0)
  }

  /** To the next `@` that begins an entry; null at the end. */
  seek(): number | null {
    const begin = /@[ \t]*([a-z][\w-]*)\s*([{(])/giuy
    for (;;) {
      const next = this.text.indexOf('@', this.at)
      if (next < 0) return null
      this.moveTo(next)
      begin.lastIndex = next
      const match = begin.exec(this.text)
      if (match !== null) {
        this.type = (match[1] ?? '').toLowerCase()
        this.key = ''
        return next
      }
      this.moveTo(next + 1)
    }
  }

  /** Reads the entry that begins here; null for what is none of a source. */
  entry(line: number): BibEntry | null {
    const open = /@[ \t]*[a-z][\w-]*\s*[{(]/iuy
    open.lastIndex = this.at
    const head = open.exec(this.text)?.[0] ?? '@'
    this.moveTo(this.at + head.length)
    const closer = head.endsWith('(') ? ')' : '}'
    if (this.type === 'comment') {
      this.balanced(closer)
      return null
    }
    if (this.type === 'preamble') {
      this.value()
      this.expect(closer)
      return null
    }
    if (this.type === 'string') {
      const fields = this.fields(closer)
      for (const [name, value] of fields) this.macros.set(name, value)
      return null
    }
    const key = /\s{0,99}([^\s,=})"#%{]{0,300})\s{0,99}(?=[,})])/uy
    key.lastIndex = this.at
    const match = key.exec(this.text)
    if (match === null) {
      const words = this.text.slice(this.at, this.at + 40).trim()
      throw new Broken(`Behind “@${this.type}{” stands no key but “${words}”. Write a key and a comma there.`)
    }
    this.key = match[1] ?? ''
    this.moveTo(this.at + match[0].length)
    if (this.text[this.at] === ',') this.moveTo(this.at + 1)
    return { type: this.type, key: this.key, fields: this.fields(closer), line }
  }

  /** To the next line that begins an entry. */
  recover(): void {
    const next = /^[ \t]{0,20}@[a-z]/gimu
    next.lastIndex = this.at
    const match = next.exec(this.text)
    this.moveTo(match === null ? this.text.length : match.index)
  }

  private fields(closer: string): Map<string, string> {
    const fields = new Map<string, string>()
    for (;;) {
      this.space()
      const char = this.text.charAt(this.at)
      if (char === closer) {
        this.moveTo(this.at + 1)
        return fields
      }
      if (char === ',') {
        this.moveTo(this.at + 1)
        continue
      }
      const name = /([a-z_][\w:.+/'-]{0,100})\s{0,99}=/iuy
      name.lastIndex = this.at
      const match = name.exec(this.text)
      if (match === null) throw this.unexpected('a field such as “title = {…}”')
      this.moveTo(this.at + match[0].length)
      const field = (match[1] ?? '').toLowerCase()
      const value = this.value()
      // BibTeX takes the first one and warns of others.
      if (!fields.has(field)) fields.set(field, value)
      this.space()
      const after = this.text.charAt(this.at)
      if (after !== ',' && after !== closer) throw this.unexpected(`a comma or “${closer}” behind ${field}`)
    }
  }

  private value(): string {
    let whole = ''
    for (;;) {
      this.space()
      whole += this.piece()
      if (whole.length > maxValue) whole = whole.slice(0, maxValue)
      this.space()
      if (this.text[this.at] !== '#') return whole
      this.moveTo(this.at + 1)
    }
  }

  private piece(): string {
    const char = this.text.charAt(this.at)
    if (char === '{') {
      this.moveTo(this.at + 1)
      return this.balanced('}')
    }
    if (char === '"') {
      this.moveTo(this.at + 1)
      return this.balanced('"')
    }
    const word = /[^\s,#={}()"%@\\]{1,300}/uy
    word.lastIndex = this.at
    const match = word.exec(this.text)?.[0]
    if (match === undefined) throw this.unexpected('a value in braces or quote marks')
    this.moveTo(this.at + match.length)
    // A macro that nobody defined stays as its name, so that it can be seen.
    return this.macros.get(match.toLowerCase()) ?? match
  }

  /** The text up to `closer` outside of braces, which is passed. */
  private balanced(closer: string): string {
    const start = this.at
    const signs = new RegExp(`[{}\\\\${closer}]|${nextEntry}`, 'giu')
    signs.lastIndex = start
    let depth = 0
    for (let match = signs.exec(this.text); match !== null; match = signs.exec(this.text)) {
      const [sign] = match
      // A brace behind a backslash counts for BibTeX too, but programs write `\{` alone: it is passed over.
      if (sign === '\\') signs.lastIndex = match.index + 2
      else if (sign.startsWith('\n')) {
        this.moveTo(match.index + 1)
        throw new Broken(
          `It is not closed: a “{” or “"” has no partner before line ${this.line}, where another entry begins. Close it and import the file again.`,
        )
      } else if (sign === closer && depth === 0) {
        this.moveTo(match.index + 1)
        return this.text.slice(start, match.index)
      } else if (sign === '{') depth += 1
      else if (sign === '}') {
        if (depth === 0) break
        depth -= 1
      }
    }
    const isEnd = signs.lastIndex === 0
    this.moveTo(isEnd ? this.text.length : signs.lastIndex)
    throw new Broken(
      isEnd
        ? 'It is not closed: the file ends in the middle of it. Export the file again; it may be cut off.'
        : 'It has a “}” too many in a value in quote marks. Remove it and import the file again.',
    )
  }

  private expect(closer: string): void {
    this.space()
    if (this.text[this.at] !== closer) throw this.unexpected(`“${closer}”`)
    this.moveTo(this.at + 1)
  }

  private unexpected(wanted: string): Broken {
    if (this.at >= this.text.length) {
      return new Broken(
        'It is not closed: the file ends in the middle of it. Export the file again; it may be cut off.',
      )
    }
    const words = (/^[^\n]{1,30}/u.exec(this.text.slice(this.at, this.at + 30))?.[0] ?? '').trim()
    return new Broken(
      `In line ${this.line} stands “${words}” where ${wanted} should. Correct it and import the file again.`,
    )
  }

  private space(): void {
    let at = this.at
    for (;;) {
      while (isSpace(this.text.charCodeAt(at))) at += 1
      if (this.text[at] !== '%') break
      const end = this.text.indexOf('\n', at)
      at = end < 0 ? this.text.length : end
    }
    this.moveTo(at)
  }

  private moveTo(place: number): void {
    while (this.nextBreak < place) {
      this.line += 1
      this.nextBreak = this.breakFrom(this.nextBreak + 1)
    }
    this.at = place
  }

  private breakFrom(place: number): number {
    const next = this.text.indexOf('\n', place)
    return next < 0 ? this.text.length : next
  }
}

/** White space as BibTeX has it, and no-break spaces. */
const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13) || code === 160
