import {
  Asterisk,
  AtSign,
  Bold,
  ChevronDown,
  Code,
  Highlighter,
  Italic,
  Link,
  MessageSquarePlus,
  MoreHorizontal,
  PencilLine,
  Strikethrough,
  Subscript,
  Superscript,
  Underline,
} from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { ReactEditor, useSlateSelector } from 'slate-react'
import type { CommandId } from '../../shared/commands/catalogue.ts'
import { keysOf as effectiveKeys } from '../../shared/commands/ownKeys.ts'
import type { MarkName } from '../../shared/document/text.ts'
import { useMarkings } from '../markings/store.ts'
import { shell } from '../shell/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { keyWords } from '../ui/Kbd.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { commentWords } from '../words/comments.ts'
import { editorWords as words } from '../words/editor.ts'
import { noteWords } from '../words/notes.ts'
import { suggestionWords } from '../words/suggestions.ts'
import { blockKinds } from './blockKinds.ts'
import { useSession } from './context.ts'
import { lineKind, setPortion } from './core/blocks.ts'
import { hasMark, toggleMark } from './core/marks.ts'
import { topBlockAt } from './core/place.ts'
import { insertTable } from './core/tables/inserting.ts'
import { PortionDialog, portionEntries } from './portionMenu.tsx'
import { TableChooser } from './TableChooser.tsx'
import { useWritingCommands } from './useWritingCommands.ts'

const marks = [
  { name: 'bold', icon: Bold },
  { name: 'italic', icon: Italic },
  { name: 'underline', icon: Underline },
  { name: 'highlight', icon: Highlighter },
] as const
const moreMarks = [
  { name: 'strike', icon: Strikethrough },
  { name: 'superscript', icon: Superscript },
  { name: 'subscript', icon: Subscript },
  { name: 'code', icon: Code },
] as const

/** The keys of a command, for a menu's entry. */
function keysOf(id: CommandId): { keys?: string } {
  const [keys] = effectiveKeys(shell().preferences, id)
  return keys === undefined ? {} : { keys }
}
/** The same in a tooltip: `Bold (Ctrl B)`. */
function named(title: string, id: CommandId): string {
  const { keys } = keysOf(id)
  return keys === undefined ? title : `${title} (${keyWords(keys)})`
}

/** A button with a menu under it. */
function MenuButton({
  label,
  entries,
  children,
  className,
}: {
  label: string
  entries: readonly MenuEntry[]
  children: ReactNode
  className?: string
}) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={className ?? 'toolbar-choice'}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && <Menu anchor={anchor} label={label} entries={entries} onClose={() => setOpen(false)} />}
    </>
  )
}

interface ToolbarProps {
  readonly onCite: () => void
  readonly onLink: () => void
  readonly onFootnote: () => void
  readonly onAsk: (what: 'reference' | 'character') => void
  readonly onComment: () => void
  readonly onSuggest: () => void
}

/** Formatting of the caret's block and of the selection. */
export function Toolbar({ onCite, onLink, onFootnote, onAsk, onComment, onSuggest }: ToolbarProps) {
  const session = useSession()
  const { editor, readOnly } = session
  const suggesting = session.state((state) => state.suggesting !== null)
  const kind = useSlateSelector(lineKind)
  const on = useSlateSelector((slate) => marks.map(({ name }) => hasMark(slate, name)).join())
  const portion = useSlateSelector((slate) => {
    const block = topBlockAt(slate)?.[0]
    return block && 'mark' in block ? (block.mark ?? '') : ''
  })
  const [asking, setAsking] = useState(false)
  const markings = useMarkings()
  useWritingCommands({ cite: onCite, link: onLink, footnote: onFootnote, ask: onAsk })
  const states = on.split(',')
  /** Menus and buttons take the focus: the caret gets it back first. */
  const act = (change: () => void) => (): void => {
    if (readOnly) return
    ReactEditor.focus(editor)
    change()
  }
  const mark = (name: MarkName) => act(() => toggleMark(editor, name))
  const lines: MenuEntry[] = (['line', 'callout', 'break'] as const).flatMap((group, at): MenuEntry[] => [
    ...(at === 0 ? [] : [{ id: group, separator: true as const }]),
    ...blockKinds
      .filter((each) => each.group === group)
      .map(({ id, title, icon, typed, command, choose }) => ({
        id,
        title,
        ...keysOf(command),
        ...(typed === undefined ? {} : { detail: group === 'line' ? `${typed} and a space` : typed }),
        ...(group === 'break' ? { icon } : { checked: kind === id }),
        run: act(() => choose(editor)),
      })),
  ])
  const portions = portionEntries(
    markings,
    portion,
    (chosen) => act(() => setPortion(editor, chosen))(),
    () => setAsking(true),
  )
  return (
    <div className="toolbar surface-chrome" role="toolbar" aria-label={words.toolbar}>
      <MenuButton label={words.lineMenu} entries={lines}>
        {words.lines[kind] ?? words.lines.paragraph}
        <Icon of={ChevronDown} size={14} />
      </MenuButton>
      <span className="toolbar-rule" />
      {marks.map(({ name, icon }, at) => (
        <IconButton
          key={name}
          icon={icon}
          label={words[name]}
          title={named(words[name], `write.${name}`)}
          pressed={states[at] === 'true'}
          onMouseDown={(event) => event.preventDefault()}
          onClick={mark(name)}
        />
      ))}
      <MenuButton
        label={words.more}
        className="icon-button icon-button-normal"
        entries={moreMarks.map(({ name, icon }) => ({
          id: name,
          title: words[name],
          icon,
          ...keysOf(`write.${name}`),
          run: mark(name),
        }))}
      >
        <Icon of={MoreHorizontal} />
      </MenuButton>
      <span className="toolbar-rule" />
      {blockKinds
        .filter(({ group }) => group === 'list')
        .map(({ id, icon, title, choose }) => (
          <IconButton
            key={id}
            icon={icon}
            label={title}
            onMouseDown={(event) => event.preventDefault()}
            onClick={act(() => choose(editor))}
          />
        ))}
      <TableChooser onChoose={({ rows, columns }) => act(() => insertTable(editor, rows, columns))()} />
      <IconButton
        icon={Link}
        label={words.link}
        title={named(words.link, 'write.link')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onLink}
      />
      <IconButton
        icon={Asterisk}
        label={noteWords.title}
        title={named(noteWords.title, 'write.footnote')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={act(onFootnote)}
      />
      <IconButton
        icon={MessageSquarePlus}
        label={commentWords.addTitle}
        title={named(commentWords.add, 'comment.add')}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onComment}
      />
      <IconButton
        icon={PencilLine}
        label={suggestionWords.buttonTitle}
        title={named(suggestionWords.buttonTitle, 'suggest.toggle')}
        pressed={suggesting}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onSuggest}
      />
      <span className="toolbar-rule" />
      <button
        type="button"
        className="toolbar-cite"
        onMouseDown={(event) => event.preventDefault()}
        onClick={act(onCite)}
      >
        <Icon of={AtSign} />
        {words.cite}
      </button>
      <span className="grow" />
      <MenuButton label={words.portionPrompt} entries={portions}>
        {words.portion(portion)}
        <Icon of={ChevronDown} size={14} />
      </MenuButton>
      {asking && (
        <PortionDialog
          present={portion}
          onSet={(mark) => act(() => setPortion(editor, mark))()}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
