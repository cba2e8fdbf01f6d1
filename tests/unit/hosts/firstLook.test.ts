import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstLook } from '../../../main/hosts/firstLook.ts'
import { type MachineSettings, openSettings } from '../../../main/settings.ts'

const newMachine = { theme: 'system', window: null }

describe('what a window needs before it is shown', () => {
  let folder = ''
  let file = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-look-'))
    file = join(folder, 'settings.json')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const lookAt = (text: string) => {
    writeFileSync(file, text)
    return firstLook(folder)
  }

  it('is that of a new machine where there is no file, or no folder', () => {
    expect(firstLook(join(folder, 'none'))).toEqual(newMachine)
    rmSync(file, { force: true })
    expect(firstLook(folder)).toEqual(newMachine)
  })

  it('is what the services read of the same file', async () => {
    const settings = openSettings(folder, Date.now)
    const place = fc.integer({ min: -10_000, max: 10_000 })
    const size = fc.integer({ min: 1, max: 10_000 })
    const kept = fc.record({
      theme: fc.constantFrom<MachineSettings['theme']>('system', 'light', 'dark'),
      window: fc.option(
        fc.oneof(
          fc.record({ x: place, y: place, width: size, height: size, maximized: fc.boolean() }),
          fc.record({ width: size, height: size, maximized: fc.boolean() }),
        ),
      ),
    })
    await fc.assert(
      fc.asyncProperty(kept, async (change) => {
        await settings.set(change)
        const { theme, window } = openSettings(folder, Date.now).get()
        expect(firstLook(folder)).toEqual({ theme, window })
      }),
      { numRuns: 40 },
    )
  })

  it('is never an error, whatever the file holds, and the file stays as it is', () => {
    const strange = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({ theme: fc.anything(), window: fc.oneof(fc.anything(), fc.object()) })
        .map((value) => JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? null : each))),
    )
    fc.assert(
      fc.property(strange, (text) => {
        const { theme, window } = lookAt(text)
        expect(['system', 'light', 'dark']).toContain(theme)
        if (window !== null) {
          expect(Number.isSafeInteger(window.width) && Number.isSafeInteger(window.height)).toBe(true)
          expect(window.x === undefined).toBe(window.y === undefined)
        }
        expect(readFileSync(file, 'utf8')).toBe(Buffer.from(text).toString())
        expect(readdirSync(folder)).toEqual(['settings.json'])
      }),
    )
  })

  it.each([
    ['half a file', '{"theme":"dark","window":{"width":1'],
    ['another theme', '{"theme":"blue","window":null}'],
    ['no object', '["dark"]'],
    ['a window without a size', '{"window":{"x":1,"y":2,"maximized":true}}'],
    ['a size that is no whole number', '{"window":{"width":1.5,"height":700,"maximized":false}}'],
    ['a size that is text', '{"window":{"width":"1440","height":"900","maximized":false}}'],
  ])('is that of a new machine for %s', (_what, text) => expect(lookAt(text)).toEqual(newMachine))

  it('keeps what is well when a part is strange', () => {
    const window = { width: 1200, height: 800, maximized: false }
    expect(lookAt(JSON.stringify({ theme: 7, window }))).toEqual({ theme: 'system', window })
    expect(lookAt(JSON.stringify({ theme: 'dark', window: 7 }))).toEqual({ theme: 'dark', window: null })
    // One of the two alone is no place.
    expect(lookAt(JSON.stringify({ window: { ...window, x: 5 } }))).toEqual({ theme: 'system', window })
  })
})
