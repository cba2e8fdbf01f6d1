import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suggest } from '../../../main/capture/suggest/suggest.ts'
import { codePointIndex } from '../../../shared/anchoring/index.ts'
import { type Bench, ms, timed } from '../bench.ts'
import { labelledTexts } from './labelled.ts'
import { f1, noScores, precision, recall, type Score, type Scores, score } from './score.ts'

const share = (value: number): string => value.toFixed(3)
const counts = ({ right, found, there }: Score): string => `${right} of ${found}, ${there} there`

const rowOf = (name: string, { spans, speakers, indirect }: Scores): string[] => [
  name,
  counts(spans),
  share(f1(spans)),
  `${speakers.right} of ${speakers.there}`,
  share(speakers.there === 0 ? 1 : speakers.right / speakers.there),
  counts(indirect),
  share(precision(indirect)),
  share(recall(indirect)),
  share(f1(indirect)),
]

interface Expert {
  readonly claims: readonly {
    passage: { start: number; end: number }
    attribution: string
    modality: string
  }[]
  readonly quotes: readonly { passage: { start: number; end: number } }[]
}

/** What an expert took from a real article, where that is at hand. */
function article(): string[] {
  const folder = join(import.meta.dirname, '../../../../shared/articles')
  if (!existsSync(folder)) return []
  const text = readFileSync(join(folder, 'us-halts-mss-sanctions.txt'), 'utf8')
  const expert = JSON.parse(
    readFileSync(join(folder, 'us-halts-mss-sanctions.claims.json'), 'utf8'),
  ) as Expert
  const index = codePointIndex(text)
  const { quotes, claims } = suggest(text)
  const same = (passage: { start: number; end: number }) => (own: { start: number; end: number }) =>
    index.toCodePoint(own.start) === passage.start && index.toCodePoint(own.end) === passage.end
  const foundQuotes = expert.quotes.filter(({ passage }) => quotes.some(same(passage))).length
  const foundClaims = expert.claims.flatMap((claim) => {
    const own = claims.find(same(claim.passage))
    if (own === undefined) return []
    const attribution =
      own.speaker === null ? 'unattributed' : own.speaker.name === null ? 'anonymous' : 'named'
    return [{ attribution: attribution === claim.attribution, modality: own.modality === claim.modality }]
  })
  return [
    `Of the ${expert.quotes.length} quotes that an expert took from a real article ${foundQuotes} were found to the character, ${quotes.length} suggested;`,
    `of ${expert.claims.length} claims ${foundClaims.length}, ${claims.length} suggested, ${foundClaims.filter(({ attribution }) => attribution).length} with the expert's attribution and ${foundClaims.filter(({ modality }) => modality).length} with the expert's modality.`,
  ]
}

const bench: Bench = async () => {
  const files = { first: 'first.txt', second: 'second.txt' }
  const rows: string[][] = []
  const all = noScores()
  for (const [name, file] of Object.entries(files)) {
    const scores = noScores()
    for (const labelled of labelledTexts(file)) {
      score(labelled, scores)
      score(labelled, all)
    }
    rows.push(rowOf(name, scores))
  }
  rows.push(rowOf('both', all))
  const long = labelledTexts(files.second)
    .map(({ text }) => text)
    .join('\n')
    .repeat(100)
  const took = await timed(() => suggest(long))
  return {
    title: 'Suggesting',
    how: `The labelled sentences of \`tests/fixtures/suggest\`. Spans: words between quotation marks that somebody said, right to the character; speakers: of those spans; indirect: sentences that attribute in their own words, with the right speaker. Goals: spans F1 0.98, speakers 0.90, indirect F1 0.75. ${article().join(' ')} ${(long.length / 1e6).toFixed(1)} million characters took ${ms(took)}.`,
    head: ['texts', 'spans', 'F1', 'speakers', 'share', 'indirect', 'precision', 'recall', 'F1'],
    rows,
  }
}
export default bench
