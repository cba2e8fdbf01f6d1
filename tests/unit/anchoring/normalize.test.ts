import { describe, expect, it } from 'vitest'
import { normalizeText } from '../../../shared/anchoring/index.ts'

describe('the canonical form', () => {
  it.each([
    ['“a” „b“ «c» ‘d’ `e´', "'a' 'b' 'c' 'd' 'e'"],
    ['5\' and 5"', '5\' and 5"'],
    ['a—b – c ‑ d − e', 'a-b - c - d - e'],
    ['a -- b --- c', 'a - b - c'],
    ['a \u00A0\t b\r\nc\u3000d', 'a b c d'],
    ['a\u200Bb\uFEFFc\u2060d', 'abcd'],
    ['wait… wait . . . wait...', 'wait... wait ... wait...'],
    ['ﬁnal ﬄuent ﬆop', 'final ffluent stop'],
    ['co\u00ADope\u00ADrate', 'cooperate'],
    ['co\u00AD\noperate', 'cooperate'],
    ['sanc-\ntions', 'sanctions'],
    ['sanc‐ \r\n  tions', 'sanctions'],
    ['Anglo-\nSaxon', 'Anglo-Saxon'],
    ['post-\nMarch', 'post-March'],
    ['2020-\n2021', '2020-2021'],
    ['truce—\nwhich', 'truce-which'],
    ['truce —\nwhich', 'truce - which'],
    ['list:\n- item', 'list: - item'],
    ['制裁\n计划 文', '制裁计划 文'],
    ['e\u0301 가'.normalize('NFD'), 'é 가'],
  ])('%j becomes %j', (text, normal) => {
    expect(normalizeText(text).text).toBe(normal)
  })

  it('leaves letters, case, digits and punctuation alone', () => {
    const text = "The Levy (of 1,500) isn't DUE: œ ß ½ ² № ₂ Ａ ℃; 5′ 5″!"
    expect(normalizeText(text).text).toBe(text)
  })

  it('leads back to the original', () => {
    const text = 'The ﬁ\u00ADnal  “re\u0301sume\u0301”'
    const { text: normal, sourceStart, sourceEnd, isEdge } = normalizeText(text)
    const back = (words: string) => {
      const at = normal.indexOf(words)
      return text.slice(sourceStart(at), sourceEnd(at + words.length))
    }
    expect(normal).toBe("The final 'résumé'")
    expect(back('final')).toBe('ﬁ\u00ADnal')
    expect(back('nal')).toBe('nal')
    expect(back("'résumé'")).toBe('“re\u0301sume\u0301”')
    expect(back('sumé')).toBe('sume\u0301')
    expect(isEdge(normal.indexOf('inal'))).toBe(false)
    expect(isEdge(normal.indexOf('nal'))).toBe(true)
  })

  it('leads from the original to the canonical form', () => {
    const { text, fromSource } = normalizeText('a\u00AD\u00ADb  cﬁd')
    expect(text).toBe('ab cfid')
    expect([1, 2, 3].map((at) => fromSource(at, 'start'))).toEqual([1, 1, 1])
    expect(fromSource(5, 'start')).toBe(3)
    expect(fromSource(5, 'end')).toBe(2)
    expect(fromSource(7, 'start')).toBe(4)
    expect(fromSource(8, 'end')).toBe(6)
    expect(fromSource(9, 'end')).toBe(7)
  })
})
