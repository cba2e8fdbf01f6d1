import { describe, expect, it } from 'vitest'
import { captionNumbers } from '../../../shared/document/captions.ts'
import { mintId } from '../../../shared/model/identity.ts'

const table = (id: string, caption?: string) => ({
  type: 'table',
  id,
  children: [
    ...(caption === undefined ? [] : [{ type: 'table-caption', children: [{ text: caption }] }]),
    { type: 'table-row', children: [{ type: 'table-cell', children: [{ text: 'Words' }] }] },
  ],
})

describe('numbers of tables and figures', () => {
  it('counts each kind on its own, in order, and only what has a caption to be found by', () => {
    const [a, b, c, d, e, f] = Array.from({ length: 6 }, () => mintId())
    const numbers = captionNumbers([
      table(a ?? '', 'Ships held'),
      { type: 'paragraph', id: b ?? '', children: [{ text: 'Words' }] },
      { type: 'figure', id: c ?? '', children: [{ text: 'The strait' }] },
      table(d ?? '', ' '),
      table(e ?? ''),
      table(f ?? '', 'Cargoes'),
    ])
    expect(Object.fromEntries(numbers)).toEqual({
      [a ?? '']: { kind: 'table', number: 1 },
      [c ?? '']: { kind: 'figure', number: 1 },
      [f ?? '']: { kind: 'table', number: 2 },
    })
  })
})
