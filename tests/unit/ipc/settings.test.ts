import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSettings } from '../../../main/settings.ts'

describe('settings of the machine', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-settings-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const now = () => 1_700_000_000_000

  it('are found again, and the last of many changes wins', async () => {
    const settings = openSettings(join(folder, 'new'), now)
    expect(settings.get().theme).toBe('system')
    const recent = [{ token: 't', path: '/somewhere/Desk.attest', openedAt: 5 }]
    await Promise.all([
      settings.set({ theme: 'light' }),
      settings.set({ recent }),
      settings.set({ theme: 'dark' }),
    ])
    expect(openSettings(join(folder, 'new'), now).get()).toMatchObject({ theme: 'dark', recent })
    expect(readdirSync(join(folder, 'new'))).toEqual(['settings.json'])
  })

  it.each(['', '{', '[]', '{"version":1,"theme":"pink"}', '{"version":99}', '\u0000\u0001'])(
    'survive a damaged file, which is kept: %j',
    async (text) => {
      writeFileSync(join(folder, 'settings.json'), text)
      const settings = openSettings(folder, now)
      expect(settings.get()).toMatchObject({ theme: 'system', recent: [] })
      expect(readFileSync(join(folder, 'settings.damaged-1700000000000.json'), 'utf8')).toBe(text)
      await settings.set({ theme: 'light' })
      expect(openSettings(folder, now).get().theme).toBe('light')
    },
  )

  it('lose spoilt keys only, not what stands beside them', async () => {
    const settings = openSettings(folder, now)
    await settings.set({ theme: 'dark', ownKeys: { 'write.bold': ['Mod+Alt+9'] } })
    const file = join(folder, 'settings.json')
    expect(openSettings(folder, now).get().ownKeys).toEqual({ 'write.bold': ['Mod+Alt+9'] })
    writeFileSync(file, readFileSync(file, 'utf8').replace('Mod+Alt+9', 'press b'))
    expect(openSettings(folder, now).get()).toMatchObject({ theme: 'dark', ownKeys: {} })
    expect(readdirSync(folder)).toEqual(['settings.json'])
  })

  it('go on after a change that could not be written', async () => {
    const settings = openSettings(join(folder, 'gone'), now)
    rmSync(join(folder, 'gone'), { recursive: true })
    await expect(settings.set({ theme: 'dark' })).rejects.toThrow()
    expect(settings.get().theme).toBe('dark')
    const again = openSettings(join(folder, 'gone'), now)
    await again.set({ theme: 'light' })
    expect(openSettings(join(folder, 'gone'), now).get().theme).toBe('light')
  })
})
