import type { Block } from '../../../shared/document/block.ts'
import type { BriefingChange } from '../../../shared/model/briefing.ts'
import { apply, editFor, firstBlock } from '../../integration/store/edits.ts'
import { enriched, type NumberedPicture, pictureOf } from './rich.ts'
import type { Kind } from './told.ts'

/** A version is named at every tenth revision and five; five revisions later it is restored. */
const ROUND = 10
const BACK = 5

/**
 * What the memo must hold at every revision, worked out without a store and alike in every process: the n-th revision
 * is always made by the same act. Both the process that is killed and the one that looks afterwards use it.
 */
export class Memo {
  /** By revision; a new briefing has revision 1. */
  readonly #states: (readonly Block[])[] = [[], [firstBlock]]
  readonly #kind: Kind

  constructor(kind: Kind) {
    this.#kind = kind
  }

  /** Its blocks at a revision. */
  at(revision: number): readonly Block[] {
    for (let next = this.#states.length; next <= revision; next++) {
      const version = this.restores(next)
      this.#states.push(version === null ? this.#apply(next).blocks : this.#state(version))
    }
    return this.#state(revision)
  }

  /** What a window would send to get from the revision before to this one. */
  change(revision: number): Pick<BriefingChange, 'upserts' | 'removals' | 'order'> {
    this.at(revision - 1)
    return this.#apply(revision).change
  }

  /** The revision that this one brings back, null where it is made by an edit. */
  restores(revision: number): number | null {
    return this.#kind === 'restoring' && revision % ROUND === 0 ? revision - BACK : null
  }

  /** Whether this revision is kept under a name before the next one is made. */
  isNamed(revision: number): boolean {
    return this.restores(revision + BACK) !== null
  }

  /** What must be in the library before this revision is saved. */
  pictures(revision: number): NumberedPicture[] {
    const { upserts } = this.change(revision)
    return upserts.some(({ type }) => type === 'figure') ? [pictureOf(revision)] : []
  }

  #apply(revision: number): ReturnType<typeof apply> {
    const edit = editFor(revision)
    const before = this.#state(revision - 1)
    if (this.#kind !== 'exporting') return rich(apply(before, edit), before, revision)
    // A file can be made only of a memo whose citations lead somewhere, with letters that are in the fonts.
    const act = edit.act === 'cite' ? 'type' : edit.act
    return printable(rich(apply(before, { ...edit, act }), before, revision))
  }

  #state(revision: number): readonly Block[] {
    const state = this.#states[revision]
    if (!state) throw new Error(`there is no revision ${revision}`)
    return state
  }
}

type Applied = ReturnType<typeof apply>

/** The same edit with something else than a paragraph where one is added. */
function rich({ blocks, change }: Applied, before: readonly Block[], revision: number): Applied {
  const known = new Set(before.map(({ id }) => id))
  const enrich = (block: Block): Block => (known.has(block.id) ? block : enriched(block, revision))
  return { blocks: blocks.map(enrich), change: { ...change, upserts: change.upserts.map(enrich) } }
}

const printable = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('🙂', '–')) as Value

/** The name under which a revision is kept. */
export const versionName = (revision: number): string => `revision ${revision}`
