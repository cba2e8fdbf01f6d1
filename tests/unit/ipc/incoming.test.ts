import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIncoming, type Incoming } from '../../../main/incoming.ts'
import { maxCaptureBytes } from '../../../shared/contract/capture.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('files on their way in', () => {
  let folder = ''
  let incoming: Incoming
  const own = () => join(folder, 'incoming', String(process.pid))
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-incoming-'))
    incoming = createIncoming(folder)
  })
  afterEach(async () => {
    await incoming.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  it('arrive in chunks, whole, also when the chunks are sent without waiting', async () => {
    const token = await incoming.begin('w1', 'memo.txt', 9)
    const received = await Promise.all([
      incoming.append(token, 'w1', 0, bytes('one')),
      incoming.append(token, 'w1', 3, bytes('two')),
      incoming.append(token, 'w1', 6, bytes('six')),
    ])
    expect(received).toEqual([3, 6, 9])
    const file = incoming.file(token, 'w1')
    expect(file).toMatchObject({ name: 'memo.txt', size: 9 })
    expect(readFileSync(file.path, 'utf8')).toBe('onetwosix')
    await incoming.drop(token)
    expect(existsSync(file.path)).toBe(false)
    expect(() => incoming.file(token, 'w1')).toThrow('not here any more')
  })

  it('are refused when they are too large, before a byte is sent', async () => {
    await expect(incoming.begin('w1', 'film.txt', maxCaptureBytes + 1)).rejects.toMatchObject({
      code: 'too-large',
    })
    expect(readdirSync(own())).toEqual([])
    await incoming.begin('w1', 'large.txt', maxCaptureBytes)
  })

  it('take no bytes out of order, twice, or beyond what was announced', async () => {
    const token = await incoming.begin('w1', 'a.txt', 4)
    await incoming.append(token, 'w1', 0, bytes('ab'))
    for (const [offset, text] of [
      [0, 'ab'],
      [3, 'd'],
      [2, 'cde'],
    ] as const) {
      await expect(incoming.append(token, 'w1', offset, bytes(text))).rejects.toMatchObject({
        code: 'bad-request',
      })
    }
    expect(() => incoming.file(token, 'w1')).toThrow('Only 2 of 4 bytes')
    await incoming.append(token, 'w1', 2, bytes('cd'))
    expect(readFileSync(incoming.file(token, 'w1').path, 'utf8')).toBe('abcd')
  })

  it('belong to the window that sent them, and go with it', async () => {
    const token = await incoming.begin('w1', 'a.txt', 0)
    expect(() => incoming.file(token, 'w2')).toThrow('not here any more')
    expect(() => incoming.append(token, 'w2', 0, bytes(''))).toThrow('not here any more')
    const kept = await incoming.begin('w2', 'b.txt', 0)
    await incoming.dropWindow('w1')
    expect(() => incoming.file(token, 'w1')).toThrow('not here any more')
    expect(incoming.file(kept, 'w2').name).toBe('b.txt')
    expect(readdirSync(own())).toHaveLength(1)
  })

  it('never delete a file of the person’s own', async () => {
    const path = join(folder, 'own.txt')
    writeFileSync(path, 'mine')
    const token = incoming.register('w1', { path, name: 'own.txt', size: 4 })
    expect(incoming.file(token, 'w1').path).toBe(path)
    await incoming.drop(token)
    await incoming.dispose()
    expect(readFileSync(path, 'utf8')).toBe('mine')
  })

  it('are cleaned up after a process that is gone, and only then', async () => {
    const gone = join(folder, 'incoming', '999999999')
    const alive = join(folder, 'incoming', String(process.ppid))
    mkdirSync(gone)
    mkdirSync(alive)
    createIncoming(folder)
    expect(existsSync(gone)).toBe(false)
    expect(existsSync(alive)).toBe(true)
  })
})
