import { Editor, Node, type Point } from 'slate'
import { describe, expect, it } from 'vitest'
import { inlinesFor, insertInlines } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { dropPoint } from '../../../renderer/editor/core/dropping.ts'
import { citedClaim } from './entity.ts'
import { readBlocks, writeBlocks } from './notation.ts'

/** What a claim makes of a text when it is dropped where `|` stands; null where it may not stand. */
function drop(source: string): string | null {
  const { blocks, carets, labels } = readBlocks(source)
  const editor = createPlainEditor(blocks as never)
  Editor.normalize(editor, { force: true })
  const write = () => writeBlocks(editor, labels).replace(/\|/gu, '')
  const before = write()
  const point = dropPoint(editor, carets[0] as Point)
  if (!point) return null
  insertInlines(editor, point, inlinesFor(citedClaim('So it is')))
  const after = write()
  editor.undo()
  expect(write()).toBe(before)
  return after
}

describe('dropping something into a text', () => {
  it('cites it where it is dropped, in one undo', () => {
    expect(drop('paragraph a: So it| is')).toContain('So it{cite new} is')
    expect(drop('table t\n  row -\n    cell -: On|e\n    cell -: Two')).toContain('On{cite new}e')
  })

  it('leaves quotations, links and chips whole and stands behind them', () => {
    expect(drop('paragraph a: He said {quote q: some |words} then')).toContain(
      '{quote q: some words}{cite new} then',
    )
    expect(drop('paragraph a: See {link https://example.org: a l|ink} then')).toContain('{cite new} then')
  })

  it('is not possible in code and in a quotation block', () => {
    expect(drop('code-block c: let |x')).toBeNull()
    expect(drop('quotation-block q: some |words')).toBeNull()
  })

  it('knows a chip by the place inside of it', () => {
    const { blocks } = readBlocks('paragraph a: Known {cite c} so')
    const editor = createPlainEditor(blocks as never)
    const inside = { path: [0, 1, 0], offset: 0 }
    expect(Node.has(editor, inside.path)).toBe(true)
    expect(dropPoint(editor, inside)).toEqual({ path: [0, 2], offset: 0 })
  })
})
