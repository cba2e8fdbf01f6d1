import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { forkChild } from '../../../main/children.ts'
import { captureResultSchema } from '../../../shared/contract/capture.ts'
import { docx, p, packed, r } from '../../unit/capture/packed.ts'
import { type Desk, openDesk, readBack, utf8 } from './library.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const message = (subject: string, ...attached: [name: string, text: string][]) =>
  `From: Ana Brandt <ana@ports.example>\nSubject: ${subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=${subject}\n\n--${subject}\nContent-Type: text/plain\n\nWords of ${subject}.\n${attached
    .map(([name, text]) => {
      const type = name.endsWith('.eml') ? 'message/rfc822' : 'application/octet-stream'
      return `--${subject}\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\n\n${text}\n`
    })
    .join('')}--${subject}--\n`
const separator = 'From ana@ports.example Thu Mar 12 09:30:00 2026\n'

describe('documents in a document', () => {
  it('become sources that know where they come from, with its grade and not its details', async () => {
    const letter = message('tolls', ['list.txt', 'Grain, salt.'], ['a.gif', 'GIF89a'])
    const result = await desk.capture.captureFile({
      name: 'in/letter.eml',
      bytes: new Uint8Array(Buffer.from(letter, 'latin1')),
      details: { reliability: 'B', title: 'My letter' },
    })
    expect(captureResultSchema.parse(result)).toEqual(result)
    expect(result).toMatchObject({ file: 'in/letter.eml', status: 'imported' })
    expect(result.message).toContain('Holds 2 documents: 1 captured, 1 not captured.')
    expect((await readBack(desk.library, result)).source).toMatchObject({ title: 'My letter' })
    const [list, picture] = result.parts ?? []
    expect(picture).toMatchObject({ file: 'in/letter.eml › a.gif', status: 'failed', code: 'unsupported' })
    expect(list).toMatchObject({ file: 'in/letter.eml › list.txt', status: 'imported' })
    if (list === undefined) throw new Error('no part')
    const { source, snapshot, text } = await readBack(desk.library, list)
    expect([source.title, source.reliability, text]).toEqual(['list', 'B', 'Grain, salt.\n'])
    expect(snapshot.fileName).toBe('in/letter.eml › list.txt')
  })

  it('of a mailbox are captured once, with what is attached to them, and found again', async () => {
    const bytes = utf8(
      `${separator}${message('one', ['a.txt', 'Attached to one.'])}\n${separator}${message('two')}`,
    )
    const result = await desk.capture.captureFile({ name: 'all.mbox', bytes })
    expect(result).toMatchObject({
      status: 'imported',
      sourceId: null,
      message: 'Holds 3 documents: 3 captured.',
      parts: [
        { file: 'all.mbox › 1 one.eml', status: 'imported' },
        { file: 'all.mbox › 1 one.eml › a.txt', status: 'imported' },
        { file: 'all.mbox › 2 two.eml', status: 'imported' },
      ],
    })
    expect((await desk.library.counts()).sources).toBe(3)
    expect(await desk.capture.captureFile({ name: 'all.mbox', bytes })).toMatchObject({
      status: 'duplicate',
      message: 'Holds 3 documents: 3 already here.',
    })
    expect((await desk.library.counts()).sources).toBe(3)
  })

  it('of an archive are captured, each by its own kind, and one that is broken stops no other', async () => {
    const word = docx(p(r('The toll is four crowns.')))
    const bytes = packed({
      'in/memo.docx': word,
      'in/letter.eml': message('tolls', ['again.zip', 'no archive']),
      'in/cut.docx': word.slice(0, -30),
      'talk.srt': '1\n00:00:01,000 --> 00:00:02,000\nGood morning.',
    })
    const result = await desk.capture.captureFile({ name: 'all.zip', bytes })
    expect(captureResultSchema.parse(result)).toEqual(result)
    expect(result).toMatchObject({
      status: 'imported',
      sourceId: null,
      message: 'Holds 5 documents: 4 captured, 1 not captured.',
    })
    const [memo, , attached, cut] = result.parts ?? []
    expect([attached?.file, attached?.status]).toEqual(['all.zip › in/letter.eml › again.zip', 'imported'])
    expect(cut).toMatchObject({ file: 'all.zip › in/cut.docx', status: 'failed', code: 'damaged' })
    if (memo === undefined) throw new Error('no part')
    const { source, snapshot, text } = await readBack(desk.library, memo)
    expect([source.title, snapshot.fileName, text]).toEqual([
      'memo',
      'all.zip › in/memo.docx',
      'The toll is four crowns.',
    ])
  })

  it('that did not come in before are taken when it is imported again', async () => {
    const bytes = utf8(message('one', ['a.txt', 'Attached to one.'], ['b.txt', 'Attached too.']))
    const first = await desk.capture.captureFile({ name: 'a.eml', bytes })
    const [lost] = first.parts ?? []
    await desk.library.close()
    desk.capture.dispose()
    // Another library, in which only the message is.
    desk = await openDesk()
    await desk.capture.captureFile({ name: 'c.txt', bytes: utf8('Attached too.\n') })
    const again = await desk.capture.captureFile({ name: 'a.eml', bytes })
    expect(again.parts?.map(({ status }) => status)).toEqual(['imported', 'duplicate'])
    expect(lost?.status).toBe('imported')
  })

  it('are not followed more than four deep', async () => {
    const nested = ['e', 'd', 'c', 'b', 'a'].reduce(
      (inner, name) => message(name, [`${name}.eml`, inner]),
      message('z'),
    )
    const result = await desk.capture.captureFile({ name: 'deep.eml', bytes: utf8(nested) })
    expect(result.parts?.map(({ status, code }) => code ?? status)).toEqual([
      'imported',
      'imported',
      'imported',
      'too-large',
    ])
    expect(result.parts?.at(-1)?.message).toMatch(/more than 3 deep are not taken out of deep\.eml/u)
  })

  it('left when the import is stopped are cancelled, and what came in stays', async () => {
    const controller = new AbortController()
    await desk.close()
    let sent = 0
    desk = await openDesk({
      launchChild: (name, options) => {
        const child = forkChild(name, options)
        return {
          ...child,
          send: (request) => {
            sent += 1
            // The mailbox, four messages, and the one at which it is stopped.
            if (sent === 6) controller.abort()
            else child.send(request)
          },
        }
      },
    })
    const letters = Array.from({ length: 20 }, (_, at) => `${separator}${message(`m${at}`)}\n`).join('')
    const capturing = desk.capture.captureFile({ name: 'all.mbox', bytes: utf8(letters) }, controller.signal)
    const result = await capturing
    expect(result.status).toBe('cancelled')
    expect(result.parts?.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 4 }, () => 'imported'),
      ...Array.from({ length: 16 }, () => 'cancelled'),
    ])
    expect((await desk.library.counts()).sources).toBe(4)
  })
})
