import { describe, expect, it } from 'vitest'
import { dispatch } from '../../../main/ipc/register.ts'
import { type Handlers, maxPayloadLength } from '../../../shared/contract/index.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { malformedPayloads, operationNames } from '../../malformed.ts'

const caller = { windowId: 'window-1' }

/** Handlers that must not be reached. */
function untouched() {
  const reached: string[] = []
  const handlers = new Proxy({} as Handlers, {
    get: (_target, name) => async () => {
      reached.push(String(name))
      return {}
    },
  })
  return { handlers, reached }
}

const only = (table: Partial<Handlers>) => table as Handlers

describe('dispatch', () => {
  it.each(operationNames)(
    'answers every malformed payload of %s with an error and no handler',
    async (name) => {
      const { handlers, reached } = untouched()
      const payloads = malformedPayloads(name)
      expect(payloads.length).toBeGreaterThanOrEqual(10)
      for (const payload of payloads) {
        const result = await dispatch(handlers, name, payload, caller)
        expect([payload, result.ok ? 'taken' : result.error.code]).toEqual([payload, 'bad-request'])
      }
      expect(reached).toEqual([])
    },
  )

  it.each([
    'no.such',
    '',
    'constructor',
    '__proto__',
    'toString',
    'hasOwnProperty',
    null,
    7,
    {},
    ['library.state'],
  ])('knows no operation %j', async (name) => {
    const { handlers, reached } = untouched()
    const result = await dispatch(handlers, name, '{}', caller)
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(reached).toEqual([])
  })

  it.each([undefined, null, 5, {}, new Uint8Array(3)])(
    'takes no payload that is no text: %j',
    async (payload) => {
      const { handlers, reached } = untouched()
      expect(await dispatch(handlers, 'library.state', payload, caller)).toMatchObject({ ok: false })
      expect(reached).toEqual([])
    },
  )

  it('refuses what is too long before it reads it', async () => {
    const { handlers, reached } = untouched()
    const text = `{"pad":"${'x'.repeat(maxPayloadLength)}"}`
    const result = await dispatch(handlers, 'library.state', text, caller)
    expect(result).toMatchObject({ ok: false, error: { code: 'too-large' } })
    expect(reached).toEqual([])
  })

  it('refuses what is nested so deep that walking it would exhaust the stack', async () => {
    const { handlers, reached } = untouched()
    const id = '01900000-0000-7000-8000-000000000000'
    const list = (levels: number) =>
      `${`{"type":"list","id":"${id}","ordered":false,"children":[{"type":"list-item","id":"${id}","children":[`.repeat(levels)}{"type":"paragraph","id":"${id}","children":[{"text":"x"}]}${']}]}'.repeat(levels)}`
    const change = (block: string) =>
      `{"briefingId":"${id}","baseRevision":1,"upserts":[${block}],"removals":[]}`
    for (const levels of [100, 1_500, 20_000]) {
      const result = await dispatch(handlers, 'briefings.save', change(list(levels)), caller)
      expect(result).toMatchObject({ ok: false, error: { code: 'too-large' } })
    }
    expect(reached).toEqual([])
    expect(await dispatch(handlers, 'briefings.save', change(list(90)), caller)).toMatchObject({ ok: true })
  })

  it('hands the parsed input with its defaults, and the caller, to the handler', async () => {
    const seen: unknown[] = []
    const handlers = only({
      'sources.list': async (input, from) => {
        seen.push(input, from)
        return { items: [], total: 0 }
      },
    })
    const result = await dispatch(handlers, 'sources.list', '{"query":"permits","other":1}', caller)
    expect(result).toEqual({ ok: true, value: { items: [], total: 0 } })
    expect(seen).toEqual([{ query: 'permits', limit: 200, offset: 0 }, caller])
  })

  it('turns what a handler throws into a value, synchronous or not', async () => {
    const handlers = only({
      'library.state': () => {
        throw new AttestError('no-library', 'No library is open.', 'Open one.')
      },
      'libraries.close': async () => {
        throw new TypeError('x is undefined')
      },
    })
    expect(await dispatch(handlers, 'library.state', '{}', caller)).toEqual({
      ok: false,
      error: { code: 'no-library', message: 'No library is open.', hint: 'Open one.' },
    })
    expect(await dispatch(handlers, 'libraries.close', '{}', caller)).toMatchObject({
      ok: false,
      error: { code: 'internal', message: expect.stringContaining('x is undefined') },
    })
  })

  it('does not repeat what was sent', async () => {
    const { handlers } = untouched()
    const result = await dispatch(handlers, 'briefings.open', '{"id":"a secret sentence"}', caller)
    expect(JSON.stringify(result)).not.toContain('a secret sentence')
    expect(JSON.stringify(result)).toContain('id')
  })
})
