/**
 * Times the matching ladder. Run by hand, from the project's root: `node tests/unit/anchoring/timing.ts`.
 * Nothing asserts a time: machines differ. The second part is made of inputs that are slow for careless searches.
 */
import {
  describePassage,
  locatePassage,
  prepareText,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'

const STEMS = 'tar nor vel mun dak sil hav bren oth lin quor fas per gil tov ran est ul mer cad'.split(' ')
let seed = 20_251
const next = (below: number) => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % below
}
const stem = () => STEMS[next(STEMS.length)] ?? ''
const word = () => Array.from({ length: 1 + next(3) }, stem).join('')
const sentence = () => `${Array.from({ length: 8 + next(18) }, word).join(' ')}, “${word()} ${word()}”. `
const pages = (count: number) => {
  let text = ''
  while (text.length < count * 3_000) text += sentence()
  return text
}

function time(name: string, act: () => unknown): void {
  const started = performance.now()
  const result = act()
  console.log(`${(performance.now() - started).toFixed(1).padStart(9)} ms  ${name}  ${result ?? ''}`)
}

const counts = (verdicts: string[]) => {
  const found: Record<string, number> = {}
  for (const verdict of verdicts) found[verdict] = (found[verdict] ?? 0) + 1
  return JSON.stringify(found)
}

const sources = Array.from({ length: 20 }, () => pages(20))
const quotations = Array.from({ length: 10_000 }, (_, number) => {
  const text = sources[number % sources.length] ?? ''
  const start = text.indexOf(' ', next(text.length - 1_000)) + 1
  let end = start
  for (let words = 0; words < 30; words += 1) end = text.indexOf(' ', end + 1)
  return { text, passage: describePassage(text, start, end), words: text.slice(start, end) }
})
const sorted = [...quotations].sort((a, b) => sources.indexOf(a.text) - sources.indexOf(b.text))
const prepared = new Map(sources.map((text) => [text, prepareText(text)]))
const ready = (text: string) => prepared.get(text) ?? text

time('10,000 exact, prepared', () =>
  counts(
    quotations.map((q) => verifyQuotation(q.words, { text: ready(q.text), passage: q.passage }).verdict),
  ),
)
time('10,000 exact, raw strings in the order of their sources', () =>
  counts(sorted.map((q) => verifyQuotation(q.words, { text: q.text, passage: q.passage }).verdict)),
)
time('10,000 exact, raw strings of 20 sources in turn', () =>
  counts(quotations.map((q) => verifyQuotation(q.words, { text: q.text, passage: q.passage }).verdict)),
)
const splice = (words: string, at: number, count: number, by: string) => {
  const list = words.split(' ')
  list.splice(at, count, by)
  return list.join(' ')
}
const variants: [string, (words: string) => string][] = [
  ['normalized', (words) => words.replaceAll(' ', '\u00A0')],
  ['marked', (words) => splice(words, 10, 4, '[…]')],
  ['altered', (words) => splice(words, 10, 1, 'otherwise')],
  ['swapped', (words) => [...words.split(' ').slice(15), ...words.split(' ').slice(0, 15)].join(' ')],
  ['absent', (words) => [...words].reverse().join('')],
]
for (const [name, change] of variants) {
  time(`1,000 ${name}`, () =>
    counts(
      quotations
        .slice(0, 1_000)
        .map((q) => verifyQuotation(change(q.words), { text: ready(q.text), passage: q.passage }).verdict),
    ),
  )
}
time('1,000 passages in a newer capture (a paragraph put before)', () =>
  counts(quotations.slice(0, 1_000).map((q) => locatePassage(`${sentence()}\n${q.text}`, q.passage).verdict)),
)

const million = pages(340)
const many = 'a'.repeat(1_000_000)
const nowhere = { exact: 'zz', prefix: '', suffix: '', start: 0, end: 2 }
const hard: [string, string, string][] = [
  [
    '1 MB, 10,000 characters, a word changed',
    million.slice(500_000, 510_000).replace(' tar', ' not'),
    million,
  ],
  ['1 MB, 10,000 other characters', pages(4).slice(0, 10_000).replaceAll('a', 'i'), million],
  ['1 MB of one letter, 9,999 of it and another', `${'a'.repeat(9_999)}b`, many],
  ['1 MB of one letter, another and 9,999 of it', `b${'a'.repeat(9_999)}`, many],
  ['1 MB of one letter, 100 of it and another', `b${'a'.repeat(100)}`, many],
  ['1 MB of one letter, one letter', 'a', many],
  ['1 MB "a ", words "a a … a b"', `${'a '.repeat(4_999)}b`, 'a '.repeat(500_000)],
  ['1 MB "a ", 60 segments', `${'a … '.repeat(60)}b`, 'a '.repeat(500_000)],
  ['1 MB "a ", 60 brackets', `${'a [x] '.repeat(60)}b`, 'a '.repeat(500_000)],
  ['1 MB, 5,000 ellipses', '… a '.repeat(5_000), million],
  ['1 MB, 10,000 opening brackets', '['.repeat(10_000), million],
  ['1 MB of brackets and dots', '[. '.repeat(3_333), '[. '.repeat(333_333)],
  ['1 MB of combining marks', `e${'\u0301'.repeat(9_999)}`, `e${'\u0301'.repeat(999_999)}`],
  ['1 MB of spaces', `a${' '.repeat(9_998)}b`, `a${' '.repeat(999_998)}c`],
  ['1 MB of hyphens at line ends', 'a-a'.repeat(3_333), 'a-\na'.repeat(250_000)],
  ['1 MB of emoji', '👩‍👩‍👧'.repeat(1_250).concat('x'), '👩‍👩‍👧'.repeat(125_000)],
  ['1 MB of Chinese, 10,000 signs', `${'部门决定推迟'.repeat(1_666)}吗`, '部门决定推迟计划'.repeat(125_000)],
  [
    '1 MB, 10,000 different signs',
    String.fromCodePoint(...Array.from({ length: 10_000 }, (_, n) => 0x4e00 + n)),
    million,
  ],
  ['1 MB of punctuation', `${'.,;:!?'.repeat(1_666)}x`, '.,;:!?-'.repeat(142_857)],
]
for (const [name, words, text] of hard) {
  time(`verify: ${name}`, () => verifyQuotation(words, { text, passage: nowhere }).verdict)
  time(`locate: ${name}`, () => locatePassage(text, { ...nowhere, exact: words, start: 3 }).verdict)
}
