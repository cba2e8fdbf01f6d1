import { Editor, Element, Node, type NodeEntry, Path, Text, Transforms } from 'slate'
import { linkUrlSchema } from '../../../shared/document/link.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { emptyParagraph, isInlineType, isTextBlock, isTopType } from './schema.ts'
import { tableRules } from './tables/rules.ts'

/*
 * Each rule mends one way in which a tree can be wrong and says whether it did; Slate then asks again until none does.
 * A rule looks at one node and its children only.
 */
type Rule = (editor: Editor, entry: NodeEntry) => boolean

/** A document holds at least one block, so that there is a place for a caret. */
const neverEmpty: Rule = (editor, [node]) => {
  if (!Editor.isEditor(node) || node.children.length > 0) return false
  Transforms.insertNodes(editor, emptyParagraph(), { at: [0] })
  return true
}

/** Text or an inline at the top gets a paragraph around it; a list item without its list gets one. */
const topHoldsBlocks: Rule = (editor, [node]) => {
  if (!Editor.isEditor(node)) return false
  for (const [index, child] of node.children.entries()) {
    if (Element.isElement(child) && isTopType(child)) continue
    if (Element.isElement(child) && child.type === 'list-item') {
      Transforms.wrapNodes(
        editor,
        { type: 'list', id: mintId(), ordered: false, children: [] },
        { at: [index] },
      )
    } else Transforms.wrapNodes(editor, emptyParagraph([]), { at: [index] })
    return true
  }
  return false
}

/** A list holds items. */
const listHoldsItems: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'list') return false
  if (node.children.length === 0) {
    Transforms.removeNodes(editor, { at: path })
    return true
  }
  for (const [child, at] of Node.children(editor, path)) {
    if (Element.isElement(child) && child.type === 'list-item') continue
    Transforms.wrapNodes(editor, { type: 'list-item', id: mintId(), children: [] }, { at })
    return true
  }
  return false
}

/** An item holds paragraphs and lists, a paragraph first; anything else becomes a paragraph or is taken out. */
const itemHoldsParagraphs: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'list-item') return false
  const [first] = node.children
  if (!first || (Element.isElement(first) && first.type === 'list')) {
    // Before a list that is only suggested it is so, too: else it would stay when the item is rejected.
    const suggested = first && Element.isElement(first) && first.type === 'list' ? first.suggested : undefined
    const paragraph = { ...emptyParagraph(), ...(suggested?.act === 'insert' ? { suggested } : {}) }
    Transforms.insertNodes(editor, paragraph, { at: [...path, 0] })
    return true
  }
  for (const [child, at] of Node.children(editor, path)) {
    if (!Element.isElement(child) || isInlineType(child)) {
      Transforms.wrapNodes(editor, emptyParagraph([]), { at })
      return true
    }
    if (child.type === 'paragraph' || child.type === 'list') continue
    return makeParagraph(editor, child, at)
  }
  return false
}

/** A callout holds paragraphs, at least one. */
const calloutHoldsParagraphs: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'callout') return false
  if (node.children.length === 0) {
    Transforms.insertNodes(editor, emptyParagraph(), { at: [...path, 0] })
    return true
  }
  for (const [child, at] of Node.children(editor, path)) {
    if (!Element.isElement(child) || isInlineType(child)) {
      Transforms.wrapNodes(editor, emptyParagraph([]), { at })
      return true
    }
    if (child.type === 'paragraph') continue
    return makeParagraph(editor, child, at)
  }
  return false
}

const wrappers = new Set(['list', 'list-item', 'callout', 'table', 'table-row'])

/** Turns a block that may not stand here into paragraphs, keeping its words. */
function makeParagraph(editor: Editor, child: Element, at: number[]): boolean {
  if (
    child.type === 'heading' ||
    child.type === 'quotation-block' ||
    child.type === 'code-block' ||
    child.type === 'figure'
  ) {
    for (const key of [
      ...(['level', 'target', 'cited', 'citation', 'language'] as const),
      ...(['picture', 'alt', 'decorative', 'width'] as const),
    ])
      Transforms.unsetNodes(editor, key as never, { at })
    Transforms.setNodes(editor, { type: 'paragraph' }, { at })
  } else if (child.type === 'table-cell' || child.type === 'table-caption') {
    for (const key of ['colSpan', 'rowSpan', 'align'] as const)
      Transforms.unsetNodes(editor, key as never, { at })
    Transforms.setNodes(editor, { type: 'paragraph' }, { at })
  } else if (wrappers.has(child.type)) {
    Transforms.unwrapNodes(editor, { at })
  } else Transforms.removeNodes(editor, { at })
  return true
}

/** Lines of text hold text and inlines: blocks inside lose their wrapper. */
const textBlocksHoldInlines: Rule = (editor, [node, path]) => {
  if (!isTextBlock(node)) return false
  for (const [child, at] of Node.children(editor, path)) {
    if (Element.isElement(child) && !isInlineType(child)) {
      Transforms.unwrapNodes(editor, { at })
      return true
    }
  }
  return false
}

/**
 * Quotations, links and quotation blocks hold text only: a citation or a note moves out behind them (a block has its
 * own citation, and loses its notes), a wrapper goes.
 */
const quotedIsText: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node)) return false
  if (node.type !== 'quotation' && node.type !== 'link' && node.type !== 'quotation-block') return false
  for (const [child, at] of Node.children(editor, path)) {
    if (Text.isText(child)) continue
    const cites =
      Element.isElement(child) &&
      (child.type === 'citation' || child.type === 'footnote' || child.type === 'reference')
    if (cites && node.type === 'quotation-block') Transforms.removeNodes(editor, { at })
    else if (cites) Transforms.moveNodes(editor, { at, to: Path.next(path) })
    else Transforms.unwrapNodes(editor, { at })
    return true
  }
  return false
}

/**
 * Code is one plain text: marks go, a link leaves its words. What holds a citation, a quotation or a note is no code: it
 * becomes a paragraph, so that nothing is lost.
 */
const codeIsText: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'code-block') return false
  for (const [child, at] of Node.children(editor, path)) {
    if (Element.isElement(child)) {
      if (child.type === 'link') Transforms.unwrapNodes(editor, { at })
      else {
        Transforms.unsetNodes(editor, 'language' as never, { at: path })
        Transforms.setNodes(editor, { type: 'paragraph' }, { at: path })
      }
      return true
    }
    const marks = Object.keys(child).filter((key) => key !== 'text')
    if (marks.length === 0) continue
    Transforms.unsetNodes(editor, marks as never, { at, match: Text.isText })
    return true
  }
  return false
}

/** A note holds no note: the inner one's words stay in the outer. */
const noNoteInNote: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'footnote') return false
  for (const [child, at] of Node.children(editor, path)) {
    if (!Element.isElement(child) || (isInlineType(child) && child.type !== 'footnote')) continue
    Transforms.unwrapNodes(editor, { at })
    return true
  }
  return false
}

/** A quotation or link without words is nothing; kept while the caret is in it, so that its words can be retyped. */
const noEmptyWrappers: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || (node.type !== 'quotation' && node.type !== 'link')) return false
  if (Node.string(node) !== '') return false
  Transforms.removeNodes(editor, { at: path })
  return true
}

/** A link goes only where a document may lead. */
const linksAreSafe: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'link' || linkUrlSchema.safeParse(node.url).success)
    return false
  Transforms.unwrapNodes(editor, { at: path })
  return true
}

/** What is found by its place alone. */
const placeOnly = new Set(['link', 'table-row', 'table-cell', 'table-caption'])

/** Every element but a link and the parts of a table has an id. Two with one id are told apart where blocks are inserted (withAttest.ts). */
const idsThere: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || placeOnly.has(node.type) || ('id' in node && node.id)) return false
  Transforms.setNodes(editor, { id: mintId() }, { at: path })
  return true
}

export const rules: readonly Rule[] = [
  neverEmpty,
  ...tableRules,
  topHoldsBlocks,
  listHoldsItems,
  itemHoldsParagraphs,
  calloutHoldsParagraphs,
  textBlocksHoldInlines,
  quotedIsText,
  codeIsText,
  noNoteInNote,
  noEmptyWrappers,
  linksAreSafe,
  idsThere,
]
