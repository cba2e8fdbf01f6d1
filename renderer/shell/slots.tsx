import { type ReactNode, useContext } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'
import { ActiveView } from './active.ts'

/** Regions of the window that the open view fills; `toolbar` is a place that the view itself makes above its pages. */
export type SlotName = 'toolbar' | 'title' | 'actions' | 'lower' | 'inspector' | 'status' | 'status-end'

const useSlots = create<Partial<Record<SlotName, HTMLElement | null>>>(() => ({}))
const setters = new Map<SlotName, (element: HTMLElement | null) => void>()

/** Ref callback that makes an element the place of a slot. */
export function slotRef(name: SlotName): (element: HTMLElement | null) => void {
  const known = setters.get(name)
  if (known !== undefined) return known
  const setter = (element: HTMLElement | null): void => useSlots.setState({ [name]: element })
  setters.set(name, setter)
  return setter
}

/**
 * Puts `children` into a region of the shell: `title` (crumbs), `actions` (title bar, right), `lower` (lower half of the
 * sidebar), `inspector`, `status` and `status-end`. Nothing is drawn while the region is hidden.
 */
export function Slot({ name, children }: { name: SlotName; children: ReactNode }) {
  const element = useSlots((slots) => slots[name])
  const active = useContext(ActiveView)
  return !active || element == null ? null : createPortal(children, element)
}
