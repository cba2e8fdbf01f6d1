import { describe, expect, it } from 'vitest'
import { setItems } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { itemActs } from '../../../renderer/editor/core/itemActs.ts'
import type { Block } from '../../../shared/document/block.ts'
import { type CitationPlace, citationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { idOf, readBlocks } from './notation.ts'

const items = ['one', 'two', 'three'].map((prefix) => ({
  target: { type: 'claim' as const, id: mintId() },
  cited: { revision: 1, sha256: 'a'.repeat(64) },
  prefix,
}))

/** A text, the items of its citations, and what was told of acts on them. */
function open(source: string) {
  const editor = createPlainEditor(readBlocks(source).blocks as never)
  const told: unknown[] = []
  const places = () => (editor.children as Block[]).flatMap(citationsOf)
  const groups = () => places().map((place) => place.items.map(({ prefix }) => prefix ?? '-'))
  const acts = (index: number, inLine = true) =>
    itemActs(editor, places()[0] as CitationPlace, inLine, index, () => undefined, {
      moved: (place, of) => told.push([place, of]),
      split: () => told.push('split'),
      removed: ({ prefix }) => told.push(prefix),
    })
  return { editor, groups, acts, places, told }
}

describe('what can be done with an item of a citation', () => {
  it('depends on its place: the first does not move forward nor begin a citation of its own', () => {
    const { editor, acts } = open('paragraph p: So {cite c} it is')
    setItems(editor, idOf('c'), items)
    const names = (index: number) => Object.keys(acts(index)).sort()
    expect(names(0)).toEqual(['onItem', 'onLater', 'onRemove', 'onReplace'])
    expect(names(1)).toEqual(['onEarlier', 'onItem', 'onLater', 'onRemove', 'onReplace', 'onSplit'])
    expect(names(2)).toEqual(['onEarlier', 'onItem', 'onRemove', 'onReplace', 'onSplit'])
  })

  it('is one undo each, and the last item takes the citation with it', () => {
    const { editor, groups, acts, told } = open('paragraph p: So {cite c} it is')
    setItems(editor, idOf('c'), items)
    const before = groups()
    for (const [act, after] of [
      [() => acts(0).onLater?.(), [['two', 'one', 'three']]],
      [() => acts(2).onEarlier?.(), [['one', 'three', 'two']]],
      [() => acts(2).onSplit?.(), [['one', 'two'], ['three']]],
      [() => acts(1).onRemove?.(), [['one', 'three']]],
      [() => acts(1).onItem({ ...items[1], prefix: 'else' } as never), [['one', 'else', 'three']]],
    ] as const) {
      act()
      expect(groups()).toEqual(after)
      editor.undo()
      expect(groups()).toEqual(before)
    }
    expect(told).toEqual([[2, 3], [2, 3], 'split', 'two'])
    setItems(editor, idOf('c'), items.slice(0, 1))
    acts(0).onRemove?.()
    expect(groups()).toEqual([])
    editor.undo()
    expect(groups()).toEqual([['one']])
  })

  it('leaves the citation of a quotation block with its words', () => {
    const { acts, places } = open('quotation-block q: the words')
    const [place] = places()
    expect(place?.items).toHaveLength(1)
    expect(Object.keys(acts(0, false))).toEqual(['onItem'])
  })
})
