import { describe, expect, it } from 'vitest'
import { suggestionsFor } from '../../../main/capture/suggest/suggester.ts'
import { type Child, forkChild } from '../../../main/children.ts'

describe('suggestions by a child process', () => {
  it('are those of the text, and the child is gone', async () => {
    const started: Child[] = []
    const text = '“We sail,” said Ana Holm.'
    let exited = Promise.resolve<number | null>(0)
    const { quotes } = await suggestionsFor(text, (name, options) => {
      const child = forkChild(name, options)
      exited = new Promise((resolve) => child.onExit(resolve))
      started.push(child)
      return child
    })
    expect(quotes).toMatchObject([{ start: 1, end: 9, speaker: { name: 'Ana Holm', kind: 'person' } }])
    expect(started).toHaveLength(1)
    // Ended by a signal: no exit code.
    expect(await exited).toBeNull()
  })

  it('that cannot be made are refused with words', async () => {
    const tooSmall = (name: Parameters<typeof forkChild>[0]) => forkChild(name, { memoryMiB: 8 })
    await expect(suggestionsFor('Text. '.repeat(100_000), tooSmall)).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('memory'),
    })
  })
})
