import { describe, expect, it } from 'vitest'
import { setItems } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import {
  hasNeighbour,
  mergeCitations,
  neighbourBefore,
  reordered,
  splitCitation,
} from '../../../renderer/editor/core/grouping.ts'
import type { Block } from '../../../shared/document/block.ts'
import { citationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { idOf, readBlocks } from './notation.ts'

const items = ['one', 'two', 'three'].map((prefix) => ({
  target: { type: 'claim' as const, id: mintId() },
  cited: { revision: 1, sha256: 'a'.repeat(64) },
  prefix,
}))
const of = (source: string) => createPlainEditor(readBlocks(source).blocks as never)
const groups = (editor: ReturnType<typeof of>) =>
  (editor.children as Block[])
    .flatMap(citationsOf)
    .map((place) => place.items.map(({ prefix }) => prefix ?? '-'))

describe('the items of a citation', () => {
  it('move among each other, and not beyond the ends', () => {
    const said = (from: number, to: number) => reordered(items, from, to).map(({ prefix }) => prefix)
    expect(said(0, 2)).toEqual(['two', 'three', 'one'])
    expect(said(2, 1)).toEqual(['one', 'three', 'two'])
    expect(said(0, -1)).toEqual(['one', 'two', 'three'])
    expect(said(3, 0)).toEqual(['one', 'two', 'three'])
  })

  it('split into two citations at a place, with an id of its own, and one undo joins them again', () => {
    const editor = of('paragraph p: So {cite c} it is')
    setItems(editor, idOf('c'), items)
    expect(splitCitation(editor, idOf('c'), 0)).toBe(false)
    expect(splitCitation(editor, idOf('c'), 1)).toBe(true)
    expect(groups(editor)).toEqual([['one'], ['two', 'three']])
    const ids = (editor.children as Block[]).flatMap(citationsOf).map(({ id }) => id)
    expect(ids[0]).toBe(idOf('c'))
    expect(new Set(ids).size).toBe(2)
    editor.undo()
    expect(groups(editor)).toEqual([['one', 'two', 'three']])
  })

  it('merge with those of the citation behind, where only blanks stand between', () => {
    const editor = of('paragraph p: So {cite c} {cite d}, and {cite e}')
    setItems(editor, idOf('c'), items.slice(0, 1))
    setItems(editor, idOf('d'), items.slice(1))
    expect(hasNeighbour(editor, idOf('c'))).toBe(true)
    expect(hasNeighbour(editor, idOf('d'))).toBe(false)
    expect(mergeCitations(editor, idOf('d'))).toBe(false)
    expect(mergeCitations(editor, idOf('c'))).toBe(true)
    expect(groups(editor)).toEqual([['one', 'two', 'three'], ['-']])
    editor.undo()
    expect(groups(editor)).toEqual([['one'], ['two', 'three'], ['-']])
  })

  it('know the citation that they follow, and no other', () => {
    const editor = of('paragraph p: So {cite c} {cite d}, and {cite e}')
    expect(neighbourBefore(editor, idOf('c'))).toBeNull()
    expect(neighbourBefore(editor, idOf('d'))).toBe(idOf('c'))
    expect(neighbourBefore(editor, idOf('e'))).toBeNull()
    expect(neighbourBefore(editor, idOf('gone'))).toBeNull()
  })
})
