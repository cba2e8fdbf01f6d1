import { useEffect } from 'react'
import { create } from 'zustand'
import { Button } from './Button.tsx'

interface ToastEntry {
  readonly id: number
  readonly words: string
  readonly undo?: () => void
  readonly action?: string
}

const useToastList = create<{ items: readonly ToastEntry[] }>(() => ({ items: [] }))
let lastId = 0

/**
 * Confirms what was done, for four seconds (eight with an act to take back); never for trouble.
 *
 * @returns takes it away before its time
 */
export function toast(words: string, undo?: () => void, action = 'Undo'): () => void {
  lastId += 1
  const id = lastId
  const entry: ToastEntry = undo === undefined ? { id, words } : { id, words, undo, action }
  useToastList.setState((state) => ({ items: [...state.items.slice(-2), entry] }))
  return () => drop(id)
}

const drop = (id: number): void =>
  useToastList.setState((state) => ({ items: state.items.filter((item) => item.id !== id) }))

function ToastView({ entry }: { entry: ToastEntry }) {
  useEffect(() => {
    const timer = setTimeout(() => drop(entry.id), entry.undo === undefined ? 4000 : 8000)
    return () => clearTimeout(timer)
  }, [entry])
  return (
    <div className="toast">
      <span>{entry.words}</span>
      {entry.undo !== undefined && (
        <Button
          look="link"
          onClick={() => {
            entry.undo?.()
            drop(entry.id)
          }}
        >
          {entry.action}
        </Button>
      )}
    </div>
  )
}

/** Where toasts appear; the shell mounts one. */
export function Toasts() {
  const items = useToastList((state) => state.items)
  return (
    <div className="toasts" role="status">
      {items.map((entry) => (
        <ToastView key={entry.id} entry={entry} />
      ))}
    </div>
  )
}
