import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { hosts, type Run, runOn } from '../hosts.ts'
import { createLibrary } from '../mainJob/acts.ts'

// Folders dropped on the window by the browser's own way: a made-up event cannot hold one.

async function drop(page: Page, files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data })
  await session.detach()
}

describe.each(hosts)('a folder dropped on $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await createLibrary(run, 'Norvia')
  })

  it('gives its documents, those of folders in it too, and no clutter', async () => {
    const folder = join(run.home, 'drop')
    mkdirSync(join(folder, 'deep', 'deeper'), { recursive: true, mode: 0o755 })
    // More than the hundred names that a browser gives at a time.
    const names = Array.from({ length: 120 }, (_, index) => `note ${index + 1}.txt`)
    for (const name of names) writeFileSync(join(folder, name), `Words of ${name}.`)
    writeFileSync(join(folder, 'deep', 'deeper', 'last.md'), '# The last\n\nWords.')
    writeFileSync(join(folder, '.DS_Store'), 'clutter')
    writeFileSync(join(folder, 'deep', 'Thumbs.db'), 'clutter')
    const single = join(run.home, 'single.txt')
    writeFileSync(single, 'Words beside the folder.')

    await drop(page, [folder, single])
    await page.getByText('122 files imported').first().waitFor()
    const { items, total } = await ask<{ items: { title: string }[]; total: number }>(run, 'sources.list', {
      limit: 200,
    })
    expect(total).toBe(122)
    expect(items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['note 120', 'The last', 'single']),
    )
  })

  it('that is empty is said so', async () => {
    const empty = join(run.home, 'empty')
    mkdirSync(empty, { mode: 0o755 })
    await drop(page, [empty])
    await page.getByText('There are no files in that folder').first().waitFor()
  })
})
