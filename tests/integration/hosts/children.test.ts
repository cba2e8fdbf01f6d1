import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createExtractor } from '../../../main/capture/extractor.ts'
import { forkChild } from '../../../main/children.ts'
import { createTypst } from '../../../main/export/typst.ts'
import { root } from '../../parts.ts'

describe('a child that the system cannot start', () => {
  const { execPath } = process
  afterEach(() => {
    process.execPath = execPath
  })
  const page = { name: 'page.html', kind: 'html', bytes: Buffer.from('<p>Words'), extent: 'article' } as const

  it('is said so of the document that was to be read, and the next one is read', async () => {
    const extractor = createExtractor(forkChild)
    process.execPath = join(root, 'no such program')
    await expect(extractor.extract(page)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(
        /^page\.html could not be read: the reading process did not start \(.*ENOENT/,
      ),
      hint: expect.stringMatching(/Start Attest again/),
    })
    process.execPath = execPath
    expect(await extractor.extract(page)).toMatchObject({ text: 'Words' })
    extractor.dispose()
  })

  it('is said so of the document that was to be set', async () => {
    const typst = createTypst({ launchChild: forkChild })
    process.execPath = join(root, 'no such program')
    const options = { timestampMs: 0, conformance: 'plain' } as const
    await expect(typst.compile({}, options)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/^The process that sets documents did not start \(.*ENOENT/),
      hint: expect.stringMatching(/^Nothing was written\./),
    })
    await typst.dispose()
  })
})

describe('a child without memory left', () => {
  it('writes nothing where the person works', () => {
    const children = JSON.stringify(join(root, 'main/children.ts'))
    const script = `
      const { forkChild } = await import(${children})
      forkChild('extract', { memoryMiB: 10 }).onExit((code) => console.log('ended', code))`
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script],
      { encoding: 'utf8', timeout: 30_000 },
    )
    expect(stdout).toMatch(/^ended (?:null|\d+)\n$/)
    expect(stderr).toBe('')
  })
})
