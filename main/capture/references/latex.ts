/** Combining characters of the accent commands of LaTeX (“LaTeX: A Document Preparation System”, table 3.1). */
const accents: Record<string, string> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '=': '\u0304',
  u: '\u0306',
  '.': '\u0307',
  '"': '\u0308',
  r: '\u030a',
  H: '\u030b',
  v: '\u030c',
  d: '\u0323',
  c: '\u0327',
  k: '\u0328',
  b: '\u0331',
}

const symbols: Record<string, string> = {
  ...{ ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å' },
  ...{ i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', dj: 'đ', DJ: 'Đ', th: 'þ', TH: 'Þ', ng: 'ŋ', NG: 'Ŋ', SS: 'ẞ' },
  ...{ dots: '…', ldots: '…', textellipsis: '…', textendash: '–', textemdash: '—', textasciitilde: '~' },
  ...{ textasciicircum: '^', textbackslash: '\\', textbar: '|', textless: '<', textgreater: '>' },
  ...{
    textquotedblleft: '“',
    textquotedblright: '”',
    textquoteleft: '‘',
    textquoteright: '’',
    textquotedbl: '"',
  },
  ...{
    quotedblbase: '„',
    guillemotleft: '«',
    guillemotright: '»',
    textquotesingle: "'",
    textunderscore: '_',
  },
  ...{
    textdegree: '°',
    degree: '°',
    textregistered: '®',
    texttrademark: '™',
    copyright: '©',
    S: '§',
    P: '¶',
  },
  ...{
    pounds: '£',
    textsterling: '£',
    euro: '€',
    texteuro: '€',
    textdollar: '$',
    textyen: '¥',
    textbullet: '•',
  },
  ...{
    dag: '†',
    ddag: '‡',
    LaTeX: 'LaTeX',
    TeX: 'TeX',
    times: '×',
    pm: '±',
    sim: '∼',
    approx: '≈',
    cdot: '·',
  },
  ...{ leq: '≤', le: '≤', geq: '≥', ge: '≥', neq: '≠', infty: '∞', rightarrow: '→', to: '→', textmu: 'µ' },
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η' },
  ...{ theta: 'θ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ' },
  ...{ sigma: 'σ', tau: 'τ', upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω' },
  ...{ Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ' },
  ...{ Omega: 'Ω', quad: ' ', qquad: ' ', newline: '\n', par: '\n\n', relax: '', protect: '', noopsort: '' },
  ...{ slash: '/', hyp: '-', textperiodcentered: '·', textonehalf: '½', textcent: '¢', ie: 'i.e.' },
}

/** Commands whose argument is for machines; it goes with them. */
const silent = new Set(['noopsort', 'nocite', 'label', 'vspace', 'hspace', 'fontsize', 'selectlanguage'])

const raised: Record<string, string> = Object.fromEntries(
  [...'0123456789+-'].map((c, i) => [c, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻'][i] ?? c]),
)
const lowered: Record<string, string> = Object.fromEntries(
  [...'0123456789+-'].map((c, i) => [c, [...'₀₁₂₃₄₅₆₇₈₉₊₋'][i] ?? c]),
)

/** Deepest nesting of groups that is read; deeper ones lose their braces only. */
const maxDepth = 100

/**
 * The plain text of a BibTeX value: accents, letters and signs of LaTeX as Unicode, groups and commands for looks
 * gone, quote marks and dashes as they print, Greek letters and figures of simple formulas. A command that is not known
 * and has no argument stays as it is: nothing vanishes unseen.
 */
export function latexToText(value: string): string {
  return new LatexReader(value).all().normalize('NFC')
}

class LatexReader {
  private at = 0
  private depth = 0
  private inMath = false
  private readonly text: string

  constructor(text: string) {
    this.text = text
  }

  all(): string {
    let out = ''
    // A closing brace too many is left out.
    while (this.at < this.text.length) {
      out += this.group()
      this.at += 1
    }
    return out
  }

  /** Up to the brace that closes this group, or the end. */
  private group(): string {
    const out: string[] = []
    while (this.at < this.text.length && this.text[this.at] !== '}') out.push(this.next())
    return out.join('')
  }

  private next(): string {
    const { text } = this
    const char = text.charAt(this.at)
    const [two, three] = [text.substr(this.at, 2), text.substr(this.at, 3)]
    switch (char) {
      case '{':
        return this.braced()
      case '\\':
        return this.command()
      case '~':
        this.at += 1
        return ' '
      case '$':
        this.inMath = !this.inMath
        this.at += two === '$$' ? 2 : 1
        return ''
      case '%':
        this.at += 1
        return '%'
      case '-':
        if (this.inMath) break
        if (three === '---') return this.take(3, '—')
        if (two === '--') return this.take(2, '–')
        break
      case '`':
        return two === '``' ? this.take(2, '“') : this.take(1, '‘')
      case "'":
        return two === "''" ? this.take(2, '”') : this.take(1, "'")
      case '^':
      case '_':
        if (this.inMath) return this.script(char === '^' ? raised : lowered)
        break
    }
    // A run of letters at once: most of any text.
    const run = /[^\\{}~$%\-`'^_]+/uy
    run.lastIndex = this.at
    const plain = run.exec(text)?.[0] ?? text.charAt(this.at)
    return this.take(plain.length, plain)
  }

  private take(count: number, instead: string): string {
    this.at += count
    return instead
  }

  private braced(): string {
    this.at += 1
    if (this.depth >= maxDepth) return ''
    this.depth += 1
    const inner = this.group()
    this.depth -= 1
    this.at += 1
    return inner
  }

  /** The next group, or the next character: what a command takes. */
  private argument(): string {
    while (/\s/u.test(this.text.charAt(this.at))) this.at += 1
    if (this.at >= this.text.length || this.text[this.at] === '}') return ''
    if (this.text[this.at] === '{') return this.braced()
    if (this.text[this.at] === '\\') return this.command()
    const [character = ''] = this.text.slice(this.at, this.at + 2)
    return this.take(character.length, character)
  }

  private script(signs: Record<string, string>): string {
    this.at += 1
    const inner = this.argument()
    return [...inner].every((c) => signs[c] !== undefined) ? [...inner].map((c) => signs[c]).join('') : inner
  }

  private command(): string {
    this.at += 1
    const word = /[a-z]+/iuy
    word.lastIndex = this.at
    const name = word.exec(this.text)?.[0] ?? this.text.charAt(this.at)
    this.at += name.length
    const accent = accents[name]
    const isWord = /[a-z]/iu.test(name)
    if (accent !== undefined && (!isWord || /^[\s{\\]/u.test(this.text.charAt(this.at)))) {
      const letter = this.argument()
      if (letter === '') return name === '~' || name === '^' ? name : ''
      const [first = '', ...rest] = letter
      // An accent over a dotless letter gives the letter with its usual accent.
      const base = first === 'ı' ? 'i' : first === 'ȷ' ? 'j' : first
      return `${base}${accent}${rest.join('')}`
    }
    if (!isWord)
      return name === '\\'
        ? '\n'
        : name === '/' || name === '-'
          ? ''
          : name === ',' || name === ';' || name === ':'
            ? ' '
            : name
    if (silent.has(name)) {
      this.argument()
      return ''
    }
    const symbol = symbols[name]
    if (symbol !== undefined) {
      // White space behind a command only ends its name.
      while (/[ \t\n]/u.test(this.text.charAt(this.at))) this.at += 1
      return symbol
    }
    if (name === 'href') {
      this.argument()
      return this.argument()
    }
    if (name === 'textsuperscript' || name === 'textsubscript') {
      const signs = name === 'textsuperscript' ? raised : lowered
      const inner = this.argument()
      return [...inner].every((c) => signs[c] !== undefined)
        ? [...inner].map((c) => signs[c]).join('')
        : inner
    }
    // \emph{…}, \textit{…}, \url{…} and the like; {\em …}, {\bf …}.
    if (this.text[this.at] === '{') return this.braced()
    if (/^(?:em|bf|it|sc|sl|tt|rm|sf|bfseries|itshape|scshape|upshape|normalfont|small|large)$/u.test(name)) {
      while (/\s/u.test(this.text.charAt(this.at))) this.at += 1
      return ''
    }
    return `\\${name}`
  }
}

const escapes: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '`': '\\textasciigrave{}',
  '{': '\\{',
  '}': '\\}',
}
symbols.textasciigrave = '`'

/** Text as a BibTeX value that `latexToText` turns back; everything but LaTeX's own signs stays Unicode. */
export const textToLatex = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\\~^`{}$&%#_]/gu, (sign) => escapes[sign] ?? `\\${sign}`)
    // Two would print as a dash or a quote mark.
    .replace(/-(?=-)|'(?=')/gu, (sign) => `${sign}{}`)
    .replace(/(?<!\n)\n(?!\n)/gu, '\\\\ ')
