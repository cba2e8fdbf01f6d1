import { client } from '../bridge.ts'
import type { Answered, Asked } from './messages.ts'

/** The dictionary of one id at work in a worker of its own. */
export interface Judge {
  readonly dictionary: string
  /** Whether a word is wrong by the dictionary; undefined while nobody has asked for it. */
  verdict(word: string): boolean | undefined
  /** Gets the verdicts of words. Fulfilled when they are here. */
  ask(words: readonly string[]): Promise<void>
  suggest(word: string, others: readonly string[]): Promise<readonly string[]>
  end(): void
}

/** A dictionary that is not ready after this long (ms) makes more forms than it should: it is given up. */
const longestLoad = 60_000
/** Words in one question: the worker can take a suggestion in between. */
const atOnce = 4000

/** Reads a dictionary into a worker. Rejects when there is none, or when it cannot be used. */
export async function startJudge(dictionary: string): Promise<Judge> {
  const result = await client.call('spelling.dictionary', { id: dictionary })
  if (!result.ok) throw new Error(result.error.message)
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'spelling' })
  const verdicts = new Map<string, boolean>()
  const waiting = new Map<number, (words: readonly string[]) => void>()
  let turn = 0
  const tell = (message: Asked): void => worker.postMessage(message)

  await new Promise<void>((resolve, reject) => {
    const give = (): void => {
      worker.terminate()
      reject(new Error('the dictionary cannot be used'))
    }
    const timer = setTimeout(give, longestLoad)
    worker.onerror = give
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if (data.kind === 'words') {
        waiting.get(data.turn)?.(data.words)
        waiting.delete(data.turn)
        return
      }
      clearTimeout(timer)
      if (data.kind === 'loaded') resolve()
      else give()
    }
    tell({ kind: 'load', id: dictionary, ...result.value })
  })

  const answered = (make: (at: number) => Asked): Promise<readonly string[]> =>
    new Promise((resolve) => {
      turn += 1
      waiting.set(turn, resolve)
      tell(make(turn))
    })

  return {
    dictionary,
    verdict: (word) => verdicts.get(word),
    ask: async (words) => {
      for (let at = 0; at < words.length; at += atOnce) {
        const part = words.slice(at, at + atOnce)
        const wrong = new Set(await answered((asked) => ({ kind: 'check', turn: asked, words: part })))
        for (const word of part) verdicts.set(word, wrong.has(word))
      }
    },
    suggest: (word, others) => answered((asked) => ({ kind: 'suggest', turn: asked, word, others })),
    end: () => {
      worker.terminate()
      for (const resolve of waiting.values()) resolve([])
      waiting.clear()
    },
  }
}
