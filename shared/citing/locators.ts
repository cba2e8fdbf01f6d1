import type { CitationItem } from '../document/citation.ts'

const labels: Record<string, [one: string, several: string]> = {
  page: ['p.', 'pp.'],
  paragraph: ['para.', 'paras.'],
  section: ['§', '§§'],
  chapter: ['chap.', 'chaps.'],
  column: ['col.', 'cols.'],
  line: ['line', 'lines'],
  note: ['n.', 'nn.'],
  verse: ['v.', 'vv.'],
}

/** `12`, `B-4`, `xii`, `12–14`: what can stand after "p.". */
const isNumberLike = (locator: string): boolean =>
  /^(?:\p{L}{0,2}[-.]?\d|[ivxlcdm]+\b(?!\s\p{L}))/iu.test(locator)

/**
 * A locator with its label: `p. 12`, `§§ 4–6`, `at 00:04:12`; empty where there is none. Without a label a number
 * means a page and anything else speaks for itself. A hyphen between two numbers becomes an en dash.
 */
export function locatorText(item: Pick<CitationItem, 'locator' | 'locatorLabel'>): string {
  const locator = (item.locator?.trim() ?? '').replace(
    /(?<=^|[\s,&])(\d+)\s?-\s?(\d+)(?=$|[\s,&])/gu,
    '$1–$2',
  )
  if (locator === '') return ''
  if (item.locatorLabel === 'time') return `at ${locator}`
  if (item.locatorLabel === undefined && !isNumberLike(locator)) return locator
  const [one, several] = labels[item.locatorLabel ?? 'page'] ?? ['p.', 'pp.']
  const isSeveral = /\d\p{L}?\s?[–,&]\s?\p{L}?\d|[ivxlc]\s?[-–,&]\s?[ivxlc]|\band\b/iu.test(locator)
  return `${isSeveral ? several : one}\u00A0${locator}`
}
