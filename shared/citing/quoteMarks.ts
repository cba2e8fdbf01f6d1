/** Outer quotation marks, with what stands between them and the words. */
export interface QuoteMarks {
  readonly open: string
  readonly close: string
}

const curly: QuoteMarks = { open: '“', close: '”' }

// CLDR 45, "quotationStart" and "quotationEnd"; French sets no-break spaces inside its guillemets.
const byLanguage: Record<string, QuoteMarks> = {
  bg: { open: '„', close: '“' },
  cs: { open: '„', close: '“' },
  da: { open: '“', close: '”' },
  de: { open: '„', close: '“' },
  el: { open: '«', close: '»' },
  es: { open: '«', close: '»' },
  et: { open: '„', close: '“' },
  fi: { open: '”', close: '”' },
  fr: { open: '«\u00A0', close: '\u00A0»' },
  hr: { open: '„', close: '“' },
  hu: { open: '„', close: '”' },
  it: { open: '«', close: '»' },
  lt: { open: '„', close: '“' },
  nb: { open: '«', close: '»' },
  no: { open: '«', close: '»' },
  pl: { open: '„', close: '”' },
  pt: { open: '“', close: '”' },
  ro: { open: '„', close: '”' },
  ru: { open: '«', close: '»' },
  sk: { open: '„', close: '“' },
  sl: { open: '„', close: '“' },
  sv: { open: '”', close: '”' },
  uk: { open: '«', close: '»' },
}

/** The quotation marks of a document in this language; the English ones where a language is not known. */
export const quoteMarks = (language: string): QuoteMarks =>
  (language === 'pt-PT' ? byLanguage.es : byLanguage[language.split('-')[0] ?? '']) ?? curly
