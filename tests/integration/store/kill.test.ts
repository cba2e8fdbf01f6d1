import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { articleText, blocksAt, firstBlock } from './edits.ts'
import { header, library } from './written.ts'

const KILLS = 20

/** Starts the typist and kills it `after` ms after it began. @returns the last things it acknowledged */
async function typeUntilKilled(path: string, firstDocument: number, after: number) {
  const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'typist.ts')]
  const child = spawn(process.execPath, [...args, path, String(firstDocument)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<string | null>((resolve) => child.once('close', (_, signal) => resolve(signal)))
  let revision = 0
  let documents = firstDocument
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'ready') setTimeout(() => child.kill('SIGKILL'), after)
    // The last line may be cut in two by the kill: then it was not acknowledged to anyone.
    const [, what, number] = /^([sd]) (\d+)$/u.exec(line) ?? []
    if (what === 's') revision = Number(number)
    if (what === 'd') documents = Number(number) + 1
  }
  expect(await gone).toBe('SIGKILL')
  return { revision, documents }
}

async function documentsIn(desk: Library): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const { items } = await desk.sources.list({ query: '', limit: 1000, offset: 0 })
  for (const { id, key } of items) texts.set(key, (await desk.sources.read(id)).text)
  return texts
}

it('loses no acknowledged edit and keeps nothing half when killed while typing and importing', async () => {
  const made = await library()
  const { id } = await made.briefings.create({ header: header('Memo'), blocks: [firstBlock] })
  await made.close()
  let documents = 0
  let acknowledged = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const after = Math.floor(Math.random() * 400)
    const told = await typeUntilKilled(made.path, documents, after)
    const desk = await openLibrary(made.path)
    try {
      const { revision, blocks } = await desk.briefings.get(id)
      const where = `kill ${kill} after ${after} ms at revision ${revision}`
      // One save may have been committed before its acknowledgement got out.
      expect(revision, where).toBeGreaterThanOrEqual(Math.max(told.revision, acknowledged))
      if (told.revision > 0) expect(revision, where).toBeLessThanOrEqual(told.revision + 1)
      expect(blocks, where).toEqual(blocksAt(revision))
      acknowledged = revision

      const kept = await documentsIn(desk)
      expect(kept.size, where).toBeGreaterThanOrEqual(told.documents)
      expect(kept.size, where).toBeLessThanOrEqual(told.documents + 1)
      for (let n = 0; n < kept.size; n++) expect(kept.get(String(n)), `${where}: ${n}`).toBe(articleText(n))
      documents = kept.size
      expect(await desk.doctor(), where).toEqual([])
    } finally {
      await desk.close()
    }
  }
  // Else nothing was tried.
  expect(acknowledged).toBeGreaterThan(KILLS)
  expect(documents).toBeGreaterThan(KILLS)
}, 300_000)
