import { keyOf, type MarkedClaim, type MarkedQuote } from './article.ts'

/** Claims whose sentences the memo quotes word for word. */
export const quotedClaims = ['C04', 'C14', 'C19', 'C21', 'C23'] as const

const head = (subject: string): string => `---
label: Decision memorandum
subject: ${subject}
to: The Director
from: Policy unit
date: 2026-02-20
marking: Exercise
---
`

/**
 * A memo that cites every claim and quote: the quoted claims word for word, the partial quote in marks, the indirect
 * ones in words of the memo's own.
 */
export function wholeMemo(claims: readonly MarkedClaim[], quotes: readonly MarkedQuote[]): string {
  const isQuoted = (claim: MarkedClaim) => (quotedClaims as readonly string[]).includes(claim.id)
  const [first, second, ...rest] = claims.filter((claim) => !isQuoted(claim))
  const partial = quotes.find((quote) => quote.form === 'partial')
  const indirect = quotes.filter((quote) => quote.form === 'indirect')
  if (!first || !second || !partial) throw new Error('The article’s marks are not as they were.')
  const cite = (marked: { id: string }) => `[@${keyOf(marked)}]`
  return `${head('Halted sanctions')}
::: bottom-line
The measures are suspended for the time being.${cite(first)}
:::

::: key-judgment {likelihood="likely" confidence=moderate}
They will stay suspended while the talks go on.${cite(second)}
:::

# What is reported

The measures were “${partial.passage.exact}”${cite(partial)}, according to unnamed officials.

${indirect.map((quote) => `${quote.speaker_as_printed} is reported on this point in the reporter’s own words.${cite(quote)}`).join('\n\n')}

${claims
  .filter(isQuoted)
  .map((claim) => `The article says: “${claim.passage.exact}”${cite(claim)}`)
  .join('\n\n')}

# What else it says

${rest.map((claim) => `- Point ${claim.id} of the article is taken into account.${cite(claim)}`).join('\n')}
`
}

/** A memo with one quotation bound to a claim. */
export const oneQuotation = (subject: string, words: string, claim: { id: string }): string =>
  `${head(subject)}
The article says: “${words}”[@${keyOf(claim)}]
`
