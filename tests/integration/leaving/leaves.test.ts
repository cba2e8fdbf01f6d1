import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import { root } from '../../parts.ts'
import { readPdf } from '../export/readPdf.ts'

// Exports by the real command line, by a person and in places with names that can be found again.

const names = {
  user: 'quokkauser',
  host: 'zebrahost',
  home: 'wombathome',
  folder: 'numbatfolder',
  library: 'pangolinlibrary',
  author: 'Axolotl Person',
}
let dir = ''
let library = ''
let key = ''
const at = (...path: string[]): string => join(dir, names.home, names.folder, ...path)

function attest(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'main/cli/attest.ts'), ...args],
    {
      encoding: 'utf8',
      cwd: at(),
      env: {
        ...process.env,
        HOME: join(dir, names.home),
        USERPROFILE: join(dir, names.home),
        USER: names.user,
        LOGNAME: names.user,
        USERNAME: names.user,
        HOSTNAME: names.host,
        COMPUTERNAME: names.host,
      },
    },
  )
  if (status !== 0) throw new Error(`${args[0]}: ${stderr}`)
  return stdout
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'attest-leaves-'))
  mkdirSync(at('out'), { recursive: true })
  library = at(`${names.library}.attest`)
  attest('new', '--sample', '--library', library)
  const desk = await openLibrary(library)
  await desk.author.setName(names.author)
  key = (await desk.briefings.list())[0]?.key ?? ''
  await desk.close()
}, 120_000)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

/** Names that must not be there; the machine's own host name counts where it is no common word. */
const forbidden = [...Object.values(names), 'attest-leaves-', ...(hostname().length > 7 ? [hostname()] : [])]

/** The bytes of a PDF with every compressed stream beside its compressed form. */
function opened(pdf: Buffer): Buffer {
  const parts = [pdf]
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at + 6)) {
    if (pdf.subarray(at - 3, at).toString('latin1') === 'end') continue
    const start = pdf[at + 6] === 13 ? at + 8 : at + 7
    const end = pdf.indexOf('endstream', start)
    try {
      parts.push(inflateSync(pdf.subarray(start, end)))
    } catch {
      // Not compressed, or an image: its bytes are searched as they are.
    }
  }
  return Buffer.concat(parts)
}

function found(bytes: Buffer): string[] {
  return forbidden.filter((name) =>
    [
      Buffer.from(name),
      Buffer.from(name, 'utf16le'),
      // Text strings of a PDF: UTF-16 the other way round, and hexadecimal digits.
      Buffer.from(name, 'utf16le').swap16(),
      Buffer.from(Buffer.from(name).toString('hex')),
      Buffer.from(Buffer.from(name, 'utf16le').swap16().toString('hex').toUpperCase()),
    ].some((form) => bytes.includes(form)),
  )
}

it.each(['pdf', 'md'])(
  'an exported %s says nothing of who wrote it, on what machine, from what file',
  async (format) => {
    const file = at('out', `memo.${format}`)
    attest('export', key, '--to', format, '--out', file, '--library', library)
    const bytes = readFileSync(file)
    expect(bytes.length).toBeGreaterThan(1000)
    if (format === 'md') {
      expect(found(bytes)).toEqual([])
      return
    }
    const plain = opened(bytes)
    // It was opened: what is compressed in the file can be read.
    expect(plain.length).toBeGreaterThan(bytes.length * 2)
    expect(found(plain)).toEqual([])
    const { pages, info, outline } = await readPdf(bytes)
    expect(pages.join('').length).toBeGreaterThan(500)
    expect(found(Buffer.from(JSON.stringify([pages, info, outline])))).toEqual([])
  },
)

it('finds such a name where one was put on purpose, in both formats', async () => {
  const desk = await openLibrary(library)
  const { id, revision, header } = await desk.briefings.byKey(key)
  await desk.briefings.save({
    briefingId: id,
    baseRevision: revision,
    upserts: [],
    removals: [],
    header: { ...header, subject: `${header.subject} ${names.user}` },
  })
  await desk.close()
  for (const format of ['pdf', 'md']) {
    const file = at('out', `named.${format}`)
    attest('export', key, '--to', format, '--out', file, '--library', library)
    expect(found(opened(readFileSync(file))), format).toEqual([names.user])
  }
})

it('a backup’s name says the library’s and the time, and nothing else', () => {
  attest('backup', '--library', library)
  const [name = '', ...others] = readdirSync(at(`${names.library} backups`))
  expect(others).toEqual([])
  expect(name.replace(/\d/gu, '0')).toBe(`${names.library} 0000-00-00 000000Z on request.attest`)
})
