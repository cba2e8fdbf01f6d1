import { describe, expect, it } from 'vitest'
import { known, withChosenKeys } from '../../../renderer/commands/registry.ts'

const attest = { keyMap: 'attest', ownKeys: {} } as const
const run = () => undefined

describe('a registered command', () => {
  it('has its own keys, those of a map beside them, and a person’s instead of both', () => {
    const heading = known('write.heading-1', run)
    expect(withChosenKeys(heading, attest)).toEqual(heading)
    expect(withChosenKeys(heading, { ...attest, keyMap: 'word' })).toMatchObject({
      keys: ['Mod+Alt+1', 'Mod+Shift+1'],
      added: ['Mod+Alt+1'],
    })
    const ownKeys = { 'write.heading-1': ['Alt+Q'] }
    expect(withChosenKeys(heading, { keyMap: 'word', ownKeys })).toMatchObject({
      keys: ['Alt+Q'],
      added: ['Alt+Q'],
    })
    expect(withChosenKeys(heading, { keyMap: 'word', ownKeys: { 'write.heading-1': [] } }).keys).toEqual([])
    expect(withChosenKeys(known('write.bold', run), { keyMap: 'attest', ownKeys }).keys).toEqual(['Mod+B'])
  })

  it('gets keys where it has none', () => {
    const about = known('about', run)
    expect(about.keys).toBeUndefined()
    expect(withChosenKeys(about, { ...attest, ownKeys: { about: ['Mod+Alt+0'] } }).keys).toEqual([
      'Mod+Alt+0',
    ])
  })
})
