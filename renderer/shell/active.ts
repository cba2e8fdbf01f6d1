import { createContext } from 'react'

/**
 * Whether a view is the one that the person is in. Of views that stand beside each other only that one fills the regions
 * of the window and has its commands known.
 */
export const ActiveView = createContext(true)
