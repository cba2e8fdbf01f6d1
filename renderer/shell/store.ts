import { create } from 'zustand'
import type { Output } from '../../shared/contract/index.ts'
import type { LibraryState } from '../../shared/contract/library.ts'
import { firstPreferences, type Preferences } from '../../shared/contract/settings.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { EntityType, Id, Target } from '../../shared/model/identity.ts'
import { otherOf, type Pair, pairAt } from './pair.ts'

/** A marked passage: what the reader scrolls to and shows. */
export interface MarkAddress {
  readonly type: 'claim' | 'quote'
  readonly id: Id
}

export type ListName = 'sources' | 'claims' | 'quotes' | 'speakers'

export type Route =
  | { readonly name: 'start' }
  | { readonly name: ListName; readonly selected?: Id }
  | {
      readonly name: 'reader'
      readonly sourceId: Id
      /** The newest capture when left out. */
      readonly snapshotId?: Id
      readonly mark?: MarkAddress
      /** A place in the extraction, in code points. */
      readonly at?: { readonly start: number; readonly end: number }
      /** Which tab of the inspector to begin with. */
      readonly tab?: 'source'
    }
  | { readonly name: 'briefing'; readonly briefingId: Id; readonly nodeId?: Id }

export type Theme = Preferences['theme']

/** Dialogs that commands open, one at a time. */
export type OpenDialog =
  | {
      readonly name:
        | 'palette'
        | 'shortcuts'
        | 'new-briefing'
        | 'paste'
        | 'create-library'
        | 'open-library'
        | 'examination'
        | 'settings'
        | 'about'
    }
  | {
      readonly name: 'help'
      /** Which page, by its file's name; the first when left out. */
      readonly page?: string
    }
  | {
      readonly name: 'restore'
      /** Token of a recent library. */
      readonly library: string
    }
  | {
      readonly name: 'references'
      /** The briefing whose sources are meant first. */
      readonly briefing?: { readonly id: Id; readonly subject: string }
    }
  | { readonly name: 'purge'; readonly type: EntityType; readonly id: Id }
  | null

export interface ShellState {
  readonly info: Output<'app.info'> | null
  readonly library: LibraryState['library']
  /** False until the main side first told which library is open. */
  readonly ready: boolean
  readonly route: Route
  readonly back: readonly Route[]
  readonly forward: readonly Route[]
  /** The briefing last opened in this window: where `U` in the reader cites. */
  readonly openBriefing: { readonly id: Id; readonly subject: string } | null
  /** The two briefings that stand beside each other, the present route's one of them while it is a briefing's. */
  readonly pair: Pair | null
  readonly sidebarOpen: boolean
  readonly inspectorOpen: boolean
  readonly preferences: Preferences
  readonly dialog: OpenDialog
  /** Lasting trouble shown above the page. */
  readonly trouble: ErrorValue | null
  /** What the reader asked to cite; the editor takes it with `takePendingCitation`. */
  readonly pendingCitation: { readonly target: Target } | null

  go(route: Route): void
  /** Changes the present route without a step in the history (a selection in a list). */
  replace(route: Route): void
  /** Puts a second briefing beside the one that is shown, and goes into it. False where that cannot be. */
  openBeside(id: Id): boolean
  /** Goes into one of the two briefings that stand beside each other, without a step in the history. */
  enter(id: Id): void
  /** Ends one of the two briefings that stand beside each other; the other has the page. */
  closeBeside(id: Id): void
  goBack(): void
  goForward(): void
  setLibrary(library: LibraryState['library']): void
  setOpenBriefing(briefing: { id: Id; subject: string } | null): void
  toggleSidebar(): void
  toggleInspector(): void
  openInspector(): void
  show(dialog: OpenDialog): void
  setTrouble(error: ErrorValue | null): void
  /** Asks the open briefing to cite a target at its caret, and goes there. */
  cite(target: Target): void
  takePendingCitation(): { target: Target } | null
}

const home: Route = { name: 'sources' }

export const useShell = create<ShellState>((set, get) => ({
  info: null,
  library: null,
  ready: false,
  route: { name: 'start' },
  back: [],
  forward: [],
  openBriefing: null,
  pair: null,
  sidebarOpen: true,
  inspectorOpen: true,
  preferences: firstPreferences,
  dialog: null,
  trouble: null,
  pendingCitation: null,

  go: (route) =>
    set((state) => ({
      route,
      pair: pairAt(state, route),
      back: state.route.name === 'start' ? [] : [...state.back.slice(-49), state.route],
      forward: [],
    })),
  replace: (route) => set((state) => ({ route, pair: pairAt(state, route) })),
  openBeside: (id) => {
    const { route } = get()
    if (route.name !== 'briefing' || route.briefingId === id) return false
    // Without a step in the history: the one that was there still is.
    set((state) => ({
      pair: state.pair?.includes(id) ? state.pair : [route.briefingId, id],
      route: { name: 'briefing', briefingId: id },
    }))
    return true
  },
  enter: (id) => {
    const { route, pair } = get()
    if (route.name !== 'briefing' || route.briefingId === id || !pair?.includes(id)) return
    set({ route: { name: 'briefing', briefingId: id } })
  },
  closeBeside: (id) =>
    set(({ pair, route }) => {
      if (!pair?.includes(id)) return {}
      const closed = route.name === 'briefing' && route.briefingId === id
      return { pair: null, route: closed ? { name: 'briefing', briefingId: otherOf(pair, id) } : route }
    }),
  goBack: () =>
    set((state) => {
      const route = state.back.at(-1)
      if (route === undefined) return state
      const pair = pairAt(state, route)
      return { route, pair, back: state.back.slice(0, -1), forward: [state.route, ...state.forward] }
    }),
  goForward: () =>
    set((state) => {
      const [route, ...forward] = state.forward
      if (route === undefined) return state
      return { route, pair: pairAt(state, route), back: [...state.back, state.route], forward }
    }),
  setLibrary: (library) =>
    set((state) => {
      const same = state.ready && library?.id === state.library?.id
      if (same) return { library }
      const route: Route = library === null ? { name: 'start' } : home
      return {
        library,
        ready: true,
        route,
        back: [],
        forward: [],
        openBriefing: null,
        pair: null,
        pendingCitation: null,
      }
    }),
  setOpenBriefing: (openBriefing) => set({ openBriefing }),
  toggleSidebar: () => set((state) => ({ sidebarOpen: !state.sidebarOpen })),
  toggleInspector: () => set((state) => ({ inspectorOpen: !state.inspectorOpen })),
  openInspector: () => set({ inspectorOpen: true }),
  show: (dialog) => set({ dialog }),
  setTrouble: (trouble) => set({ trouble }),
  cite: (target) => {
    const briefing = get().openBriefing
    if (briefing === null) return
    set({ pendingCitation: { target } })
    get().go({ name: 'briefing', briefingId: briefing.id })
  },
  takePendingCitation: () => {
    const pending = get().pendingCitation
    if (pending !== null) set({ pendingCitation: null })
    return pending
  },
}))

/** The store outside of components. */
export const shell = useShell.getState
