import { type ReactNode, useSyncExternalStore } from 'react'
import type { Id } from '../../../shared/model/identity.ts'
import { useSession } from '../context.ts'

/** Words with comments: marked while one of them is open, plain when all were settled or deleted. */
export function Commented({ ids, children }: { ids: readonly Id[]; children: ReactNode }) {
  const { drawn, state } = useSession().discussion
  const open = useSyncExternalStore(
    (listener) => {
      const ends = ids.map((id) => drawn.subscribe(id, listener))
      return () => {
        for (const end of ends) end()
      }
    },
    () => ids.filter((id) => drawn.get(id) === 'open').join(' '),
  )
  const active = state(({ active }) => active !== null && ids.includes(active) && open.includes(active))
  return (
    <span
      className={open === '' ? undefined : 'commented'}
      data-comments={ids.join(' ')}
      data-active={active || undefined}
    >
      {children}
    </span>
  )
}
