import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attestJson, type Failure } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-spell-'))
const at = (name: string): string => join(folder, name)
const library = ['--library', at('work.attest')]

interface Spelt {
  readonly dictionary: string
  readonly items: readonly {
    word: string
    number: number
    start: number
    context: string
    suggestions: readonly string[]
  }[]
}

const spell = <T extends object = Spelt>(...args: string[]) =>
  attestJson<T>(['spell', 'tides', ...args, ...library])

describe('attest spell', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await attestJson(['new', ...library])
    writeFileSync(at('note.txt'), 'Ilsa Tarnmoor spoke. “We wayt for the post,” said Ilsa Tarnmoor.\n')
    await attestJson(['import', at('note.txt'), ...library])
    await attestJson(['add', 'speaker', '--name', 'Ilsa Tarnmoor', ...library])
    const exact = ['--source', 'note', '--exact', 'We wayt for the post,']
    await attestJson(['add', 'quote', ...exact, '--key', 'wait', '--speaker', 'Ilsa Tarnmoor', ...library])
    const memo = `---
subject: Tides
---

🙂 The harbour recieved Tarnmoor: “We wayt for the post,”[@wait] and the centre agred.

- \`mispelt_code\` and a qwzzk.
`
    await attestJson(['draft', '-', ...library], memo)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('names misspelt words with their places and what may be meant; not those of quotations, code and names', async () => {
    const { exit, answer } = await spell()
    expect(exit).toBe(1)
    expect(answer.dictionary).toBe('en-GB')
    expect(answer.items.map(({ word, number }) => [word, number])).toEqual([
      ['recieved', 1],
      ['agred', 1],
      ['qwzzk', 2],
    ])
    const [first, second] = answer.items
    expect(first?.suggestions[0]).toBe('received')
    expect(first?.start).toBe([...'🙂 The harbour '].length)
    expect(second?.suggestions).toContain('agreed')
  })

  it('judges by the language, the dictionary and the words that are given', async () => {
    const american = await spell('--language', 'en-US')
    expect(american.answer.items.map(({ word }) => word)).toEqual([
      'harbour',
      'recieved',
      'centre',
      'agred',
      'qwzzk',
    ])
    writeFileSync(at('own.txt'), 'qwzzk\r\nagred\r\n')
    const own = await spell('--words', at('own.txt'))
    expect(own.answer.items.map(({ word }) => word)).toEqual(['recieved'])
    writeFileSync(at('small.aff'), 'SET ISO8859-1\nTRY ae\n')
    writeFileSync(at('small.dic'), Buffer.from('6\nthe\nand\nharbour\ncaf\u00e9\nagred\ncentre\n', 'latin1'))
    const small = await spell('--dictionary', at('small.dic'))
    expect(small.answer.dictionary).toBe('small.dic')
    expect(small.answer.items.map(({ word }) => word)).toEqual(['recieved', 'qwzzk'])
  })

  it.each([
    ['a language without a dictionary', ['--language', 'fi'], 'unsupported'],
    ['a dictionary that is not there', ['--dictionary', at('gone.dic')], 'not-found'],
    ['a word list that is not there', ['--words', at('gone.txt')], 'not-found'],
    ['files that are no dictionary', ['--dictionary', at('note.dic')], 'damaged'],
  ])('refuses %s with what to do', async (_what, args, code) => {
    writeFileSync(at('note.dic'), 'nothing')
    writeFileSync(at('note.aff'), 'nothing')
    const { exit, answer } = await spell<Failure>(...args)
    expect([exit, answer.error.code]).toEqual([3, code])
    expect(answer.error.hint).not.toBe('')
  })
})
