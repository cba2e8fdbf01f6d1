import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { shellWords as words } from '../words/shell.ts'
import { Boundary } from './Boundary.tsx'
import { shell } from './store.ts'

/** The last one: a fault outside of any view. It says where the work is, and loads the window anew. */
export function WindowBoundary({ children }: { children: ReactNode }) {
  return (
    <Boundary
      instead={({ message }) => {
        const hint = words.windowFailedHint(shell().library?.name, message)
        return (
          <main className="window-failed" data-region="page">
            <ErrorBar error={{ message: words.windowFailed, hint }}>
              <Button look="primary" size="small" onClick={() => location.reload()}>
                {words.reload}
              </Button>
            </ErrorBar>
          </main>
        )
      }}
    >
      {children}
    </Boundary>
  )
}
