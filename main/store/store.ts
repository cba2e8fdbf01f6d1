import type { Id } from '../../shared/model/identity.ts'
import type { TextCache } from './texts.ts'
import type { Database } from './transactions.ts'

/** What every part of the store works with. */
export interface Store {
  readonly database: Database
  readonly texts: TextCache
  readonly now: () => number
  /** The library's local author, whose name the history carries. */
  readonly authorId: Id
  /** Grows whenever something that can be cited, or a citation, changes: caches of them are stale then. */
  readonly generation: () => number
}
