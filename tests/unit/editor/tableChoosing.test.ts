import { describe, expect, it } from 'vitest'
import { sizeAfter, type TableSize } from '../../../renderer/editor/core/tables/choosing.ts'
import { maxChosen } from '../../../renderer/editor/core/tables/inserting.ts'

const pressed = (size: TableSize, ...keys: string[]): TableSize =>
  keys.reduce((now, key) => sizeAfter(now, key) ?? now, size)

describe('choosing how large a table is to be', () => {
  it('goes by the arrow keys, one row or column each', () => {
    const three = { rows: 3, columns: 3 }
    expect(pressed(three, 'ArrowRight', 'ArrowDown', 'ArrowDown')).toEqual({ rows: 5, columns: 4 })
    expect(pressed(three, 'ArrowUp', 'ArrowLeft')).toEqual({ rows: 2, columns: 2 })
  })

  it('stays between one cell and the largest', () => {
    expect(pressed({ rows: 1, columns: 1 }, 'ArrowUp', 'ArrowLeft')).toEqual({ rows: 1, columns: 1 })
    expect(pressed({ rows: 1, columns: 1 }, 'End', 'ArrowRight', 'PageDown', 'ArrowDown')).toEqual({
      rows: maxChosen,
      columns: maxChosen,
    })
    expect(pressed({ rows: 4, columns: 5 }, 'Home', 'PageUp')).toEqual({ rows: 1, columns: 1 })
  })

  it('leaves every other key to others', () => {
    for (const key of ['Enter', 'Escape', 'Tab', 'a'])
      expect(sizeAfter({ rows: 2, columns: 2 }, key)).toBeNull()
  })
})
