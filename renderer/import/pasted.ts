import { create } from 'zustand'

/** What came from the clipboard, until the dialog takes it. */
export const usePasted = create<{ text: string; html: string }>(() => ({ text: '', html: '' }))
