import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { contract, events } from '../../../shared/contract/index.ts'

const page = readFileSync(new URL('../../../docs/reference/contract.md', import.meta.url), 'utf8')

it('names every operation and event in the reference, and none that does not exist', () => {
  const named = [...page.matchAll(/`([a-z]+\.[a-zA-Z]+)`/g)].map((match) => match[1] ?? '')
  const known = [...Object.keys(contract), ...Object.keys(events)]
  const files = [
    'library.ts',
    'examination.ts',
    'capture.ts',
    'entities.ts',
    'briefings.ts',
    'comments.ts',
    'figures.ts',
    'settings.ts',
    'spelling.ts',
    'events.ts',
  ]
  expect(known.filter((name) => !named.includes(name))).toEqual([])
  expect(named.filter((name) => !known.includes(name) && !files.includes(name))).toEqual([])
})
