import { spellerFor } from '../../shared/spelling/english.ts'
import type { Speller } from '../../shared/spelling/speller.ts'
import type { Answered, Asked } from './messages.ts'

// Dictionaries are read and words are judged here, beside the window: typing waits for nothing of it.

let speller: Speller | null = null
const answer = (message: Answered): void => postMessage(message)

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  if (data.kind === 'load') {
    try {
      speller = spellerFor(data.id, data)
      answer({ kind: 'loaded' })
    } catch {
      answer({ kind: 'failed' })
    }
  } else if (speller !== null) {
    const judge = speller
    const words =
      data.kind === 'check'
        ? data.words.filter((word) => !judge.has(word))
        : judge.suggest(data.word, data.others)
    answer({ kind: 'words', turn: data.turn, words })
  }
})
