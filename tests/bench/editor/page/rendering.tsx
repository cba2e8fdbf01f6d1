import './attest.ts'
import { createRoot } from 'react-dom/client'
import { Editable, type RenderElementProps, Slate } from 'slate-react'
import { renderChunk } from '../../../../renderer/editor/Chunk.tsx'
import { SessionContext } from '../../../../renderer/editor/context.ts'
import { Chunks } from '../../../../renderer/editor/drawing.ts'
import { renderElement, renderLeaf } from '../../../../renderer/editor/elements.tsx'
import { BriefingSession } from '../../../../renderer/editor/session.ts'
import { emptyHeader } from '../../../../shared/document/header.ts'
import { briefingId } from './answers.ts'
import { paragraphs } from './text.ts'

declare global {
  interface Window {
    /** How often each block was drawn, by its id, and the session that draws them. */
    rendering: { drawn: Map<string, number>; session: BriefingSession }
  }
}

const drawn = new Map<string, number>()
const counting = (props: RenderElementProps) => {
  if ('id' in props.element) drawn.set(props.element.id, (drawn.get(props.element.id) ?? 0) + 1)
  return renderElement(props)
}

const count = Number(document.body.dataset.count)
const session = new BriefingSession(
  {
    id: briefingId,
    key: 'rendering',
    revision: 1,
    createdAt: 0,
    updatedAt: 0,
    header: emptyHeader,
    blocks: paragraphs(count),
  },
  true,
)
// Every block is there to be drawn again by mistake.
Chunks.of(session.editor).whole = true
window.rendering = { drawn, session }

createRoot(document.querySelector('#place') as HTMLElement).render(
  <SessionContext.Provider value={session}>
    <Slate
      editor={session.editor}
      initialValue={session.editor.children}
      onChange={() => session.changed(session.editor.operations)}
    >
      <Editable
        className="briefing-text"
        renderElement={counting}
        renderLeaf={renderLeaf}
        renderChunk={renderChunk}
      />
    </Slate>
  </SessionContext.Provider>,
)
