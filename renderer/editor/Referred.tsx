import type { RenderElementProps } from 'slate-react'
import type { Reference } from '../../shared/document/reference.ts'
import { referenceWords as words } from '../words/references.ts'
import { useSession } from './context.ts'
import { useKeyed } from './keyed.ts'
import { goToNode } from './useFindings.ts'

/** A cross-reference: what its block is called now; a click goes there. */
export function Referred({ attributes, children, element }: RenderElementProps & { element: Reference }) {
  const session = useSession()
  const label = useKeyed(session.labels, element.target)
  return (
    <span {...attributes}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl Enter behind it does the same */}
      {/* biome-ignore lint/a11y/useSemanticElements: it wraps as words do */}
      <span
        contentEditable={false}
        role="link"
        tabIndex={-1}
        className={label === undefined ? 'cross-reference lost' : 'cross-reference'}
        aria-label={label === undefined ? words.lost : words.to(label)}
        data-node={element.id}
        onClick={() => goToNode(session.editor, element.target)}
      >
        {label ?? words.lost}
      </span>
      {children}
    </span>
  )
}
