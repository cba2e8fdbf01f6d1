import type { Name } from '../../shared/model/source.ts'

/** Words that show that a name is not a person's. */
const corporate =
  /\b(?:agency|associated|association|board|bureau|center|centre|college|committee|company|correspondents?|council|department|desk|editors?|editorial|foundation|government|group|inc|institute|journal|limited|ltd|magazine|media|ministry|network|news|newsroom|newspaper|office|organi[sz]ation|press|reporters?|reuters|service|society|staff|team|times|union|university|writers?)\b/iu
/** Lower-case particles that belong to the family name. */
const particle =
  /^(?:a[fl]|ap|av|da|dal|das|de|dei|del|della|den|der|di|do|dos|du|e|el|het|la|le|lo|of|san|te|ten|ter|van|vom|von|y|zu|zum|zur|’t|'t)$/u
const suffix = /^(?:jr|sr|ii|iii|iv)\.?$/iu

/**
 * A name as printed, as family and given name where it is plainly a person's: two to six words of letters, none that
 * names an organisation. The last word is the family name, with lower-case particles before it (`Lena van der Berg`);
 * `Berg, Lena` says itself which is which. Anything else stays a literal.
 */
export function nameFrom(printed: string): Name | null {
  const text = printed.replace(/\s+/gu, ' ').trim().slice(0, 300)
  if (text === '' || !/\p{L}/u.test(text)) return null
  const comma = /^([^,]+),\s*([^,]+)$/u.exec(text)
  if (comma?.[1] && comma[2] && isPersonal(comma[1]) && isPersonal(comma[2])) {
    if (suffix.test(comma[2])) return personal(comma[1].split(' '), comma[2]) ?? { literal: text }
    return { family: comma[1], given: comma[2] }
  }
  if (!isPersonal(text)) return { literal: text }
  return personal(text.split(' '), '') ?? { literal: text }
}

function personal(words: string[], ending: string): Name | null {
  const parts = [...words]
  let after = ending
  if (after === '' && parts.length > 2 && suffix.test(parts[parts.length - 1] ?? ''))
    after = parts.pop() ?? ''
  if (parts.length < 2 || parts.length > 6) return null
  let from = parts.length - 1
  while (from > 1 && particle.test(parts[from - 1] ?? '')) from -= 1
  const given = parts.slice(0, from).join(' ')
  return { family: parts.slice(from).join(' '), given: after === '' ? given : `${given}, ${after}` }
}

/** Letters of scripts that write the given name first, and nothing that names an organisation. */
const isPersonal = (text: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{M}.'’‘ -]+$/u.test(text) && !corporate.test(text)

/** The names in a byline: `By Ana Brandt and Piet Lund, in Oslo` gives two. */
export function namesFromByline(byline: string): Name[] {
  const text = byline
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 600)
    .replace(/^(?:written\s+by|text\s+by|story\s+by|by|von|par|por|di)[\s:]+/iu, '')
  if (text === '' || /https?:|@/iu.test(text)) return []
  // `Berg, Lena` is one name, `Ana Brandt, Piet Lund` are two.
  if (/^(?:\p{Ll}\S*\s+)*[^\s,]+,\s+[^\s,]+(?:\s+\p{Lu}\.?)*$/u.test(text))
    return [nameFrom(text)].filter(isName)
  return text
    .split(/\s*(?:,\s*and\s+|\s+and\s+|\s*[;&|]\s*|,\s+(?!(?:jr|sr|ii|iii|iv)\b))\s*/iu)
    .filter((part) => part !== '' && !/^(?:in|for|at)\s/iu.test(part) && !/\d/u.test(part))
    .map(nameFrom)
    .filter(isName)
}

const isName = (name: Name | null): name is Name => name !== null
