import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { articles } from '../../parts.ts'

interface Marked {
  readonly id: string
  readonly passage: {
    readonly exact: string
    readonly prefix: string
    readonly suffix: string
    readonly start: number
    readonly end: number
  }
  readonly attribution: 'unattributed' | 'named' | 'anonymous'
  readonly speaker_as_printed: string | null
}
export interface MarkedClaim extends Marked {
  readonly kind: string
  readonly modality: string
  readonly date_as_printed: string | null
}
export interface MarkedQuote extends Marked {
  readonly form: 'direct' | 'partial' | 'indirect' | 'mixed'
  readonly role_as_printed: string | null
}
interface Marks {
  readonly source: {
    readonly file: string
    readonly sha256: string
    readonly code_points: number
    readonly reliability: string
  }
  readonly claims: readonly MarkedClaim[]
  readonly quotes: readonly MarkedQuote[]
}

/** The article and what is marked in it: given with the work order, read where they are. */
export const articleFile = join(articles, 'us-halts-mss-sanctions.txt')
export const readMarks = (): Marks =>
  JSON.parse(readFileSync(join(articles, 'us-halts-mss-sanctions.claims.json'), 'utf8')) as Marks

/** The options that say who speaks. */
export const speakerOptions = ({ attribution, speaker_as_printed: printed }: Marked): string[] =>
  printed === null || attribution === 'unattributed'
    ? []
    : attribution === 'named'
      ? ['--speaker', printed]
      : ['--speaker-as-printed', printed]

export const keyOf = ({ id }: { id: string }): string => id.toLowerCase()
