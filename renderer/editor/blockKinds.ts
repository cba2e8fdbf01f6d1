import {
  FileX,
  Heading1,
  Heading2,
  Heading3,
  Heading4,
  Image as ImageIcon,
  Link2,
  List,
  ListOrdered,
  ListTodo,
  Minus,
  Omega,
  Pilcrow,
  SquareCode,
  Table,
  TableOfContents,
  TextQuote,
} from 'lucide-react'
import type { Editor } from 'slate'
import type { CommandId } from '../../shared/commands/catalogue.ts'
import { calloutVariants } from '../../shared/document/callout.ts'
import type { IconComponent } from '../ui/Icon.tsx'
import { editorWords as words } from '../words/editor.ts'
import { figureWords } from '../words/figures.ts'
import { characterWords, referenceWords } from '../words/references.ts'
import { tableWords } from '../words/tables.ts'
import { insertBreakBlock, setLine, toggleCallout, toggleCode } from './core/blocks.ts'
import { toggleList } from './core/lists.ts'
import { insertTable } from './core/tables/inserting.ts'
import { chooseFigure } from './figureActs.ts'

/** A kind of block that a person can choose for the line the caret is in. */
export interface BlockKind {
  /** The same as `lineKind` says of a line of this kind. */
  readonly id: string
  /** The same as a command of the palette and the menu. */
  readonly command: CommandId
  /** What stands together in a menu. */
  readonly group: 'line' | 'list' | 'callout' | 'break' | 'insert'
  readonly title: string
  readonly icon: IconComponent
  /** What typed at the start of a line does the same. */
  readonly typed?: string
  readonly choose: (editor: Editor) => void
  /** What is asked before anything is put in. */
  readonly ask?: 'reference' | 'character'
}

const headingIcons = { 1: Heading1, 2: Heading2, 3: Heading3, 4: Heading4 }

/** Every kind of block, in the order of menus. */
export const blockKinds: readonly BlockKind[] = [
  {
    id: 'paragraph',
    command: 'write.paragraph',
    group: 'line',
    title: words.lines.paragraph ?? '',
    icon: Pilcrow,
    choose: (editor) => setLine(editor, { type: 'paragraph' }),
  },
  ...([1, 2, 3, 4] as const).map((level) => ({
    id: `heading-${level}`,
    command: `write.heading-${level}` as const,
    group: 'line' as const,
    title: words.lines[`heading-${level}`] ?? '',
    icon: headingIcons[level],
    typed: '#'.repeat(level),
    choose: (editor: Editor) => setLine(editor, { type: 'heading', level }),
  })),
  {
    id: 'list',
    command: 'write.bullets',
    group: 'list',
    title: words.bullets,
    icon: List,
    typed: '-',
    choose: (editor) => toggleList(editor, 'bullets'),
  },
  {
    id: 'numbers',
    command: 'write.numbers',
    group: 'list',
    title: words.numbers,
    icon: ListOrdered,
    typed: '1.',
    choose: (editor) => toggleList(editor, 'numbers'),
  },
  {
    id: 'checks',
    command: 'write.checks',
    group: 'list',
    title: words.checkList,
    icon: ListTodo,
    typed: '[ ]',
    choose: (editor) => toggleList(editor, 'checks'),
  },
  ...(Object.keys(calloutVariants) as (keyof typeof calloutVariants)[]).map((variant) => ({
    id: variant,
    command: `write.${variant}` as const,
    group: 'callout' as const,
    title: calloutVariants[variant],
    icon: TextQuote,
    choose: (editor: Editor) => toggleCallout(editor, variant),
  })),
  {
    id: 'code-block',
    command: 'write.code-block',
    group: 'callout',
    title: words.codeBlock,
    icon: SquareCode,
    typed: '```',
    choose: toggleCode,
  },
  {
    id: 'figure',
    command: 'write.figure',
    group: 'break',
    title: figureWords.figure,
    icon: ImageIcon,
    choose: (editor) => void chooseFigure(editor),
  },
  {
    id: 'table',
    command: 'write.table',
    group: 'break',
    title: tableWords.table,
    icon: Table,
    choose: (editor) => insertTable(editor),
  },
  {
    id: 'divider',
    command: 'write.divider',
    group: 'break',
    title: words.divider,
    icon: Minus,
    typed: '---',
    choose: (editor) => insertBreakBlock(editor, 'divider'),
  },
  {
    id: 'contents',
    command: 'write.contents',
    group: 'break',
    title: words.contents.block,
    icon: TableOfContents,
    choose: (editor) => insertBreakBlock(editor, 'contents'),
  },
  {
    id: 'page-break',
    command: 'write.page-break',
    group: 'break',
    title: words.pageBreak,
    icon: FileX,
    choose: (editor) => insertBreakBlock(editor, 'page-break'),
  },
]

/** What goes in at the caret once it has been chosen: the slash menu offers it beside the kinds of block. */
export const askedKinds: readonly BlockKind[] = [
  {
    id: 'reference',
    command: 'write.reference',
    group: 'insert',
    title: referenceWords.title,
    icon: Link2,
    choose: () => undefined,
    ask: 'reference',
  },
  {
    id: 'character',
    command: 'write.character',
    group: 'insert',
    title: characterWords.title,
    icon: Omega,
    choose: () => undefined,
    ask: 'character',
  },
]
