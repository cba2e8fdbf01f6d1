import { createEditor, type Descendant, type Editor } from 'slate'
import { withHistory } from 'slate-history'
import type { Block } from '../../../shared/document/block.ts'
import './types.ts'
import { withSuggesting } from './suggesting/withSuggesting.ts'
import { withTypography } from './typography.ts'
import { withAttest } from './withAttest.ts'

/** An editor for the blocks of a briefing without a view: what tests drive and the window wraps in `withReact`. */
export function createPlainEditor(blocks: readonly Block[]): Editor {
  const editor = withTypography(
    withAttest(withSuggesting(withHistory(createEditor() as Editor))),
    () => 'en-GB',
  )
  editor.children = blocks as Descendant[]
  return editor
}
