import type { ReactNode } from 'react'

/** The icon of the thing, what it is in four words, one line, and the one act that starts it. */
export function EmptyState({
  icon,
  title,
  children,
  act,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  act?: ReactNode
}) {
  return (
    <div className="empty">
      {icon}
      <h3>{title}</h3>
      <p>{children}</p>
      {act}
    </div>
  )
}
