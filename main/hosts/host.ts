import type { KeyChoice } from '../../shared/commands/ownKeys.ts'
import type { EventName, EventPayload } from '../../shared/contract/index.ts'

/** Tells every window. */
export type Emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void

/** A file of the person's, as the host found it. */
export interface ChosenFile {
  readonly path: string
  readonly name: string
  /** In bytes. */
  readonly size: number
}

/**
 * What gives the app a window, dialogs and events. The choosers answer null (or nothing) when the person cancelled;
 * on a host without dialogs they are never called.
 */
export interface Host {
  readonly kind: 'electron' | 'serve'
  readonly dialogs: boolean
  /** Whether a program reads the window aloud; absent where it cannot be known. */
  screenReader?(): boolean
  readonly emit: Emit
  chooseNewLibrary(windowId: string): Promise<string | null>
  chooseLibrary(windowId: string): Promise<string | null>
  /** Documents to import, or the one picture of a figure. */
  chooseFiles(windowId: string, kind: 'documents' | 'picture'): Promise<ChosenFile[]>
  /** Where to write a file whose proposed name is `name`. */
  chooseExport(windowId: string, name: string): Promise<string | null>
  showInFolder(path: string): void
  /** The theme was chosen: what the host draws itself follows. */
  themed(theme: 'system' | 'light' | 'dark'): void
  /** Other keys were chosen: a menu shows them. */
  keyed(choice: KeyChoice): void
  /** Which commands (ids of the catalogue) can be used in a window now. */
  commands(windowId: string, enabled: readonly string[]): void
  /** The window has sent its pending saves (`saved`), or could not. */
  flushed(windowId: string, saved: boolean): void
}
