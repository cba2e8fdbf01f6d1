import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, createApp } from '../../../main/app.ts'
import { forkChild } from '../../../main/children.ts'
import type { ChosenFile, Host } from '../../../main/hosts/host.ts'
import { dispatch } from '../../../main/ipc/register.ts'
import { maxChunkBytes } from '../../../shared/contract/capture.ts'
import {
  contract,
  type EventName,
  type EventPayload,
  events,
  type Input,
  type OperationName,
  type Output,
} from '../../../shared/contract/index.ts'
import type { Result } from '../../../shared/model/error.ts'

type Heard = { [Name in EventName]: { name: Name; payload: EventPayload<Name> } }[EventName]

/** The app on a host whose person answers each question at once. */
function startApp(
  dataDir: string,
  answers: { dialogs?: boolean; path?: string | null; files?: ChosenFile[] } = {},
) {
  const heard: Heard[] = []
  const shown: string[] = []
  const path = async () => answers.path ?? null
  const host: Host = {
    kind: answers.dialogs ? 'electron' : 'serve',
    dialogs: answers.dialogs ?? false,
    // Every event must be of its schema: what the window gets is what the contract says.
    emit: (name, payload) => {
      events[name].parse(payload)
      heard.push({ name, payload } as Heard)
    },
    chooseNewLibrary: path,
    chooseLibrary: path,
    chooseFiles: async () => answers.files ?? [],
    chooseExport: async (_windowId, name) => (answers.path ? join(answers.path, name) : null),
    showInFolder: (file) => shown.push(file),
    themed: () => undefined,
    keyed: () => undefined,
    commands: () => undefined,
    flushed: () => undefined,
  }
  const app = createApp({ host, dataDir, launchChild: forkChild, version: '1.2.3', now: Date.now })

  async function ask<Name extends OperationName>(
    name: Name,
    input: Input<Name>,
    windowId = 'w1',
  ): Promise<Result<Output<Name>>> {
    const result = await dispatch(app.handlers, name, JSON.stringify(input), { windowId })
    // And every answer too.
    if (result.ok) contract[name].output.parse(result.value)
    return result as Result<Output<Name>>
  }
  async function call<Name extends OperationName>(name: Name, input: Input<Name>, windowId = 'w1') {
    const result = await ask(name, input, windowId)
    if (!result.ok) throw new Error(`${name}: ${result.error.code}: ${result.error.message}`)
    return result.value
  }
  const code = async <Name extends OperationName>(name: Name, input: Input<Name>, windowId = 'w1') => {
    const result = await ask(name, input, windowId)
    return result.ok ? 'taken' : result.error.code
  }
  const done = (actId: string | null) =>
    expect
      .poll(
        () => heard.find(({ name, payload }) => name === 'act.done' && payload.actId === actId)?.payload,
        {
          timeout: 30_000,
        },
      )
      .toBeDefined()
      .then(() => {
        for (const event of heard)
          if (event.name === 'act.done' && event.payload.actId === actId) return event.payload
        throw new Error('no act')
      })

  async function upload(name: string, bytes: Buffer, windowId = 'w1'): Promise<string> {
    const { token } = await call('files.begin', { name, size: bytes.length }, windowId)
    for (let offset = 0; offset < bytes.length; offset += maxChunkBytes) {
      const base64 = bytes.subarray(offset, offset + maxChunkBytes).toString('base64')
      await call('files.chunk', { token, offset, base64 }, windowId)
    }
    return token
  }
  return { app, ask, call, code, done, upload, heard, shown }
}

const article = 'Norvia signs a cable treaty\n\nThe minister said the treaty “will be published in full”.\n'

describe('the app', () => {
  let folder = ''
  const running: App[] = []
  const start = (answers?: Parameters<typeof startApp>[1], dataDir = join(folder, 'data')) => {
    const started = startApp(dataDir, answers)
    running.push(started.app)
    return started
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-app-'))
  })
  afterEach(async () => {
    for (const app of running.splice(0)) await app.dispose()
    rmSync(folder, { recursive: true, force: true })
  })

  it('creates a library by name, closes it, and opens it again from the list', async () => {
    const { call, code, heard } = start()
    expect(await call('library.state', {})).toEqual({ library: null })
    expect(await code('sources.list', {})).toBe('no-library')
    const created = await call('libraries.create', { name: 'Norvia desk' })
    expect(created.library).toMatchObject({ name: 'Norvia desk', sample: false, counts: { sources: 0 } })
    expect(await call('libraries.close', {})).toEqual({ library: null })
    const { items } = await call('libraries.recent', {})
    expect(items).toMatchObject([{ name: 'Norvia desk', found: true }])
    expect(JSON.stringify(items)).not.toContain('.attest')
    const reopened = await call('libraries.open', { token: items[0]?.token })
    expect(reopened.library?.id).toBe(created.library?.id)
    expect(heard.filter(({ name }) => name === 'library.state')).toHaveLength(3)
  })

  it.each(['', '   ', '../desk', 'a/b', 'a\\b', '.hidden', 'con', 'NUL', 'desk.', 'a\u0000b', 'a:b', 'x\ny'])(
    'refuses %j as the name of a library',
    async (name) => {
      const { code } = start()
      const before = readdirSync(join(folder, 'data'))
      expect(await code('libraries.create', { name })).toBe('bad-request')
      expect(readdirSync(join(folder, 'data'))).toEqual(before)
    },
  )

  it('does not make a library over another', async () => {
    const { call, code } = start()
    await call('libraries.create', { name: 'Desk' })
    await call('capture.text', { text: article })
    expect(await code('libraries.create', { name: 'Desk' })).toBe('taken')
    expect((await call('library.state', {})).library?.counts.sources).toBe(1)
  })

  it('keeps the open library when another cannot be opened', async () => {
    const { app, call } = start()
    await call('libraries.create', { name: 'Desk' })
    writeFileSync(
      join(folder, 'broken.attest'),
      'no database at all, but long enough to be looked at'.repeat(100),
    )
    await expect(app.open(join(folder, 'broken.attest'))).rejects.toMatchObject({ code: 'library-corrupt' })
    await expect(app.open(join(folder, 'nowhere.attest'))).rejects.toMatchObject({ code: 'not-found' })
    expect((await call('library.state', {})).library?.name).toBe('Desk')
    expect((await call('libraries.recent', {})).items.map(({ name }) => name)).toEqual(['Desk'])
  })

  it('leaves a library alone that another process has open', async () => {
    const first = start()
    const created = await first.call('libraries.create', { name: 'Desk' })
    const second = start({}, join(folder, 'other'))
    const path = join(folder, 'data/libraries/Desk.attest')
    await expect(second.app.open(path)).rejects.toMatchObject({ code: 'library-locked' })
    await first.call('libraries.close', {})
    expect((await second.app.open(path)).library?.id).toBe(created.library?.id)
  })

  it('makes the sample once and opens the person’s own copy after', async () => {
    const { call } = start()
    const sample = await call('libraries.openSample', {})
    expect(sample.library).toMatchObject({ sample: true })
    expect(sample.library?.counts.briefings).toBeGreaterThanOrEqual(2)
    await call('capture.text', { text: article })
    await call('libraries.close', {})
    const again = await call('libraries.openSample', {})
    expect(again.library?.id).toBe(sample.library?.id)
    expect(again.library?.counts.sources).toBe((sample.library?.counts.sources ?? 0) + 1)
  })

  it('asks the host for places where it has dialogs, and changes nothing when that is cancelled', async () => {
    const cancelled = start({ dialogs: true })
    expect(await cancelled.call('libraries.create', {})).toEqual({ library: null })
    expect(await cancelled.call('libraries.open', {})).toEqual({ library: null })
    expect(await cancelled.call('files.choose', {})).toEqual({ files: [] })
    const path = join(folder, 'Mine.attest')
    const { call, code } = start({ dialogs: true, path }, join(folder, 'other'))
    expect((await call('libraries.create', {})).library?.name).toBe('Mine')
    await call('libraries.close', {})
    expect((await call('libraries.open', {})).library?.name).toBe('Mine')
    const serve = start({}, join(folder, 'third'))
    expect(await serve.code('libraries.open', {})).toBe('unsupported')
    expect(await serve.code('files.choose', {})).toBe('unsupported')
    expect(await code('libraries.open', { token: 'of nobody' })).toBe('not-found')
  })

  it('captures files that come in chunks: new, known, empty and binary ones, each with its result', async () => {
    const { call, upload, done, heard } = start()
    await call('libraries.create', { name: 'Desk' })
    const long = Buffer.from(`${article}${'All further words stand here. '.repeat(60_000)}`)
    expect(long.length).toBeGreaterThan(maxChunkBytes)
    const tokens = [
      await upload('treaty.txt', Buffer.from(article)),
      await upload('again.txt', Buffer.from(article)),
      await upload('empty.txt', Buffer.alloc(0)),
      await upload('picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])),
      await upload('long.txt', long),
    ]
    const { actId } = await call('capture.files', { tokens })
    const { results, error } = await done(actId)
    expect(error).toBeNull()
    expect(results?.map(({ file, status }) => [file, status])).toEqual([
      ['treaty.txt', 'imported'],
      ['again.txt', 'duplicate'],
      ['empty.txt', 'failed'],
      ['picture.txt', 'failed'],
      ['long.txt', 'imported'],
    ])
    expect(heard.some(({ name }) => name === 'library.changed')).toBe(true)
    const { text } = await call('sources.read', { sourceId: results?.[4]?.sourceId ?? '' })
    expect(text).toBe(long.toString())
    // What was uploaded is gone from the disk.
    expect(readdirSync(join(folder, 'data/incoming', String(process.pid)))).toEqual([])
  })

  it('captures files that the dialog chose, and leaves them where they are', async () => {
    const path = join(folder, 'treaty.txt')
    writeFileSync(path, article)
    const { call, done } = start({
      dialogs: true,
      files: [{ path, name: 'treaty.txt', size: article.length }],
    })
    await call('libraries.openSample', {})
    const { files } = await call('files.choose', {})
    expect(JSON.stringify(files)).not.toContain(folder)
    const { actId } = await call('capture.files', { tokens: files.map(({ token }) => token) })
    expect((await done(actId)).results).toMatchObject([{ status: 'imported' }])
    expect(readFileSync(path, 'utf8')).toBe(article)
  })

  it('refuses tokens of another window and files that are not complete', async () => {
    const { call, code, upload } = start()
    await call('libraries.create', { name: 'Desk' })
    const token = await upload('treaty.txt', Buffer.from(article), 'w2')
    expect(await code('capture.files', { tokens: [token] }, 'w1')).toBe('not-found')
    const half = await call('files.begin', { name: 'half.txt', size: 10 })
    expect(await code('capture.files', { tokens: [half.token] })).toBe('bad-request')
    expect(await code('files.begin', { name: 'film.txt', size: 200 * 1024 * 1024 })).toBe('too-large')
  })

  it('lets one window write a briefing, and the next when that one is gone', async () => {
    const { app, call, code } = start()
    await call('libraries.create', { name: 'Desk' })
    const { id, revision } = await call('briefings.create', {
      template: 'blank',
      subject: 'Permits',
      date: null,
    })
    const save = (baseRevision: number, subject: string) => ({
      briefingId: id,
      baseRevision,
      upserts: [],
      removals: [],
      header: { ...header, subject },
    })
    const { header } = (await call('briefings.open', { id }, 'w1')).briefing
    expect((await call('briefings.open', { id }, 'w2')).lease).toBe(false)
    expect(await code('briefings.save', save(revision, 'Two'), 'w2')).toBe('busy')
    const saved = await call('briefings.save', save(revision, 'One'), 'w1')
    expect(await code('briefings.save', save(revision, 'Old'), 'w1')).toBe('conflict')
    await app.windowClosed('w1')
    expect((await call('briefings.open', { id }, 'w2')).lease).toBe(true)
    await call('briefings.save', save(saved.revision, 'Two'), 'w2')
    expect((await call('briefings.open', { id }, 'w2')).briefing.header.subject).toBe('Two')
  })

  it('exports as a download that can be taken once, with its hash and its release', async () => {
    const { app, call, done } = start()
    await call('libraries.openSample', {})
    const { items } = await call('briefings.list', {})
    const briefingId = items[0]?.id ?? ''
    const { actId } = await call('export.start', { briefingId, format: 'pdf' })
    const { file, error } = await done(actId)
    expect(error).toBeNull()
    const token = file?.download?.replace('/download/', '') ?? ''
    const taken = app.takeDownload(token)
    expect(
      readFileSync(taken?.path ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(app.takeDownload(token)).toBeNull()
    const releases = await call('releases.list', { briefingId })
    expect(releases.items).toMatchObject([{ sha256: file?.sha256, bytes: file?.bytes, format: 'pdf' }])
  })

  it('exports to where the host says, and shows it there', async () => {
    mkdirSync(join(folder, 'out'))
    const { call, done, shown } = start({ dialogs: true, path: join(folder, 'out') })
    await call('libraries.openSample', {})
    const { items } = await call('briefings.list', {})
    const { actId } = await call('export.start', { briefingId: items[0]?.id ?? '', format: 'md' })
    const { file } = await done(actId)
    expect(readdirSync(join(folder, 'out'))).toEqual([file?.name])
    expect(file?.download).toBeNull()
    await call('export.showInFolder', { token: file?.token ?? '' })
    expect(shown.map((path) => basename(path))).toEqual([file?.name])
  })

  it('says why an export could not be written', async () => {
    const { call, done } = start({ dialogs: true, path: join(folder, 'gone') })
    await call('libraries.openSample', {})
    const { items } = await call('briefings.list', {})
    const { actId } = await call('export.start', { briefingId: items[0]?.id ?? '', format: 'md' })
    expect((await done(actId)).error).toMatchObject({ code: 'not-found' })
  })

  it('ends an export that is cancelled, and leaves nothing behind', async () => {
    mkdirSync(join(folder, 'out'))
    const { call, done } = start({ dialogs: true, path: join(folder, 'out') })
    await call('libraries.openSample', {})
    const { items } = await call('briefings.list', {})
    const { actId } = await call('export.start', { briefingId: items[0]?.id ?? '', format: 'pdf' })
    await call('acts.cancel', { actId: actId ?? '' })
    expect((await done(actId)).error).toMatchObject({ code: 'cancelled' })
    expect(readdirSync(join(folder, 'out'))).toEqual([])
  })

  it('finds its settings again, and forgets a library when told to', async () => {
    const first = start()
    await first.call('settings.set', { theme: 'dark', textSize: 'large' })
    await first.call('settings.set', { paper: 'us-letter', language: 'de-DE', template: 'assessment' })
    await first.call('libraries.create', { name: 'Desk' })
    await first.call('library.setAuthor', { name: ' R. Okellan ' })
    await first.app.dispose()
    const second = start()
    expect(await second.call('settings.get', {})).toMatchObject({
      theme: 'dark',
      textSize: 'large',
      template: 'assessment',
    })
    await second.call('libraries.open', {
      token: (await second.call('libraries.recent', {})).items[0]?.token ?? '',
    })
    expect(await second.call('library.author', {})).toEqual({ name: 'R. Okellan' })
    const briefing = await second.call('briefings.create', { template: 'blank', subject: 'S', date: null })
    expect(briefing.header).toMatchObject({ paper: 'us-letter', language: 'de-DE' })
    const { items } = await second.call('libraries.recent', {})
    await second.call('libraries.forget', { token: items[0]?.token ?? '' })
    expect(await second.call('libraries.recent', {})).toEqual({ items: [] })
  })

  it('ends everything it started, in order, and leaves the library closed and whole', async () => {
    const { app, call, upload, done } = start()
    await call('libraries.openSample', {})
    const { items } = await call('briefings.list', {})
    await done((await call('export.start', { briefingId: items[0]?.id ?? '', format: 'pdf' })).actId)
    const tokens = [await upload('treaty.txt', Buffer.from(article))]
    await call('capture.files', { tokens })
    await call('export.start', { briefingId: items[0]?.id ?? '', format: 'pdf' })
    await app.dispose()
    const data = join(folder, 'data')
    expect(existsSync(join(data, 'incoming', String(process.pid)))).toBe(false)
    expect(existsSync(join(data, 'outgoing', String(process.pid)))).toBe(false)
    expect(readdirSync(data).filter((name) => /-wal$|-shm$|\.part/.test(name))).toEqual([])
    const again = start()
    expect((await again.call('libraries.openSample', {})).library?.counts.briefings).toBe(items.length)
  })
})
