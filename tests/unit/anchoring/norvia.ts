import {
  describePassage,
  findExact,
  type PassageSelector,
  sliceCodePoints,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'

/** Invented news of an invented country, with what makes quoting hard: curly marks, wrapped lines, cues, numbers. */
export const NEWS = [
  'Norvia’s ministry of ports has not halted its plan to tax imported timber, officials said on Monday.',
  ' The levy will not begin before May unless parliament agrees to a second reading.',
  ' “We will wait,” the minister said, “for as long as it takes.”',
  ' Critics called the draft — the third this year — “a tax on roofs”.\n',
  'Several traders told the Tarn Courier that the cost of a cyber-\nespionage defence would be shared by 1,500 people.',
  ' The ﬁnal report is due in the autumn, and the ministry may pub\u00ADlish it in parts.',
  ' Dock workers can’t strike before the harvest; the non-aligned guilds disagree.\n',
  'The harbour guild put its strike on hold. Nobody expects the guild to vote again before the harvest.',
  ' Some upholders of the old treaty stayed away... others came late.\n',
].join('')

export const LEVY = 'The levy will not begin before May unless parliament agrees to a second reading.'
export const PLAN =
  'Norvia’s ministry of ports has not halted its plan to tax imported timber, officials said on Monday.'

/** The selector of the first place of `exact`, which must stand in `text`. */
export function passageOf(exact: string, text: string = NEWS): PassageSelector {
  const place = findExact(text, exact)[0]
  if (!place) throw new Error(`The test's text does not hold: ${exact}`)
  return describePassage(text, place.start, place.end)
}

/** The verdict on `words` bound to the first place of `passage`, and the words of the source it points at. */
export function verify(words: string, passage: string, text: string = NEWS) {
  const verdict = verifyQuotation(words, { text, passage: passageOf(passage, text) })
  const { start, end } = verdict
  const there = start === undefined || end === undefined ? undefined : sliceCodePoints(text, start, end)
  return { ...verdict, there }
}
