import { client } from '../bridge.ts'
import { importChosen } from '../import/importer.ts'
import { cycleRegion, focusRegion } from '../shell/regions.ts'
import { type ListName, shell } from '../shell/store.ts'
import { setTheme } from '../shell/theme.ts'
import { closeLibrary, createLibrary, openLibrary, openSample } from '../start/acts.ts'
import { commandWords } from '../words/commands.ts'
import { type Command, useCommands } from './registry.ts'

const { titles } = commandWords
const isOpen = (): boolean => shell().library !== null

/** Chooses a tab of the inspector by its place. */
function chooseTab(place: number): void {
  shell().openInspector()
  requestAnimationFrame(() => {
    const tab = document.querySelectorAll<HTMLElement>('[data-region="inspector"] [role="tab"]')[place]
    tab?.click()
    tab?.focus()
  })
}

const goTo = (list: ListName, keys: string): Command => ({
  id: `go.${list}`,
  title: titles[`go.${list}`],
  group: 'Moving about',
  keys: [keys],
  when: isOpen,
  run: () => shell().go({ name: list }),
})

const commands: readonly Command[] = [
  // Before `library.new`, which has the same keys: these win while a library is open.
  {
    id: 'briefing.new',
    title: titles['briefing.new'],
    group: 'Briefing',
    keys: ['Mod+N'],
    when: isOpen,
    run: () => shell().show({ name: 'new-briefing' }),
  },
  {
    id: 'library.new',
    title: titles['library.new'],
    group: 'Library',
    keys: ['Mod+N'],
    run: () => void createLibrary(),
  },
  {
    id: 'library.open',
    title: titles['library.open'],
    group: 'Library',
    keys: ['Mod+O'],
    run: () => void openLibrary(),
  },
  {
    id: 'library.sample',
    title: titles['library.sample'],
    group: 'Library',
    keys: ['Mod+Shift+O'],
    run: () => void openSample(),
  },
  {
    id: 'library.close',
    title: titles['library.close'],
    group: 'Library',
    when: isOpen,
    run: closeLibrary,
  },
  {
    id: 'import',
    title: titles.import,
    group: 'Library',
    keys: ['I'],
    when: isOpen,
    run: () => {
      if (shell().info?.dialogs === true) void importChosen()
      else document.querySelector<HTMLInputElement>('#import-files')?.click()
    },
  },
  {
    id: 'paste',
    title: titles.paste,
    group: 'Library',
    when: isOpen,
    run: () => shell().show({ name: 'paste' }),
  },
  {
    id: 'palette',
    title: titles.palette,
    group: 'Moving about',
    keys: ['Mod+K'],
    quiet: true,
    when: isOpen,
    run: () => shell().show({ name: 'palette' }),
  },
  {
    id: 'shortcuts',
    title: titles.shortcuts,
    group: 'Moving about',
    keys: ['?'],
    run: () => shell().show({ name: 'shortcuts' }),
  },
  {
    id: 'view.sidebar',
    title: titles['view.sidebar'],
    group: 'Moving about',
    keys: ['Mod+Shift+L'],
    when: isOpen,
    run: () => shell().toggleSidebar(),
  },
  {
    id: 'view.inspector',
    title: titles['view.inspector'],
    group: 'Moving about',
    keys: ['Mod+Shift+I'],
    when: isOpen,
    run: () => shell().toggleInspector(),
  },
  {
    id: 'region.next',
    title: titles['region.next'],
    group: 'Moving about',
    keys: ['F6'],
    quiet: true,
    run: () => cycleRegion(1),
  },
  {
    id: 'region.previous',
    title: titles['region.previous'],
    group: 'Moving about',
    keys: ['Shift+F6'],
    quiet: true,
    run: () => cycleRegion(-1),
  },
  {
    // Over the page the inspector is a layer of its own, and Esc closes one layer.
    id: 'view.close-inspector',
    title: '',
    group: 'Moving about',
    keys: ['Escape'],
    quiet: true,
    when: () =>
      isOpen() &&
      shell().inspectorOpen &&
      window.matchMedia('(max-width: 1120px)').matches &&
      document.activeElement?.closest('[data-region="inspector"]') !== null,
    run: () => {
      shell().toggleInspector()
      requestAnimationFrame(() => focusRegion('page'))
    },
  },
  goTo('sources', 'G S'),
  goTo('claims', 'G C'),
  goTo('quotes', 'G Q'),
  goTo('speakers', 'G P'),
  {
    id: 'go.back',
    title: titles['go.back'],
    group: 'Moving about',
    keys: ['Alt+ArrowLeft'],
    when: () => isOpen() && shell().back.length > 0,
    run: () => shell().goBack(),
  },
  {
    id: 'go.forward',
    title: titles['go.forward'],
    group: 'Moving about',
    keys: ['Alt+ArrowRight'],
    when: () => isOpen() && shell().forward.length > 0,
    run: () => shell().goForward(),
  },
  ...([1, 2, 3] as const).map(
    (place): Command => ({
      id: `tab.${place}`,
      title: titles[`tab.${place}`],
      group: 'Moving about',
      keys: [`Mod+${place}`],
      quiet: true,
      when: isOpen,
      run: () => chooseTab(place - 1),
    }),
  ),
  ...(['light', 'dark', 'system'] as const).map(
    (theme): Command => ({
      id: `theme.${theme}`,
      title: titles[`theme.${theme}`],
      group: 'Library',
      run: () => setTheme(theme),
    }),
  ),
  {
    // The main side asks before it closes; a view with unsaved words answers instead of this.
    id: 'flush',
    title: '',
    group: 'Library',
    quiet: true,
    run: () => void client.call('app.flushed', { saved: true }),
  },
]

/** The commands that are there in every view. */
export const useGeneralCommands = (): void => useCommands(commands)
