import type { CitationItem } from '../document/citation.ts'

const labels: Record<string, [one: string, several: string]> = {
  page: ['p.', 'pp.'],
  paragraph: ['para.', 'paras.'],
  section: ['§', '§§'],
  chapter: ['chap.', 'chaps.'],
  column: ['col.', 'cols.'],
  line: ['l.', 'll.'],
  note: ['n.', 'nn.'],
  verse: ['v.', 'vv.'],
}

/** A locator with its label, `p. 12`, `§§ 4–6`, `at 04:12`; empty where there is none. A page is meant when no label is given. */
export function locatorText(item: Pick<CitationItem, 'locator' | 'locatorLabel'>): string {
  const locator = item.locator?.trim() ?? ''
  if (locator === '') return ''
  if (item.locatorLabel === 'time') return `at ${locator}`
  const [one, several] = labels[item.locatorLabel ?? 'page'] ?? ['p.', 'pp.']
  return `${/[-–,&]|\band\b/u.test(locator) ? several : one}\u00A0${locator}`
}
