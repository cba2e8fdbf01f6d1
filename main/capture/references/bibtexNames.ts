import { literal, personal } from './draft.ts'
import { latexToText } from './latex.ts'
import type { ReferenceName } from './reference.ts'

/**
 * The names of a field (“BibTeXing”, section 4; Nicolas Markey, “Tame the BeaST”, section 11): parted by `and` outside
 * of braces; `First von Last`, `von Last, First` or `von Last, Jr, First`, where the particle is what begins with a small
 * letter; a name wholly in braces is a corporate one; biblatex's `family=…, given=…`. `others` gives none.
 */
export const bibtexNames = (value: string): ReferenceName[] =>
  splitOutside(value, /\s+and\s+/iuy)
    .map((name) => name.trim())
    .filter((name) => name !== '' && name.toLowerCase() !== 'others')
    .flatMap((name) => nameOf(name) ?? [])

function nameOf(name: string): ReferenceName | null {
  const extended = extendedName(name)
  if (extended !== null) return extended
  const parts = splitOutside(name, /\s*,\s*/uy)
  if (parts.length === 1) return firstVonLast(words(name))
  const [vonLast = '', second = '', third = ''] = parts
  const [suffix, given] = parts.length > 2 ? [second, third] : ['', second]
  const all = words(vonLast)
  const from = lastSmall(all, all.length - 1) + 1
  return personal(text(all.slice(from)), latexToText(given), latexToText(suffix), text(all.slice(0, from)))
}

function firstVonLast(all: readonly string[]): ReferenceName | null {
  // One name alone, or a corporate one in braces.
  if (all.length === 1) return literal(text(all))
  const first = all.findIndex((word, index) => index < all.length - 1 && isSmall(word))
  if (first < 0) return personal(text(all.slice(-1)), text(all.slice(0, -1)))
  const from = lastSmall(all, all.length - 1) + 1
  return personal(text(all.slice(from)), text(all.slice(0, first)), '', text(all.slice(first, from)))
}

/** The last of the words before `end` that begins with a small letter; -1 for none. */
function lastSmall(all: readonly string[], end: number): number {
  for (let index = end - 1; index >= 0; index -= 1) if (isSmall(all[index] ?? '')) return index
  return -1
}

/** What is in braces counts as large, as BibTeX has it, unless it is an accent. */
function isSmall(word: string): boolean {
  if (word.startsWith('{') && !word.startsWith('{\\')) return false
  return /^[\P{L}]*\p{Ll}/u.test(latexToText(word))
}

function extendedName(name: string): ReferenceName | null {
  if (!/^\s*(?:family|given|prefix|suffix)\s*=/u.test(name)) return null
  const parts = new Map<string, string>()
  for (const part of splitOutside(name, /\s*,\s*/uy)) {
    const [, field = '', value = ''] = /^"?([a-z-]+)\s*=\s*(.*?)"?$/su.exec(part.trim()) ?? []
    parts.set(field, latexToText(value))
  }
  const of = (field: string): string => parts.get(field) ?? ''
  return personal(of('family'), of('given'), of('suffix'), of('prefix'))
}

const text = (all: readonly string[]): string => latexToText(all.join(' '))
const words = (name: string): string[] => splitOutside(name.trim(), /[\s~]+/uy).filter(Boolean)

/** Parts between matches of a sticky expression, outside of braces. */
export function splitOutside(value: string, by: RegExp): string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at]
    if (char === '\\') at += 1
    else if (char === '{') depth += 1
    else if (char === '}') depth = Math.max(0, depth - 1)
    else if (depth === 0) {
      by.lastIndex = at
      const match = by.exec(value)
      if (match !== null && match[0] !== '') {
        parts.push(value.slice(start, at))
        start = at + match[0].length
        at = start - 1
      }
    }
  }
  return [...parts, value.slice(start)]
}
