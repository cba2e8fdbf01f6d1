import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFaultLog, describeFault, faultWords } from '../../../main/hosts/faults.ts'
import { leavingQuestion } from '../../../main/hosts/leaving.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { root } from '../../parts.ts'

describe('the log of faults', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-faults-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const now = () => Date.UTC(2026, 2, 16, 9, 0)

  it('holds the kind, the code and the places, and no word or path of the person’s', () => {
    const log = createFaultLog(folder, '1.2.3', now)
    log.add(new TypeError('cannot read “the minister said” of /home/okellan/Secret desk.attest'))
    log.add(new AttestError('library-corrupt', 'Secret desk is damaged.', 'Restore it.'))
    log.add('a thrown sentence about the minister')
    const text = readFileSync(log.file, 'utf8')
    expect(text).not.toMatch(/minister|Secret|okellan|\/home/u)
    expect(text).not.toContain(root)
    const lines = text.trim().split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(
      /^2026-03-16T09:00:00\.000Z 1\.2\.3 TypeError at .*\(faults\.test\.ts:\d+:\d+\)/u,
    )
    expect(lines[1]).toContain('AttestError library-corrupt ')
    expect(lines[2]).toMatch(/1\.2\.3 a thrown string$/u)
  })

  it('is put aside when it is large, and three are kept', () => {
    const log = createFaultLog(folder, '1', now)
    for (let turn = 0; turn < 5; turn += 1) {
      log.add(new Error(String(turn)))
      writeFileSync(log.file, `${turn}`.padEnd(300_000))
    }
    log.add(new Error('last'))
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['faults.1.log', 'faults.2.log', 'faults.log'])
    expect(statSync(log.file).size).toBeLessThan(5_000)
    expect(readFileSync(join(folder, 'logs/faults.1.log'), 'utf8').trim()).toBe('4')
    expect(readFileSync(join(folder, 'logs/faults.2.log'), 'utf8').trim()).toBe('3')
  })

  it('never throws, whatever is thrown and wherever it is to be kept', () => {
    writeFileSync(join(folder, 'logs'), 'a file in its place')
    expect(() => createFaultLog(folder, '1', now).add(new Error('x'))).not.toThrow()
    for (const thrown of [null, undefined, 5, {}, Object.create(null)])
      expect(describeFault(thrown)).toMatch(/^a thrown/u)
  })

  it('says where the work is, or that none was open', () => {
    expect(faultWords('/desk/Norvia.attest', '/data/logs/faults.log').detail).toMatch(
      /^Your work is in \/desk\/Norvia\.attest\. Everything that was saved is there.*faults\.log\.$/su,
    )
    expect(faultWords(null, 'x').detail).toMatch(/^No library was open/u)
  })
})

describe('the question before a window is closed', () => {
  const act = (kind: 'import' | 'export', done = 0, total = 1) => ({ kind, windowId: 'w', done, total })
  it('is asked only while something goes on, and says how far it is', () => {
    expect(leavingQuestion([])).toBeNull()
    expect(leavingQuestion([act('import', 12, 40)])).toMatchObject({
      message: 'An import is running: 12 of 40 files.',
      detail: expect.stringContaining('stays in the library'),
      stop: 'Stop it and close',
    })
    expect(leavingQuestion([act('export')])?.detail).toContain('leaves no file')
    expect(leavingQuestion([act('import', 1, 2), act('export')])).toMatchObject({
      message: 'An import is running: 1 of 2 files. An export is being written.',
      stop: 'Stop them and close',
    })
  })
})
