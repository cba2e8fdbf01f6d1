import { describe, expect, it } from 'vitest'
import { shownKeysOf } from '../../../renderer/commands/sheet.ts'
import { catalogue, commandIds } from '../../../shared/commands/catalogue.ts'
import type { CommandEntry } from '../../../shared/commands/entry.ts'
import { addedKeys } from '../../../shared/commands/keyMaps.ts'

describe('the key map of Word and Zotero', () => {
  const added = commandIds.flatMap((id) => addedKeys('word', id).map((keys) => ({ id, keys })))

  it('has the keys that people know for headings and citing, and takes none of Attest’s own away', () => {
    const keysOf = (id: string) =>
      shownKeysOf({ keyMap: 'word', ownKeys: {} }).find((each) => each.id === id)?.keys
    expect(keysOf('write.heading-2')).toEqual(['Mod+Alt+2', 'Mod+Shift+2'])
    expect(keysOf('cite')).toEqual(['Mod+Shift+F8', 'Mod+Shift+C'])
    expect(keysOf('write.footnote')).toContain('Mod+Alt+F')
    expect(shownKeysOf({ keyMap: 'attest', ownKeys: {} }).find((each) => each.id === 'cite')?.keys).toEqual([
      'Mod+Shift+C',
    ])
  })

  it('gives each of its keys to one command only, and to none a key that another has already', () => {
    expect(added.length).toBeGreaterThan(5)
    expect(new Set(added.map(({ keys }) => keys)).size).toBe(added.length)
    for (const { id, keys } of added) {
      const taken = commandIds.filter((other) => {
        const entry: CommandEntry = catalogue[other]
        return other !== id && entry.keys?.includes(keys)
      })
      expect(taken, `${keys} of ${id}`).toEqual([])
    }
  })
})
