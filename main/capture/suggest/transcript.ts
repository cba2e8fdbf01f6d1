import type { Stretch, SuggestedQuote } from './suggestion.ts'

/** A turn of a transcript: the paragraph, and what was said in it. */
interface Turn extends Stretch {
  readonly quote: SuggestedQuote
}

const label =
  /^[ \t]*((?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen)\. |(?:President|Senator|Secretary|Minister|Governor|Chairman|Ambassador|General|Judge|Director|Justice) )?\p{Lu}[\p{L}.’'-]*(?: \p{Lu}[\p{L}.’'-]*){0,4}|Q|A)(?: ?\([^)\n]{1,60}\))?:[ \t]+(?=\S)/u
/** Words with a colon that begin lines of no transcript. */
const noSpeaker =
  /^(?:Note|Notes|Editor|Update|Correction|Source|Sources|Date|Subject|From|To|Re|Cc|Photo|Image|Credit|Read more|Related|Watch|Listen|Warning|Summary|Background|Contact|Topics|Tags|Location|Time|Where|When|What|Who|Why|How|Table|Figure)\b/iu

/** The turns of a transcript ("MR. PRICE: …", "Q: …"): at least three, of at least two speakers, or it is none. */
export function transcriptTurns(text: string): Turn[] {
  const turns: (Turn & { who: string })[] = []
  for (const line of text.matchAll(/[^\r\n\u2028\u2029]+/gu)) {
    const found = label.exec(line[0])
    const who = found?.[1] ?? ''
    if (found === null || noSpeaker.test(who)) continue
    const said = line[0].slice(found[0].length).trimEnd()
    // What is in quotation marks behind a colon is an ordinary quotation.
    if (said === '' || /^["“„«‘]/u.test(said)) continue
    const start = line.index + found[0].length
    const end = start + said.length
    const nameAt = line.index + line[0].indexOf(who)
    turns.push({
      who,
      start: line.index,
      end: line.index + line[0].length,
      quote: {
        start,
        end,
        form: 'direct',
        segments: [{ start, end }],
        speaker: {
          printed: who,
          start: nameAt,
          end: nameAt + who.length,
          name: who === 'Q' || who === 'A' ? null : who,
          kind: who === 'Q' || who === 'A' ? 'anonymous' : 'person',
          role: '',
        },
        cue: ':',
        groundRule: 'unknown',
        saidOnAsPrinted: '',
      },
    })
  }
  return turns.length >= 3 && new Set(turns.map(({ who }) => who)).size >= 2 ? turns : []
}
