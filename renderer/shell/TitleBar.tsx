import { ArrowLeft, ArrowRight, ChevronDown, PanelLeft, PanelRight } from 'lucide-react'
import { useRef, useState } from 'react'
import { runCommand } from '../commands/registry.ts'
import { Icon, Mark } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { shellWords as words } from '../words/shell.ts'
import { AppMenu } from './AppMenu.tsx'
import { slotRef } from './slots.tsx'
import { shell, useShell } from './store.ts'
import { setTheme } from './theme.ts'

function LibraryMenu() {
  const [open, setOpen] = useState(false)
  const anchor = useRef<HTMLButtonElement>(null)
  const name = useShell((state) => state.library?.name ?? '')
  const theme = useShell((state) => state.preferences.theme)
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="brand"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Mark name="logo" size={18} />
        <span className="ellipsis">{name}</span>
        <Icon of={ChevronDown} size={14} />
      </button>
      {open && (
        <Menu
          anchor={anchor}
          label={words.libraryMenu}
          onClose={() => setOpen(false)}
          entries={[
            { id: 'new', title: words.newBriefing, keys: 'Mod+N', run: () => runCommand('briefing.new') },
            { id: 'import', title: words.import, keys: 'I', run: () => runCommand('import') },
            { id: 'paste', title: words.paste, run: () => runCommand('paste') },
            { id: 's1', separator: true },
            { id: 'theme', label: words.theme },
            ...(['system', 'light', 'dark'] as const).map((choice) => ({
              id: choice,
              title: words.themes[choice],
              checked: theme === choice,
              run: () => setTheme(choice),
            })),
            { id: 's2', separator: true },
            { id: 'settings', title: words.settings, keys: 'Mod+,', run: () => runCommand('settings') },
            { id: 'help', title: words.help, keys: 'F1', run: () => runCommand('help') },
            { id: 'keys', title: words.shortcuts, keys: '?', run: () => runCommand('shortcuts') },
            { id: 'close', title: words.closeLibrary, run: () => runCommand('library.close') },
          ]}
        />
      )}
    </>
  )
}

/** Sidebar and inspector toggles, the library, history, crumbs and the open view's actions. */
export function TitleBar() {
  const sidebarOpen = useShell((state) => state.sidebarOpen)
  const inspectorOpen = useShell((state) => state.inspectorOpen)
  const canGoBack = useShell((state) => state.back.length > 0)
  const canGoForward = useShell((state) => state.forward.length > 0)
  return (
    <header className="title-bar surface-chrome" data-region="title" tabIndex={-1}>
      <IconButton
        label={sidebarOpen ? words.hideSidebar : words.showSidebar}
        icon={PanelLeft}
        onClick={() => shell().toggleSidebar()}
      />
      <AppMenu />
      <LibraryMenu />
      <IconButton
        label={words.back}
        icon={ArrowLeft}
        disabled={!canGoBack}
        onClick={() => shell().goBack()}
      />
      <IconButton
        label={words.forward}
        icon={ArrowRight}
        disabled={!canGoForward}
        onClick={() => shell().goForward()}
      />
      <div className="crumbs" ref={slotRef('title')} />
      <div className="title-actions" ref={slotRef('actions')} />
      <IconButton
        label={inspectorOpen ? words.hideInspector : words.showInspector}
        icon={PanelRight}
        pressed={inspectorOpen}
        onClick={() => shell().toggleInspector()}
      />
    </header>
  )
}

/** The way to the open view: `Sources / Title`. Put it into the `title` slot. */
export function Crumbs({ path, here }: { path: readonly { title: string; go: () => void }[]; here: string }) {
  return (
    <>
      {path.map((step) => (
        <span key={step.title} className="crumb">
          <button type="button" onClick={step.go}>
            {step.title}
          </button>
          <span aria-hidden="true">/</span>
        </span>
      ))}
      <b className="ellipsis">{here}</b>
    </>
  )
}
