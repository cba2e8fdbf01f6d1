import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { shellWords as words } from '../words/shell.ts'
import { Boundary } from './Boundary.tsx'

/** Keeps a view that fails from taking the window along: the rest stays usable, and the view can be tried again. */
export function ViewBoundary({ children }: { children: ReactNode }) {
  return (
    <Boundary
      instead={({ message }, again) => (
        <ErrorBar error={{ message: words.viewFailed, hint: words.viewFailedHint(message) }}>
          <Button size="small" onClick={again}>
            {words.tryAgain}
          </Button>
        </ErrorBar>
      )}
    >
      {children}
    </Boundary>
  )
}
