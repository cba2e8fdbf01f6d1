import type { ReactNode } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'

/** Lasting trouble: what happened, then what is safe and what to do. */
export function ErrorBar({
  error,
  children,
}: {
  error: Pick<ErrorValue, 'message' | 'hint'>
  children?: ReactNode
}) {
  return (
    <div className="error-bar" role="alert">
      <b>{error.message}</b>
      <p>{error.hint}</p>
      {children !== undefined && <div className="error-bar-acts">{children}</div>}
    </div>
  )
}
