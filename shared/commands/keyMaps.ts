import type { CommandId } from './catalogue.ts'

/** Whose keys the text takes. */
export type KeyMapName = 'attest' | 'word'

/**
 * The keys of Word and of Zotero's plug-in for it, for the commands that they have there. They come before Attest's
 * own, which stay. `Ctrl Alt` with a character is AltGr on many European keyboards: that is why these have to be chosen.
 */
export const wordKeys: Readonly<Partial<Record<CommandId, readonly string[]>>> = {
  'write.paragraph': ['Mod+Shift+N'],
  'write.heading-1': ['Mod+Alt+1'],
  'write.heading-2': ['Mod+Alt+2'],
  'write.heading-3': ['Mod+Alt+3'],
  'write.superscript': ['Mod+Shift+='],
  'write.subscript': ['Mod+='],
  cite: ['Mod+Shift+F8'],
  'cite.next': ['Alt+F11'],
  'cite.previous': ['Alt+Shift+F11'],
  'save.elsewhere': ['F12'],
  'beside.open': ['Mod+Alt+S'],
}

/** The keys that a map adds to a command; none in Attest's own map. */
export function addedKeys(map: KeyMapName, id: string): readonly string[] {
  if (map === 'attest') return []
  return (wordKeys as Readonly<Record<string, readonly string[]>>)[id] ?? []
}
