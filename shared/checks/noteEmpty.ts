import { isFootnotePlace, notedOf, plainText } from '../document/walk.ts'
import { type Check, finding } from './check.ts'

export const noteEmpty: Check = {
  id: 'note-empty',
  title: 'Note without words',
  run: ({ blocks }) =>
    blocks.flatMap((block) =>
      notedOf(block)
        .filter(isFootnotePlace)
        .filter(
          ({ node }) =>
            plainText(node.children).trim() === '' && node.children.every((each) => !('type' in each)),
        )
        .map(({ id }) =>
          finding(
            'note-empty',
            'settle',
            'A note has no words',
            'Its number stands in the text, and nothing stands under it among the notes.',
            { block: block.id, node: id, fixes: ['remove'] },
          ),
        ),
    ),
}
