import { describe, expect, it } from 'vitest'
import { shownKeys } from '../../../renderer/commands/sheet.ts'
import { type CommandId, catalogue, commandIds } from '../../../shared/commands/catalogue.ts'
import { accelerator, type MenuLine, menuPlan } from '../../../shared/commands/menu.ts'

const lines = (all: readonly MenuLine[]): Exclude<MenuLine, 'separator'>[] =>
  all.flatMap((line) => (line === 'separator' ? [] : 'lines' in line ? lines(line.lines) : [line]))
const linesOf = (platform: string) => menuPlan(platform).flatMap((part) => lines(part.lines))
const commandsIn = (platform: string): CommandId[] =>
  linesOf(platform).flatMap((line) => ('command' in line && line.command !== undefined ? [line.command] : []))

describe.each(['darwin', 'win32', 'linux'])('the menu on %s', (platform) => {
  it('has every command once, but those with a reason to be left out', () => {
    const there = commandsIn(platform)
    expect(there.filter((id, at) => there.indexOf(id) !== at)).toEqual([])
    const wanted = commandIds.filter((id) => catalogue[id].notInMenu === undefined)
    expect([...there].sort()).toEqual([...wanted].sort())
  })

  it('has what people of the platform look for, where they look for it', () => {
    const parts = menuPlan(platform)
    const place = (id: CommandId) =>
      parts.find((part) => lines(part.lines).some((line) => 'command' in line && line.command === id))?.label
    const mac = platform === 'darwin'
    expect(parts.map(({ label }) => label.replace('&', ''))).toEqual([
      ...(mac ? ['Attest'] : []),
      ...['File', 'Edit', 'Format', 'Cite', 'Review', 'View', 'Go', 'Window', 'Help'],
    ])
    expect([place('about'), place('settings')]).toEqual(mac ? ['Attest', 'Attest'] : ['&Help', '&File'])
    const roles = linesOf(platform).flatMap((line) => ('role' in line ? [line.role] : []))
    const everywhere = [
      'cut',
      'copy',
      'paste',
      'pasteAndMatchStyle',
      'selectAll',
      'quit',
      'close',
      'minimize',
    ]
    for (const role of everywhere) expect(roles).toContain(role)
    for (const role of ['services', 'hide', 'hideOthers', 'unhide', 'front'])
      expect(roles.includes(role as (typeof roles)[number])).toBe(mac)
    expect(parts.find(({ role }) => role === 'help')?.label).toBe('&Help')
  })

  it('shows no accelerator twice, and on macOS none that a text field needs', () => {
    const shown = commandsIn(platform).flatMap((id) => {
      const chord = accelerator(catalogue[id].keys?.[0], platform)
      return chord === undefined ? [] : [{ id, chord }]
    })
    for (const { chord } of shown) expect(chord).toMatch(/^(?:(?:CmdOrCtrl|Alt|Shift)\+)*[^+\s]+$/u)
    // Both make something new; with a library open it is a briefing.
    const twice = shown.filter(({ id, chord }) =>
      shown.some((other) => other.id !== id && other.chord === chord),
    )
    expect(twice.map(({ id }) => id)).toEqual(['briefing.new', 'library.new'])
    if (platform === 'darwin')
      for (const { chord } of shown) expect(chord).toMatch(/^(?:CmdOrCtrl|Alt)\+|^(?:Shift\+)?F\d/u)
  })
})

describe('the catalogue', () => {
  it('gives a reason for each command that is left out, in words', () => {
    for (const id of commandIds) {
      const { notInMenu, notInPalette } = catalogue[id]
      for (const reason of [notInMenu, notInPalette])
        expect(reason ?? 'a reason of words').toMatch(/\w+ \w+ \w+/u)
    }
  })

  it('is whole in the sheet of shortcuts', () => {
    const ids = shownKeys.map(({ id }) => id)
    expect(commandIds.filter((id) => catalogue[id].keys !== undefined && !ids.includes(id))).toEqual([])
    expect(ids.length).toBe(new Set(ids).size)
  })
})
