import { tokenize } from './tokens.ts'
import type { DiffPart, LostWords } from './verdict.ts'

/**
 * Words that turn a statement round or bind it to a condition. English in full; for other languages only words that
 * mean nothing else in English. A missed word costs a warning, a word too many costs a false one.
 */
const NEGATIONS = [
  "not|never|no|none|nobody|nothing|neither|nor|nowhere|without|hardly|scarcely|barely|seldom|rarely|cannot|\\p{L}*n['’]t",
  'ne|pas|jamais|aucun|aucune|sans|ni',
  'nicht|kein|keine|keinen|keinem|keiner|keines|nie|niemals|niemand|nichts|ohne|weder',
  'nunca|jamás|ningún|ninguna|nadie|nada|tampoco|não|nem|non|mai|nessun|nessuno|senza',
  'не|нет|ни|никогда|никто|ничего|без|нельзя|немає|ніколи',
  'لا|لم|لن|ليس|ليست|ليسوا|غير|بدون|דون|לא|אין|בלי|אל|מעולם',
]
const CONDITIONS = [
  'unless|if|only|except|provided|providing|until|assuming|whether|lest',
  'as long as|so long as|on condition|in case|subject to|in the event|but for|other than',
  'sauf|seulement|pourvu|wenn|sofern|nur|außer|ausser|vorausgesetzt|sólo|excepto|siempre que|salvo que',
  'если|только|кроме|пока|при условии|إذا|لو|إلا|بشرط|ما لم|אם|רק|אלא|בתנאי',
]
/** Chinese and Japanese write no spaces: single signs, save in the common words that only look negative. */
const UNSPACED_NEGATION =
  /不(?![久断斷同仅僅但过過])|没有?|沒有?|未(?!来|來)|无|無|(?<!除)非(?![常洲])|ない|ません|なかった/gu
const UNSPACED_CONDITION = /如果|除非|只有|只要|假如|倘若|ただし|限り|場合/gu

const spaced = (words: string[]) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'giu')

const PATTERNS: { kind: LostWords['kind']; pattern: RegExp }[] = [
  { kind: 'negation', pattern: spaced(NEGATIONS) },
  { kind: 'negation', pattern: UNSPACED_NEGATION },
  { kind: 'condition', pattern: spaced(CONDITIONS) },
  { kind: 'condition', pattern: UNSPACED_CONDITION },
]

/** "don’t" and "cannot" say what "do not" says. */
function meaning(words: string): string {
  const lower = words.toLowerCase()
  return lower === 'cannot' || /n['’]t$/.test(lower) ? 'not' : lower
}

type Found = LostWords & { at: number; meaning: string }

function turningWords(text: string): Found[] {
  const found: Found[] = []
  for (const { kind, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      found.push({ kind, words: match[0], at: match.index, meaning: meaning(match[0]) })
    }
  }
  return found.sort((left, right) => left.at - right.at)
}

/** The stretches of the source that only the source has, as UTF-16 offsets into it. */
function onlyInSource(diff: DiffPart[]): { start: number; end: number }[] {
  const stretches: { start: number; end: number }[] = []
  let at = 0
  for (const part of diff) {
    if (part.kind === 'memo') continue
    if (part.kind === 'source') stretches.push({ start: at, end: at + part.text.length })
    at += part.text.length
  }
  return stretches
}

const NEGATIVE_PREFIX = /^(?:un|in|im|il|ir|dis)(?=\p{L}{3})/iu

/** Words of the source that stand in the memo without their negative prefix: "unlikely" become "likely". */
function lostPrefixes(diff: DiffPart[]): LostWords[] {
  const lost: LostWords[] = []
  diff.forEach((part, at) => {
    const replaced = diff[at + 1]
    if (part.kind !== 'source' || replaced?.kind !== 'memo') return
    const memo = new Set(tokenize(replaced.text.toLowerCase()).map((token) => token.text))
    for (const { text } of tokenize(part.text)) {
      const plain = text.toLowerCase().replace(NEGATIVE_PREFIX, '')
      if (plain.length < text.length && memo.has(plain)) lost.push({ kind: 'negation', words: text })
    }
  })
  return lost
}

/**
 * The negations and conditions that `source` has more often than `memo`: what a reader of the memo does not learn.
 * With a `diff` of the two, the words named are those at the places that differ, and negative prefixes count too.
 */
export function lostWords(source: string, memo: string, diff: DiffPart[] = []): LostWords[] {
  const kept = new Map<string, number>()
  for (const found of turningWords(memo)) kept.set(found.meaning, (kept.get(found.meaning) ?? 0) + 1)
  const stretches = onlyInSource(diff)
  const differs = (found: Found) =>
    stretches.some(({ start, end }) => found.at < end && found.at + found.words.length > start)
  const inSource = turningWords(source)
  const lost: Found[] = []
  // Those that stand unchanged are the first to be held for kept.
  for (const found of [...inSource.filter((each) => !differs(each)), ...inSource.filter(differs)]) {
    const left = kept.get(found.meaning) ?? 0
    if (left > 0) kept.set(found.meaning, left - 1)
    else lost.push(found)
  }
  lost.sort((left, right) => left.at - right.at)
  return [...lost.map(({ kind, words }) => ({ kind, words })), ...lostPrefixes(diff)]
}
