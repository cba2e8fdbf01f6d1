import type { Nodes, Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { type CompileContext, fromMarkdown, type Token } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote'
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item'
import { directive } from 'micromark-extension-directive'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfmFootnote } from 'micromark-extension-gfm-footnote'
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough'
import { gfmTable } from 'micromark-extension-gfm-table'
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item'
import { outsideCode } from './syntax.ts'

/**
 * Set before a character that was escaped (`\"`) or written as a reference (`&#x201D;`). CommonMark replaces every
 * NUL of the input, so it can never be a character of the text.
 */
export const escapeMark = '\0'

const last = (context: CompileContext): Nodes | undefined =>
  context.stack[context.stack.length - 1] as Nodes | undefined

const keepEscapes = {
  exit: {
    characterEscapeValue(this: CompileContext, token: Token): undefined {
      const tail = last(this)
      this.stack.pop()
      if (tail && 'value' in tail && tail.position) {
        tail.value += escapeMark + this.sliceSerialize(token)
        tail.position.end = { line: token.end.line, column: token.end.column, offset: token.end.offset }
      }
    },
    // The sign at the start of a reference: what follows is the decoded character.
    characterReferenceMarker(this: CompileContext, token: Token): undefined {
      const tail = last(this)
      if (tail && 'value' in tail && this.sliceSerialize(token) === '&') tail.value += escapeMark
    },
  },
}

/** Line ends as LF, no byte order mark, and `::: name {…}` as the directive syntax wants it: `:::name{…}`. */
export function prepareMarkdown(text: string): string {
  const plain = text.replace(/^\uFEFF/u, '').replace(/\r\n?/gu, '\n')
  const head = /^---[ \t]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$)/u.exec(plain)?.[0] ?? ''
  const body = outsideCode(plain.slice(head.length), (line) =>
    line.replace(
      /^( {0,3}:{3,})[ \t]*([A-Za-z][\w-]*)[ \t]*(\{[^\n]*\})?[ \t]*$/u,
      (_line, fence: string, name: string, attributes: string | undefined) =>
        `${fence}${name}${attributes ?? ''}`,
    ),
  )
  return head + body
}

/**
 * The syntax tree of a prepared Markdown text. In text values, `escapeMark` stands before each character that was
 * escaped.
 */
export function parseMarkdown(prepared: string): Root {
  return fromMarkdown(prepared, {
    extensions: [
      frontmatter(['yaml']),
      directive(),
      gfmFootnote(),
      gfmTaskListItem(),
      gfmStrikethrough({ singleTilde: false }),
      gfmTable(),
      { disable: { null: ['definition', 'htmlFlow', 'htmlText', 'codeIndented'] } },
    ],
    mdastExtensions: [
      frontmatterFromMarkdown(['yaml']),
      directiveFromMarkdown(),
      gfmFootnoteFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTableFromMarkdown(),
      keepEscapes,
    ],
  })
}
