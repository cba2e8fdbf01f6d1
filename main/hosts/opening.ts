import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Key, keySchema } from '../../shared/model/identity.ts'

/** What a start, a double click or a link asks for. */
export type Opening =
  /** A library's file, as an absolute path: a person chose it in their file manager or typed it. */
  | { readonly kind: 'library'; readonly path: string }
  /** A library that was opened here before, by the token of its place in that list. */
  | { readonly kind: 'known'; readonly token: string }
  /** Something in the library that is open. */
  | { readonly kind: 'entity'; readonly key: Key }

/** No link of ours is longer (a key of 80 letters, each as three encoded bytes); a page may have written this one. */
const longestLink = 800

/**
 * What the arguments of a start ask for; null when nothing. File managers give a path or, where the menu entry says
 * `%U`, a `file:` address.
 *
 * @param argv as Node has it: the program first
 * @param folder where a relative path begins
 */
export function openingIn(argv: readonly string[], folder: string): Opening | null {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-')) continue
    if (/^attest:/i.test(argument)) return linkOpening(argument)
    const path = /^file:/i.test(argument) ? pathOf(argument) : argument
    if (path?.endsWith('.attest')) return { kind: 'library', path: resolve(folder, path) }
  }
  return null
}

function pathOf(address: string): string | null {
  try {
    return fileURLToPath(address)
  } catch {
    return null
  }
}

/**
 * What an `attest:` link asks for: `attest://open?library=TOKEN` or `attest://show?key=KEY`, exactly one of them and
 * nothing beside it; null for anything else. Anybody can write a link, so it names no file, and nothing that it can
 * ask for writes.
 */
export function linkOpening(text: string): Opening | null {
  if (text.length > longestLink) return null
  const match = /^attest:\/\/([a-z]+)\/?\?([a-z]+)=([^&#=]+)$/.exec(text)
  if (match === null) return null
  const [, act, name, encoded = ''] = match
  const value = decoded(encoded)
  if (value === null) return null
  if (act === 'open' && name === 'library') {
    return /^[0-9a-f]{32}$/.test(value) ? { kind: 'known', token: value } : null
  }
  if (act === 'show' && name === 'key') {
    return keySchema.safeParse(value).success ? { kind: 'entity', key: value } : null
  }
  return null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
