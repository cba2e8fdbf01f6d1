import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { slashAt } from '../../../renderer/editor/core/slash.ts'
import { readBlocks } from './notation.ts'

function slashIn(source: string): string | undefined {
  const { blocks, carets } = readBlocks(source)
  const editor = createPlainEditor(blocks as never)
  Editor.normalize(editor, { force: true })
  const [anchor, focus = anchor] = carets
  if (anchor && focus) Transforms.select(editor, { anchor, focus })
  return slashAt(editor)?.query
}

describe('a slash', () => {
  it.each([
    ['paragraph a: /|', ''],
    ['paragraph a: /head|', 'head'],
    ['paragraph a: /key judg|', 'key judg'],
    ['heading1 h: Title\nparagraph a: /liste|', 'liste'],
  ])('asks for a block in %j', (source, query) => expect(slashIn(source)).toBe(query))

  it.each([
    'paragraph a: and/|',
    'paragraph a: / |',
    'paragraph a: |/head',
    'paragraph a: /|head',
    'paragraph a: /home/user|',
    'heading1 a: /|',
    'note c\n  paragraph p: /|',
    'list l\n  item i\n    paragraph p: /|',
    'paragraph a: {cite c}/|',
    'paragraph a: |/|',
  ])('is a slash in %j', (source) => expect(slashIn(source)).toBeUndefined())
})
