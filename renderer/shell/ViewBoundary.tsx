import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { shellWords as words } from '../words/shell.ts'

/** Keeps a view that fails from taking the window along: the rest stays usable, and the view can be tried again. */
export class ViewBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override componentDidCatch(error: Error): void {
    console.error(error)
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <ErrorBar error={{ message: words.viewFailed, hint: words.viewFailedHint(this.state.error.message) }}>
        <Button size="small" onClick={() => this.setState({ error: null })}>
          {words.tryAgain}
        </Button>
      </ErrorBar>
    )
  }
}
