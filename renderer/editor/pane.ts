import { createContext } from 'react'

/** Where a briefing stands that shares the page with another. */
export interface PanePlace {
  readonly second: boolean
  readonly active: boolean
}

/** Null for a briefing that has the page to itself. */
export const PaneContext = createContext<PanePlace | null>(null)
