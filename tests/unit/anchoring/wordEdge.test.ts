import { describe, expect, it } from 'vitest'
import { isWordEdge } from '../../../shared/anchoring/index.ts'

/** Each text has one `|` where the edge is asked for. */
const inside = [
  'up|on',
  'holder|s',
  'can|’t',
  'can’|t',
  "don|'t",
  'China|’s',
  'n’|accepte',
  'O’|Brien',
  '1|,500',
  '1,|500',
  '2|.5',
  '2.|5',
  '10|:30',
  '1|\u00A0500',
  '5|m',
  ' -|5 degrees',
  'non-|aligned',
  'non‑|aligned',
  'nuclear|-free',
  'snake|_case',
  'e|\u0301',
  'co|\u00ADop',
  'co\u00AD|op',
  'می|\u200Cخواهم',
  '👩|\u200D👧',
  '👩\u200D|👧',
  '👍|🏽',
  '🇳|🇴',
  '🇳🇴🇸|🇪',
  '\uD83D|\uDE42',
  'ก|\u0E34',
  '\u1100|\u1161',
  '가|\u11A8',
  'café|s',
]
const edges = [
  '|on hold',
  'on hold|',
  'on| hold',
  'on |hold',
  'hold|.',
  '“|hold',
  'hold|”',
  'truce|—',
  '—|which',
  'cyber-|espionage',
  'cyber|-espionage',
  'well|-known',
  'l’|accord',
  'dell’|accordo',
  'officials|’ plan',
  '‘|put',
  'end.|Start',
  'in 2024|. In',
  '制|裁',
  '裁|hello',
  '100|人',
  '계획|을',
  '🇳🇴|🇸🇪',
  '🙂|🙂',
  'a|🙂',
  'ไม่|อนุ',
  ' |\u200Fשלום',
  '\u200F|שלום',
  'a\u200B|b',
  '5|%',
  '- |5',
]

describe('where words may begin and end', () => {
  it.each(inside)('not at %s', (text) => {
    expect(isWordEdge(text.replace('|', ''), text.indexOf('|'))).toBe(false)
  })

  it.each(edges)('at %s', (text) => {
    expect(isWordEdge(text.replace('|', ''), text.indexOf('|'))).toBe(true)
  })
})
