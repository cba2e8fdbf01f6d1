import { createCapture } from '../../main/capture/capture.ts'
import { forkChild } from '../../main/children.ts'
import { Connection } from '../../main/store/database.ts'
import { createLibrary } from '../../main/store/open.ts'
import { type Bench, ms, timed, times } from './bench.ts'
import { inFolder } from './temporary.ts'
import { article, randomFrom } from './words.ts'

const documents = 1000
const sentences = 50

const tokenizer = "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"

/** Raw FTS5 insert of the same texts, each durable on its own as an import is, or all at once. */
const rawInsert = (texts: readonly string[], each: boolean): Promise<number> =>
  inFolder(async (at) => {
    const connection = await Connection.open(at('raw.sqlite'), 'create')
    try {
      await connection.exec(
        `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE VIRTUAL TABLE text_fts USING fts5(text, ${tokenizer})`,
      )
      return await timed(async () => {
        if (!each) await connection.exec('BEGIN')
        for (const text of texts) {
          if (each) await connection.exec('BEGIN IMMEDIATE')
          await connection.run('INSERT INTO text_fts (text) VALUES (?)', [text], false)
          if (each) await connection.exec('COMMIT')
        }
        if (!each) await connection.exec('COMMIT')
      })
    } finally {
      await connection.close()
    }
  })

const capture = (texts: readonly string[]): Promise<number> =>
  inFolder(async (at) => {
    const library = await createLibrary(at('import.attest'))
    const service = createCapture({ library, launchChild: forkChild, now: Date.now })
    try {
      const files = texts.map((text, i) => ({
        name: `article-${i}.txt`,
        read: async () => new TextEncoder().encode(text),
      }))
      const took = await timed(async () => {
        const results = await service.captureFiles(files)
        const failed = results.filter(({ status }) => status !== 'imported')
        if (failed.length > 0) throw new Error(`${failed.length} were not imported: ${failed[0]?.message}`)
      })
      return took
    } finally {
      service.dispose()
      await library.close()
    }
  })

const bench: Bench = async () => {
  const random = randomFrom(1)
  const texts = Array.from({ length: documents }, (_, i) => article(random, sentences, i * sentences))
  const characters = texts.reduce((sum, text) => sum + text.length, 0)
  const each = await rawInsert(texts, true)
  const once = await rawInsert(texts, false)
  const own = await capture(texts)
  const row = (what: string, took: number): string[] => [
    what,
    ms(took),
    `${Math.round(documents / (took / 1000)).toLocaleString('en')}/s`,
    times(took / each),
    times(took / once),
  ]
  return {
    title: 'Importing',
    how: `${documents.toLocaleString('en')} generated articles, ${Math.round(characters / documents).toLocaleString('en')} characters each, against the bare insert of the same texts into an FTS5 table with the same tokenizer: each text durable on its own, as an import is, and all in one transaction. Goal: at most 2 × the bare insert.`,
    head: ['', 'time', 'documents', 'to each durable', 'to one transaction'],
    rows: [row('FTS5, each durable', each), row('FTS5, one transaction', once), row('import', own)],
  }
}
export default bench
