import { describe, expect, it } from 'vitest'
import { itemActs } from '../../../renderer/editor/citationActs.ts'
import { setItems } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import type { BriefingSession } from '../../../renderer/editor/session.ts'
import { findShown, type Shown } from '../../../renderer/editor/shownNode.ts'
import type { Block } from '../../../shared/document/block.ts'
import { citationsOf } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { idOf, readBlocks } from './notation.ts'

const items = ['one', 'two', 'three'].map((prefix) => ({
  target: { type: 'claim' as const, id: mintId() },
  cited: { revision: 1, sha256: 'a'.repeat(64) },
  prefix,
}))

/** As much of an open briefing as the acts look at, around a real editor. */
function open(source: string) {
  const editor = createPlainEditor(readBlocks(source).blocks as never)
  const session = {
    editor,
    get blocks() {
      return editor.children as Block[]
    },
    entity: () => undefined,
  } as unknown as BriefingSession
  const groups = () =>
    session.blocks.flatMap(citationsOf).map((place) => place.items.map(({ prefix }) => prefix ?? '-'))
  const acts = (label: string, index: number, onReplace = () => undefined) =>
    itemActs(session, findShown(session, idOf(label)) as Shown, index, onReplace)
  return { editor, session, groups, acts }
}

describe('what can be done with an item of a citation', () => {
  it('depends on its place: the first does not move forward nor begin a citation of its own', () => {
    const { editor, acts } = open('paragraph p: So {cite c} it is')
    setItems(editor, idOf('c'), items)
    const names = (index: number) => Object.keys(acts('c', index)).sort()
    expect(names(0)).toEqual(['onItem', 'onLater', 'onRemove', 'onReplace'])
    expect(names(1)).toEqual(['onEarlier', 'onItem', 'onLater', 'onRemove', 'onReplace', 'onSplit'])
    expect(names(2)).toEqual(['onEarlier', 'onItem', 'onRemove', 'onReplace', 'onSplit'])
  })

  it('is one undo each, and the last item takes the citation with it', () => {
    const { editor, groups, acts } = open('paragraph p: So {cite c} it is')
    setItems(editor, idOf('c'), items)
    const before = groups()
    for (const [act, after] of [
      [() => acts('c', 0).onLater?.(), [['two', 'one', 'three']]],
      [() => acts('c', 2).onEarlier?.(), [['one', 'three', 'two']]],
      [() => acts('c', 2).onSplit?.(), [['one', 'two'], ['three']]],
      [() => acts('c', 1).onRemove?.(), [['one', 'three']]],
      [() => acts('c', 1).onItem({ ...items[1], prefix: 'else' } as never), [['one', 'else', 'three']]],
    ] as const) {
      act()
      expect(groups()).toEqual(after)
      editor.undo()
      expect(groups()).toEqual(before)
    }
    setItems(editor, idOf('c'), items.slice(0, 1))
    acts('c', 0).onRemove?.()
    expect(groups()).toEqual([])
    editor.undo()
    expect(groups()).toEqual([['one']])
  })

  it('leaves the citation of a quotation block with its words', () => {
    const { acts, session } = open('quotation-block q: the words')
    const [place] = session.blocks.flatMap(citationsOf)
    expect(place?.items).toHaveLength(1)
    expect(Object.keys(acts('q', 0))).toEqual(['onItem'])
  })
})
