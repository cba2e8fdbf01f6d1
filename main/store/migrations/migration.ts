/** One step of the library's format. It never changes once it was released: the next change is a new one. */
export interface Migration {
  /** `PRAGMA user_version` afterwards: 1, 2, 3 without gaps. */
  readonly version: number
  readonly name: string
  /** Statements that run in one transaction together with the new `user_version`. */
  readonly sql: string
}
