import { describe, expect, it, vi } from 'vitest'
import { Keyed } from '../../../renderer/editor/keyed.ts'

describe('values outside the nodes', () => {
  it('tell only those who follow a key that changed', () => {
    const numbers = new Keyed<string>()
    const [first, second, all] = [vi.fn(), vi.fn(), vi.fn()]
    numbers.subscribe('a', first)
    numbers.subscribe('b', second)
    numbers.subscribeAll(all)
    numbers.setAll([
      ['a', '1'],
      ['b', '2'],
    ])
    numbers.setAll([
      ['a', '1'],
      ['b', '3'],
    ])
    expect([first.mock.calls.length, second.mock.calls.length, all.mock.calls.length]).toEqual([1, 2, 2])
    expect(numbers.get('b')).toBe('3')
  })

  it('tell nobody when nothing changed', () => {
    const numbers = new Keyed<string>()
    numbers.setAll([['a', '1']])
    const { version } = numbers
    const listener = vi.fn()
    numbers.subscribe('a', listener)
    numbers.setAll([['a', '1']])
    numbers.delete(['z'])
    expect(listener).not.toHaveBeenCalled()
    expect(numbers.version).toBe(version)
  })

  it('forget a key that went, and a listener that left', () => {
    const numbers = new Keyed<string>()
    const listener = vi.fn()
    const leave = numbers.subscribe('a', listener)
    numbers.setAll([['a', '1']])
    numbers.delete(['a'])
    expect(numbers.get('a')).toBeUndefined()
    expect(listener).toHaveBeenCalledTimes(2)
    leave()
    numbers.setAll([['a', '2']])
    expect(listener).toHaveBeenCalledTimes(2)
  })
})
