import { ArrowLeft, ChevronRight, Menu as MenuIcon } from 'lucide-react'
import { useRef, useState } from 'react'
import { type CommandId, catalogue } from '../../shared/commands/catalogue.ts'
import { type MenuLine, type MenuPart, menuPlan } from '../../shared/commands/menu.ts'
import { canRun, runCommand, useAllCommands } from '../commands/registry.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import { commandWords as words } from '../words/commands.ts'
import { useShell } from './store.ts'

const plain = (label: string): string => label.replace('&', '')

/**
 * The application's menu inside the window: Windows and Linux show no native one over a title bar of our own, and a
 * browser has none. It has the same lines, less what only the system can do.
 */
export function AppMenu() {
  const anchor = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<'all' | MenuPart | null>(null)
  const platform = useShell((state) => state.info?.platform)
  const host = useShell((state) => state.info?.host)
  const known = new Map(useAllCommands().map((command) => [command.id, command]))
  // macOS has its menu at the top of the screen.
  if (platform === undefined || (platform === 'darwin' && host === 'electron')) return null

  const entry = (id: CommandId): MenuEntry => {
    const { menu, title, keys } = catalogue[id]
    const command = known.get(id)
    return {
      id,
      title: menu ?? title,
      disabled: command === undefined || !canRun(command),
      ...(keys?.[0] === undefined ? {} : { keys: keys[0] }),
      // The menu gives the focus back first: a command may look at it, or move it.
      run: () => setTimeout(() => runCommand(id)),
    }
  }
  const linesOf = (lines: readonly MenuLine[]): MenuEntry[] =>
    lines.flatMap((line, at): MenuEntry[] => {
      if (line === 'separator') return [{ id: `separator-${at}`, separator: true }]
      if ('lines' in line) return [{ id: line.label, label: line.label }, ...linesOf(line.lines)]
      return 'role' in line ? [] : [entry(line.command)]
    })
  const tidy = (entries: readonly MenuEntry[]): MenuEntry[] =>
    entries.filter(
      (each, at) => !('separator' in each) || (at > 0 && !isRule(entries[at - 1]) && at < entries.length - 1),
    )

  const parts = menuPlan('linux').filter(({ lines }) => linesOf(lines).some((line) => 'title' in line))
  return (
    <>
      <IconButton
        ref={anchor}
        label={words.menu}
        icon={MenuIcon}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        onClick={() => setOpen(open === null ? 'all' : null)}
      />
      {open === 'all' && (
        <Menu
          key="all"
          anchor={anchor}
          label={words.menu}
          onClose={() => setOpen(null)}
          entries={parts.map((part) => ({
            id: part.label,
            title: plain(part.label),
            icon: ChevronRight,
            run: () => setOpen(part),
          }))}
        />
      )}
      {open !== null && open !== 'all' && (
        <Menu
          key={open.label}
          anchor={anchor}
          label={plain(open.label)}
          onClose={() => setOpen(null)}
          entries={[
            { id: 'back', title: words.menuBack, icon: ArrowLeft, run: () => setOpen('all') },
            { id: 'rule', separator: true },
            ...tidy(linesOf(open.lines)),
          ]}
        />
      )}
    </>
  )
}

const isRule = (entry: MenuEntry | undefined): boolean => entry !== undefined && 'separator' in entry
