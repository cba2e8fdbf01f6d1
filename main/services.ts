import type { Acts } from './acts.ts'
import type { Caretaker } from './caretaker.ts'
import type { LaunchChild } from './children.ts'
import type { Downloads } from './downloads.ts'
import type { Host } from './hosts/host.ts'
import type { Incoming } from './incoming.ts'
import type { Libraries } from './libraries.ts'
import type { Settings } from './settings.ts'

/** What the handlers work with; `app.ts` builds it. */
export interface Services {
  readonly host: Host
  readonly version: string
  readonly dataDir: string
  readonly settings: Settings
  readonly libraries: Libraries
  readonly acts: Acts
  readonly incoming: Incoming
  readonly downloads: Downloads
  readonly caretaker: Caretaker
  readonly launchChild: LaunchChild
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
}
