import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { shellWords as words } from '../words/shell.ts'
import { shell } from './store.ts'

/** The last one: a fault outside of any view. It says where the work is, and loads the window anew. */
export class WindowBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override componentDidCatch(error: Error): void {
    console.error(error)
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const library = shell().library?.name
    return (
      <main className="window-failed" data-region="page">
        <ErrorBar
          error={{ message: words.windowFailed, hint: words.windowFailedHint(library, error.message) }}
        >
          <Button look="primary" size="small" onClick={() => location.reload()}>
            {words.reload}
          </Button>
        </ErrorBar>
      </main>
    )
  }
}
