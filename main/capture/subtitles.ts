import { countWords } from '../../shared/document/words.ts'
import type { SourceDetails } from '../../shared/model/source.ts'
import { fittingDetails } from './details.ts'
import type { Extracted, ExtractJob } from './extracted.ts'
import { decodedText, extractPlain } from './extractPlain.ts'
import { languageTag } from './languageTag.ts'
import { madeBy } from './made.ts'
import { cleanText, isBlank } from './plainText.ts'

/** Words shown from `start` to `end` (in ms), with who says them where the file tells. */
interface Cue {
  readonly start: number
  readonly end: number
  readonly turns: readonly Turn[]
}

interface Turn {
  readonly speaker: string
  readonly text: string
}

/** A silence of so many ms begins a new paragraph. */
const silence = 3000
/** A paragraph with so many characters ends with its sentence, … */
const longParagraph = 400
/** … and one with so many ends anywhere: automatic captions have no sentences. */
const longestParagraph = 1500

/**
 * The words of SubRip (SRT) or WebVTT subtitles as paragraphs, each under a line with the time at which it begins,
 * `[hh:mm:ss]`, which is what a locator of the kind “time” says. A new paragraph begins with a new speaker, with
 * “>>”, after a silence of 3 s, and at the end of a sentence when the paragraph is long. Marks for how it looks are
 * left out; the words are as they stand there. A file without cues is read as plain text. Throws as `extractPlain`.
 */
export function extractSubtitles(job: ExtractJob): Extracted {
  const decoded = decodedText(job)
  const written = cleanText(decoded.text)
  const isVtt = /^WEBVTT(?:[ \t\n]|$)/u.test(written)
  const cues = cuesOf(written.split('\n'), isVtt)
  const text = paragraphs(cues)
  if (isBlank(text.replace(/^\[[\d:]+\]$/gmu, ''))) {
    const plain = extractPlain({ ...job, kind: 'text' })
    return {
      ...plain,
      notes: [...plain.notes, 'It has no subtitles with times, so it was read as plain text.'],
    }
  }
  return {
    ...madeBy('subtitles', decoded.encoding),
    mediaType: isVtt ? 'text/vtt' : 'application/x-subrip',
    text,
    words: countWords(text.replace(/^\[[\d:]+\]$/gmu, '')),
    found: isVtt ? headDetails(written) : {},
    notes: decoded.notes,
  }
}

/** `WEBVTT - Title` and the `Language:` that some programs write beneath it. */
function headDetails(written: string): Partial<SourceDetails> {
  const head = written.slice(0, Math.min(2000, (written.indexOf('\n\n') + 1 || 2001) - 1))
  return fittingDetails({
    title: /^WEBVTT[ \t]+(?:[-–—:][ \t]*)?(\S.*)$/mu.exec(head)?.[1] ?? '',
    language: languageTag(/^Language:[ \t]*(\S+)/imu.exec(head)?.[1] ?? ''),
  })
}

const time = '(?:(\\d{1,4}):)?(\\d{1,2}):(\\d{1,2})[.,](\\d{1,3})'
const timing = new RegExp(`^\\s*${time}\\s*-->\\s*${time}(?:\\s|$)`, 'u')

/** https://www.w3.org/TR/webvtt1/#file-structure; SubRip has no standard: an index, a timing, lines, an empty line. */
function cuesOf(lines: readonly string[], isVtt: boolean): Cue[] {
  const timings = lines.flatMap((line, at) => {
    const found = line.includes('-->') ? timing.exec(line) : null
    return found === null ? [] : [{ at, start: milliseconds(found, 1), end: milliseconds(found, 5) }]
  })
  // Automatic captions roll: a cue repeats the line before it and adds one, with a time at each of its words.
  const rolls = isVtt && lines.some((line) => /<\d{2}:[\d:.]+>/u.test(line))
  let shown: string[] = []
  return timings.map(({ at, start, end }, index) => {
    const next = timings[index + 1]?.at ?? lines.length
    const payload = (isVtt ? vttPayload : srtPayload)(lines.slice(at + 1, next), index + 1 < timings.length)
    const fresh = rolls ? payload.filter((line) => !shown.includes(bare(line))) : payload
    if (rolls) shown = payload.map(bare)
    return { start, end, turns: turnsOf(fresh, isVtt) }
  })
}

function milliseconds(found: RegExpExecArray, from: number): number {
  const [hours, minutes, seconds] = [found[from] ?? '0', found[from + 1], found[from + 2]].map(Number)
  return (
    (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000 +
    Number((found[from + 3] ?? '0').padEnd(3, '0'))
  )
}

/** Up to the first empty line; what comes after it are notes, styles and the next cue's name. */
function vttPayload(lines: readonly string[]): string[] {
  const end = lines.indexOf('')
  return end < 0 ? [...lines] : lines.slice(0, end)
}

/** All up to the next cue's number: some programs leave empty lines in a cue. */
function srtPayload(lines: readonly string[], isFollowed: boolean): string[] {
  let end = lines.length
  if (isFollowed && /^\s*\d+\s*$/u.test(lines[end - 1] ?? '')) end -= 1
  return lines.slice(0, end)
}

const voice = /<v(?:\.[^\s>]{0,100})?[ \t]+([^>]{1,200})>/u

/** The cue's lines as one line a speaker. */
function turnsOf(payload: readonly string[], isVtt: boolean): Turn[] {
  const turns: { speaker: string; lines: string[] }[] = []
  let speaker = ''
  for (const line of payload) {
    // Pieces of a line by speaker: text, name, text, name, …
    const pieces = isVtt ? line.split(voice) : [line]
    for (const [index, piece] of pieces.entries()) {
      if (index % 2 === 1) {
        speaker = unescaped(piece).trim()
        continue
      }
      const words = (isVtt ? unescaped(bare(piece)) : bare(piece)).trim()
      if (words === '') continue
      const last = turns[turns.length - 1]
      if (last !== undefined && last.speaker === speaker && !/^(?:>>|[-–—] ?\S)/u.test(words))
        last.lines.push(words)
      else turns.push({ speaker, lines: [words] })
      if (piece.includes('</v>')) speaker = ''
    }
  }
  return turns.map(({ speaker: who, lines }) => ({ speaker: who, text: lines.join(' ') }))
}

/** Without marks for looks: `<i>`, `<c.yellow>`, `<font …>`, `<00:00:01.500>`, `{\an8}`. */
const bare = (text: string): string =>
  text
    .replace(/<\/?(?:b|c|font|i|lang|rt|ruby|s|u|v)(?:[.\s][^<>]{0,300})?>|<[\d:.]{5,15}>/giu, '')
    .replace(/\{\\[^{}]{1,100}\}/gu, '')

const references: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  lrm: '\u200e',
  rlm: '\u200f',
}
const unescaped = (text: string): string =>
  text.replace(/&([a-z]{2,4});/gu, (whole, name: string) => references[name] ?? whole)

function paragraphs(cues: readonly Cue[]): string {
  const written: string[] = []
  let words = ''
  let speaker = ''
  let lastEnd = 0
  for (const { start, end, turns } of cues) {
    for (const turn of turns) {
      const changes = turn.speaker !== '' && turn.speaker !== speaker
      const isEnough =
        words.length >= longestParagraph ||
        (words.length >= longParagraph && /[.?!…。？！]["'”’»)\]]*$/u.test(words))
      if (words === '' || changes || isEnough || start - lastEnd >= silence || turn.text.startsWith('>>')) {
        if (words !== '') written.push(words)
        if (turn.speaker !== '') speaker = turn.speaker
        words = `[${clock(start)}]\n${changes ? `${turn.speaker}: ` : ''}${turn.text}`
      } else words += `${/^[-–—] ?\S/u.test(turn.text) ? '\n' : ' '}${turn.text}`
    }
    if (turns.length > 0) lastEnd = end
  }
  if (words !== '') written.push(words)
  return written.join('\n\n')
}

/** `hh:mm:ss`, whole seconds that have gone by. */
function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}
