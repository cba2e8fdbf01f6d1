import { Component, type ReactNode } from 'react'

interface BoundaryProps {
  readonly children: ReactNode
  /** What stands in the place of children that failed; `again` tries them once more. */
  readonly instead: (error: Error, again: () => void) => ReactNode
}

/** Catches what fails while its children are drawn: only a class can, in React. */
export class Boundary extends Component<BoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error }
  }

  override componentDidCatch(error: Error): void {
    console.error(error)
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null
      ? this.props.children
      : this.props.instead(error, () => this.setState({ error: null }))
  }
}
