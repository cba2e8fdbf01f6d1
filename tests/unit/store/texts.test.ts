import { expect, it } from 'vitest'
import { Leases } from '../../../main/store/leases.ts'
import { TextCache } from '../../../main/store/texts.ts'

it('forgets the least recently used text when they grow too long', () => {
  const cache = new TextCache(10)
  cache.put('a', 'aaaa')
  cache.put('b', 'bbbb')
  expect(cache.get('a')?.text).toBe('aaaa')
  cache.put('c', 'cccc')
  expect(cache.get('b')).toBeNull()
  expect([cache.get('a')?.text, cache.get('c')?.text]).toEqual(['aaaa', 'cccc'])
  cache.put('long', 'x'.repeat(50))
  expect(cache.get('long')?.text.length).toBe(50)
  expect([cache.get('a'), cache.get('c')]).toEqual([null, null])
})

it('gives back which briefings a window held', () => {
  const leases = new Leases()
  leases.acquire('one', 'w')
  leases.acquire('two', 'w')
  leases.acquire('three', 'v')
  expect(leases.releaseWindow('w')).toEqual(['one', 'two'])
  expect(leases.holder('three')).toBe('v')
  expect(leases.release('three', 'w')).toBe(false)
})
