import { askPurge, backUpNow, shownEntity } from '../backups/acts.ts'
import { answerLeaving } from '../editor/leaving.ts'
import { copyLink } from '../entities/link.ts'
import { importChosen } from '../import/importer.ts'
import { cycleRegion, focusRegion } from '../shell/regions.ts'
import { type ListName, type OpenDialog, shell } from '../shell/store.ts'
import { setTheme } from '../shell/theme.ts'
import { closeLibrary, createLibrary, openLibrary, openSample } from '../start/acts.ts'
import { startTour } from '../tour/store.ts'
import { takesText } from './keys.ts'
import { type Command, known, useCommands } from './registry.ts'

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

const goTo = (list: ListName): Command =>
  known(`go.${list}`, () => shell().go({ name: list }), { when: isOpen })

const show = (name: Exclude<NonNullable<OpenDialog>['name'], 'restore' | 'purge'>) => (): void =>
  shell().show({ name })

const commands: readonly Command[] = [
  // Before `library.new`, which has the same keys: these win while a library is open.
  known('briefing.new', show('new-briefing'), { when: isOpen }),
  known('library.new', () => void createLibrary()),
  known('library.open', () => void openLibrary()),
  known('library.sample', () => void openSample()),
  known('library.examine', show('examination'), { when: isOpen }),
  known('references.export', show('references'), { when: isOpen }),
  known('library.backup', backUpNow, { when: isOpen }),
  known('link.copy', () => void copyLink(shownEntity(shell().route)), {
    when: () => isOpen() && shownEntity(shell().route) !== null,
  }),
  known('purge', askPurge, { when: () => isOpen() && shownEntity(shell().route) !== null }),
  known('library.close', closeLibrary, { when: isOpen }),
  known(
    'import',
    () => {
      if (shell().info?.dialogs === true) void importChosen()
      else document.querySelector<HTMLInputElement>('#import-files')?.click()
    },
    { when: isOpen },
  ),
  known('paste', show('paste'), { when: isOpen }),
  known('palette', show('palette'), { when: isOpen }),
  known('view.sidebar', () => shell().toggleSidebar(), { when: isOpen }),
  known('view.inspector', () => shell().toggleInspector(), { when: isOpen }),
  known('region.next', () => cycleRegion(1)),
  known('region.previous', () => cycleRegion(-1)),
  // Over the page the inspector is a layer of its own, and Esc closes one layer.
  known(
    'view.close-inspector',
    () => {
      shell().toggleInspector()
      requestAnimationFrame(() => focusRegion('page'))
    },
    {
      when: () =>
        isOpen() &&
        shell().inspectorOpen &&
        window.matchMedia('(max-width: 1120px)').matches &&
        document.activeElement?.closest('[data-region="inspector"]') !== null,
    },
  ),
  goTo('sources'),
  goTo('claims'),
  goTo('quotes'),
  goTo('speakers'),
  known('go.back', () => shell().goBack(), { when: () => isOpen() && shell().back.length > 0 }),
  known('go.forward', () => shell().goForward(), { when: () => isOpen() && shell().forward.length > 0 }),
  ...([1, 2, 3] as const).map((place) => known(`tab.${place}`, () => chooseTab(place - 1), { when: isOpen })),
  known('settings', show('settings')),
  ...(['system', 'light', 'dark'] as const).map((theme) => known(`theme.${theme}`, () => setTheme(theme))),
  known('help', show('help')),
  known('tour', () => void startTour()),
  known('shortcuts', show('shortcuts')),
  known('about', show('about')),
  // In a text field; inside a briefing the editor answers instead.
  ...(['undo', 'redo'] as const).map((act) =>
    known(`edit.${act}`, () => void document.execCommand(act), {
      bound: false,
      when: () => takesText(document.activeElement),
    }),
  ),
  // The main side asks before it closes; a view with unsaved words answers instead of this.
  known('flush', () => void answerLeaving()),
]

/** The commands that are there in every view. */
export const useGeneralCommands = (): void => useCommands(commands)
