import { describe, expect, it } from 'vitest'
import { sliceCodePoints, type VerdictName } from '../../../shared/anchoring/index.ts'
import { verify } from './norvia.ts'

type Case = [name: string, text: string, words: string, verdict: VerdictName, there?: string]

const ARABIC = 'قال الوزير إن المجلس لن يوافق على الخطة قبل شهر مايو، ثم غادر القاعة.'
const HEBREW = 'השר אמר כי המועצה לא תאשר את התוכנית לפני חודש מאי, ואז עזב את האולם.'
const CHINESE = '部长表示，委员会在五月之前不会批准这项征税计划，随后离开了会场。'
const JAPANESE = '大臣は、評議会が五月までに計画を承認することはないと述べた。'
const THAI = 'รัฐมนตรีกล่าวว่าสภาจะไม่อนุมัติแผนก่อนเดือนพฤษภาคม'
const KOREAN = '장관은 의회가 오월 전에는 계획을 승인하지 않을 것이라고 말했다.'
const EMOJI = 'The guild posted 👩‍👩‍👧 and 👍🏽 and 🇳🇴🇸🇪 before the vote 🙂 was held.'
const MARKS = 'Le conseil a de\u0301ja\u0300 vote\u0301 la loi sur le bois importe\u0301.'

const cases: Case[] = [
  ['Arabic words', ARABIC, 'المجلس لن يوافق على الخطة', 'exact'],
  ['part of an Arabic word', ARABIC, 'وزير إن المجلس', 'altered'],
  ['an Arabic word changed', ARABIC, 'المجلس لن يوافق على الفكرة قبل شهر مايو', 'altered'],
  [
    'Arabic presentation forms',
    'قال الوزير \uFEFB يوافق',
    'الوزير لا يوافق',
    'normalized',
    'الوزير \uFEFB يوافق',
  ],
  ['an Arabic ellipsis', ARABIC, 'المجلس […] قبل شهر مايو', 'marked'],
  ['Hebrew words', HEBREW, 'המועצה לא תאשר את התוכנית', 'exact'],
  ['Hebrew with a bidi mark', `\u200F${HEBREW}`, 'השר אמר כי', 'exact'],
  [
    'a bidi mark between Hebrew words',
    'השר אמר \u200Fכי המועצה',
    'אמר כי המועצה',
    'normalized',
    'אמר \u200Fכי המועצה',
  ],
  ['Hebrew gershayim', 'דובר צה״ל הודיע', 'צה"ל הודיע', 'normalized', 'צה״ל הודיע'],
  ['Chinese without spaces', CHINESE, '五月之前不会批准', 'exact'],
  ['a Chinese sign changed', CHINESE, '委员会在六月之前不会批准这项征税计划', 'altered'],
  ['a Chinese sign changed in few', CHINESE, '六月之前不会批准', 'absent'],
  [
    'Chinese wrapped by a line break',
    CHINESE.replace('不会', '不\n会'),
    '之前不会批准',
    'normalized',
    '之前不\n会批准',
  ],
  ['Chinese with an ellipsis', CHINESE, '委员会……不会批准', 'marked'],
  ['Japanese words', JAPANESE, '計画を承認する', 'exact'],
  ['Thai words', THAI, 'สภาจะไม่อนุมัติ', 'exact'],
  ['Thai cut before its vowel sign', THAI, 'อนุมัต', 'absent'],
  ['Korean before its particle', KOREAN, '계획', 'exact'],
  [
    'Korean in letters',
    KOREAN.normalize('NFD'),
    '계획을 승인하지',
    'normalized',
    '계획을 승인하지'.normalize('NFD'),
  ],
  ['a Korean syllable cut in letters', '각'.normalize('NFD'), '가'.normalize('NFD'), 'absent'],
  ['an emoji family', EMOJI, 'posted 👩‍👩‍👧 and', 'exact'],
  ['part of an emoji family', EMOJI, 'posted 👩', 'absent'],
  ['a thumb without its tone', EMOJI, 'and 👍', 'absent'],
  ['one flag of two', EMOJI, '🇸🇪 before', 'exact'],
  ['a flag made of halves of two', EMOJI, '🇴🇸', 'absent'],
  ['half an emoji', EMOJI, 'vote \uD83D', 'absent'],
  ['combining marks composed', MARKS, 'déjà voté la loi', 'normalized', 'de\u0301ja\u0300 vote\u0301 la loi'],
  ['a letter without its mark', MARKS, 'la loi sur le bois importe', 'altered'],
  [
    'composed in the source',
    MARKS.normalize('NFC'),
    'de\u0301ja\u0300 vote\u0301',
    'normalized',
    'déjà voté',
  ],
  [
    'a soft hyphen between letter and mark',
    'cafe\u00AD\u0301 au lait',
    'café au lait',
    'normalized',
    'cafe\u00AD\u0301 au lait',
  ],
  [
    'an Ångström sign',
    'A bond of 2 \u212B was measured.',
    'bond of 2 Å was',
    'normalized',
    'bond of 2 \u212B was',
  ],
  ['a French elision', 'Ils ont signé l’accord de Tarn.', 'accord de Tarn', 'exact'],
  ['half a French negation', 'Le conseil n’accepte rien.', 'accepte rien', 'altered'],
  ['lone surrogates around the words', '\uDC00 the levy waits \uD800', 'the levy waits', 'exact'],
]

describe('scripts and characters', () => {
  it.each(cases)('%s', (_, text, words, verdict, there) => {
    const found = verify(words, text, text)
    expect(found.verdict).toBe(verdict)
    if (verdict === 'exact') expect(sliceCodePoints(text, found.start ?? -1, found.end ?? -1)).toBe(words)
    if (there !== undefined) expect(found.there).toBe(there)
  })

  it('counts code points after emoji', () => {
    const { start, end } = verify('before the vote', EMOJI, EMOJI)
    expect([start, end]).toEqual([39, 54])
    expect(Array.from(EMOJI).slice(start, end).join('')).toBe('before the vote')
  })
})
