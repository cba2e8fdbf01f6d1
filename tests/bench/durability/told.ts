import { writeSync } from 'node:fs'

/** What the service is doing while it is killed. */
export const kinds = ['typing', 'importing', 'migrating', 'backing up', 'exporting', 'restoring'] as const
export type Kind = (typeof kinds)[number]

/** What the killed process is told to do, as one line of JSON on its standard input. */
export interface Orders {
  readonly kind: Kind
  /** Where its library and its files are. */
  readonly folder: string
  readonly seed: number
  /** Export PDFs too, not only Markdown. */
  readonly pdf: boolean
  /** The mutant: tells of a save before it is committed. */
  readonly early: boolean
}

/** One acknowledgement: what the service answered, and when it can be relied on. */
export type Told =
  /** The library is open. */
  | { readonly did: 'open' }
  /** The memo has this revision, by a save or by restoring a version. */
  | { readonly did: 'save'; readonly revision: number }
  /** This revision was kept under a name. */
  | { readonly did: 'name'; readonly revision: number }
  /** The picture of this revision is in the library. */
  | { readonly did: 'picture'; readonly revision: number }
  /** The thread about this revision was begun (1), answered (2), resolved (3). */
  | { readonly did: 'comment'; readonly revision: number; readonly step: 1 | 2 | 3 }
  /** The n-th claim was marked. */
  | { readonly did: 'mark'; readonly n: number }
  /** The n-th document was imported. */
  | { readonly did: 'import'; readonly n: number }
  /** The library in this file was brought to the newest format. */
  | { readonly did: 'migrate'; readonly file: string }
  /** A backup with these bytes is at this place; `since` is the memo's last acknowledged revision before it began. */
  | { readonly did: 'backup'; readonly slot: number; readonly sha256: string; readonly since: number }
  /** The memo of this revision was exported with these bytes. */
  | {
      readonly did: 'export'
      readonly format: 'md' | 'pdf'
      readonly sha256: string
      readonly revision: number
    }
  /** The library in this file was made from the backup. */
  | { readonly did: 'rescue'; readonly file: string }

/** Tells the parent at once: the bytes are in the pipe when this returns, whatever becomes of this process. */
export function tell(told: Told): void {
  writeSync(1, `${JSON.stringify(told)}\n`)
}

/** A complete line, or null: the last one may be cut in two by the kill, and was then told to nobody. */
export function heard(line: string): Told | null {
  try {
    return JSON.parse(line) as Told
  } catch {
    return null
  }
}

/** The acknowledgements of one sort, in order. */
export const those = <Did extends Told['did']>(
  all: readonly Told[],
  did: Did,
): Extract<Told, { did: Did }>[] =>
  all.filter((told): told is Extract<Told, { did: Did }> => told.did === did)
