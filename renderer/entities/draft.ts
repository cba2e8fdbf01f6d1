import { useEffect, useRef, useState } from 'react'

export interface Draft<Value extends object> {
  readonly value: Value
  readonly dirty: boolean
  set(part: Partial<Value>): void
  /** Only what differs from what is stored. */
  changes(): Partial<Value>
  reset(): void
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/**
 * A form's values over stored ones. While the person has changed nothing, the form follows what is stored; after that
 * their words stay, whatever happens elsewhere.
 *
 * @param key identifies what is edited; another key begins again
 */
export function useDraft<Value extends object>(key: string, stored: Value): Draft<Value> {
  const [edits, setEdits] = useState<{ key: string; part: Partial<Value> }>({ key, part: {} })
  const part = edits.key === key ? edits.part : {}
  const value = { ...stored, ...part }
  const changed = Object.fromEntries(
    Object.entries(part).filter(([name, edit]) => !same(edit, stored[name as keyof Value])),
  ) as Partial<Value>
  return {
    value,
    dirty: Object.keys(changed).length > 0,
    set: (more) =>
      setEdits((before) => ({ key, part: { ...(before.key === key ? before.part : {}), ...more } })),
    changes: () => changed,
    reset: () => setEdits({ key, part: {} }),
  }
}

/**
 * Which revision a save has to name: that of the entity when the form was last free of changes, so that newer values
 * are never overwritten unseen. `saved` tells the revision a save led to; the form follows what is stored from there.
 */
export function useBase<Value extends object>(
  entity: { readonly id: string; readonly revision: number },
  draft: Draft<Value>,
): { readonly base: number; saved(revision: number): void } {
  const [state, setState] = useState({ id: entity.id, base: entity.revision, savedAs: 0 })
  if (state.id !== entity.id) setState({ id: entity.id, base: entity.revision, savedAs: 0 })
  else if (state.savedAs > 0 && entity.revision >= state.savedAs) {
    setState({ id: entity.id, base: entity.revision, savedAs: 0 })
    draft.reset()
  } else if (!draft.dirty && state.savedAs === 0 && state.base !== entity.revision) {
    setState({ ...state, base: entity.revision })
  }
  return {
    base: state.id === entity.id ? state.base : entity.revision,
    saved: (revision) => setState({ id: entity.id, base: revision, savedAs: revision }),
  }
}

/** Calls `save` on Ctrl+Enter (and Ctrl+S) and `cancel` on Esc inside the returned element's subtree. */
export function useFormKeys(save: () => void, cancel?: () => void): (event: React.KeyboardEvent) => void {
  const newest = useRef({ save, cancel })
  useEffect(() => {
    newest.current = { save, cancel }
  })
  return (event) => {
    if ((event.ctrlKey || event.metaKey) && (event.key === 'Enter' || event.key.toLowerCase() === 's')) {
      event.preventDefault()
      newest.current.save()
    } else if (event.key === 'Escape' && newest.current.cancel !== undefined && !event.defaultPrevented) {
      event.preventDefault()
      newest.current.cancel()
    }
  }
}
